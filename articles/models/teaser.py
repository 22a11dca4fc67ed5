"""A story as a reader's list shows it: the few columns that a card has, in one language, and no record of the database.

Lists show dozens of stories; what makes a record able to be changed and saved is what they need least.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.core.files.storage import default_storage
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from articles.models.article import Article, Kind, address_of_story
from articles.models.byline import Byline
from articles.models.image import Image
from articles.models.named import in_languages
from articles.models.prepared import is_one_of, prepared, tuples
from articles.models.section import Section

Row = tuple[Any, ...]
"""What the database says of a story, in the order of ``columns``."""
PK, PUBLISHED_AT = 0, 3
TEXTS = ("headline", "slug", "published_at", "kicker", "standfirst")
PICTURE = ("pk", "file", "ready", "placeholder", "focal_x", "focal_y", "width", "height", "rights_expire_on")
NAMES = in_languages("name")


class File(str):
    """The name of a picture's file, which knows its address."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Return the name itself, as a file of Django's does."""
        return str(self)

    @property
    def url(self) -> str:
        """Return the file's address."""
        return default_storage.url(self)


class Picture(NamedTuple):
    """What is needed of a picture to show it beside a headline."""

    pk: int
    file: File
    ready: dict[str, list[Any]]
    placeholder: str
    focal_x: float
    focal_y: float
    width: int
    height: int
    rights_expire_on: Any

    rights_ended = Image.rights_ended


@dataclass(slots=True)
class Signature:
    """A role on a story, and who has it."""

    role: str
    author: "Name"


class Name:
    """The name of a record in every language, as the record itself has it."""

    __slots__ = NAMES

    def __init__(self, names: Iterable[str | None]) -> None:
        """Take the names in the order of the languages."""
        for column, name in zip(NAMES, names, strict=True):
            setattr(self, column, name)


@dataclass(slots=True, eq=False)
class Teaser:
    """A story in a list, in the language in which it was asked for. It is equal to the story."""

    language: str
    pk: int
    headline: str
    slug: str
    published_at: datetime
    kicker: str = ""
    standfirst: str = ""
    section_id: int | None = None
    lead_image: Picture | None = None
    section: Section | None = None
    signed_by: list[Signature] = field(default_factory=list)
    slot_headline: str = ""
    kind: str = Kind.NEWS
    live_until: datetime | None = None

    is_live = Article.is_live

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Teaser | Article) and self.pk == other.pk

    def __hash__(self) -> int:
        return hash(self.pk)

    def get_absolute_url(self) -> str:
        """Return the story's address."""
        return address_of_story(self.language, self.pk, self.slug)


def columns(language: str, prefix: str = "") -> list[str]:
    """Return the columns of a card in a language; ``prefix`` leads to the story."""
    texts = [build_localized_fieldname(name, language) for name in TEXTS]
    picture = [f"lead_image__{name}" for name in PICTURE]
    return [f"{prefix}{name}" for name in ("pk", *texts, "section_id", *picture, "kind", "live_until")]


def teaser(language: str, row: Row) -> Teaser:
    """Return a teaser made of a row of ``columns``."""
    picture = Picture(row[7], File(row[8]), *row[9:-2]) if row[7] else None
    return Teaser(language, *row[:7], lead_image=picture, kind=row[-2], live_until=row[-1])


def headline_columns(language: str) -> list[str]:
    """Return the columns of a story of which only the headline is shown."""
    return ["pk", *(build_localized_fieldname(name, language) for name in TEXTS[:3])]


def teasers(rows: Iterable[Row], language: str, sections: dict[int, Section]) -> list[Teaser]:
    """Return the teasers of rows of ``columns``, with their sections."""
    made = [teaser(language, row) for row in rows]
    for one in made:
        if one.section_id is not None:
            one.section = sections.get(one.section_id)
    return made


def sign(stories: Iterable[Teaser]) -> None:
    """Tell stories who signs them, in one query."""
    by_number = {story.pk: story.signed_by for story in stories}
    if by_number:
        for article, role, *names in _signatures(len(by_number))(ids=list(by_number)):
            by_number[article].append(Signature(role, Name(names)))


@prepared
def _signatures(count: int) -> models.QuerySet:
    """Who signs so many stories, in the order in which they sign."""
    names = (f"author__{column}" for column in NAMES)
    signed = Byline.objects.filter(is_one_of("article_id", "ids", count)).order_by("position", "pk")
    return tuples(signed, "article_id", "role", *names)


@prepared
def _by_number(language: str, count: int) -> models.QuerySet:
    return tuples(Article.objects.filter(is_one_of("pk", "ids", count)), *columns(language))


def rows_of(language: str, ids: Iterable[int]) -> list[Row]:
    """Return the rows of ``columns`` of some stories, whoever may see them."""
    wanted = list(dict.fromkeys(ids))
    return _by_number(language, len(wanted))(ids=wanted) if wanted else []
