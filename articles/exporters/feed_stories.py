"""What a feed tells of each of its stories, in one language, in four queries that a process writes once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from modeltranslation.utils import build_localized_fieldname

from articles.exporters.addresses import page_in
from articles.models import Article, ArticleQuerySet, Byline, Teaser
from articles.models.named import languages_tried
from articles.models.prepared import is_one_of, prepared, tuples
from articles.models.shelf import Shelf
from articles.models.teaser import teaser


class Writer(NamedTuple):
    """Who wrote a story, and the full address of their page."""

    name: str
    url: str


@dataclass(slots=True)
class Told:
    """A story in a feed."""

    story: Teaser
    changed_at: datetime | None = None
    credit: str = ""
    writers: list[Writer] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    html: str = ""


def told(shelf: Shelf, language: str, most: int, stories: ArticleQuerySet | None = None) -> list[Told]:
    """Return the newest so many stories of a list; ``stories`` is ``shelf.public()`` narrowed."""
    items = [Told(teaser(language, row)) for row in shelf.rows(language, most, "before", stories=stories)]
    by_number = {item.story.pk: item for item in items}
    if not by_number:
        return []
    ids, count = list(by_number), len(by_number)
    names = len(languages_tried(language))
    for pk, changed_at, credit, *others in _about(language, count)(ids=ids):
        by_number[pk].changed_at = changed_at
        by_number[pk].credit = credit or _first(others[:names])
        by_number[pk].categories += filter(None, [_first(others[names:])])
    for pk, slug, *written in _writers(language, count)(ids=ids):
        by_number[pk].writers.append(Writer(_first(written), page_in(language, "author", slug)))
    for pk, *written in _tags(language, count)(ids=ids):
        by_number[pk].categories.append(_first(written))
    return items


def _names(prefix: str, language: str) -> list[str]:
    """The columns of a name, in the order in which they are tried."""
    return [prefix + build_localized_fieldname("name", code) for code in languages_tried(language)]


def _first(names: Any) -> str:
    return next(filter(None, names), "")


@prepared
def _about(language: str, count: int) -> models.QuerySet:
    names = (*_names("lead_image__source__", language), *_names("section__", language))
    stories = Article.objects.order_by().filter(is_one_of("pk", "ids", count))
    return tuples(stories, "pk", "substantive_updated_at", "lead_image__credit", *names)


@prepared
def _writers(language: str, count: int) -> models.QuerySet:
    signed = Byline.objects.filter(is_one_of("article_id", "ids", count), role=Byline.Role.WRITING)
    names = _names("author__", language)
    return tuples(signed.order_by("position", "pk"), "article_id", "author__slug", *names)


@prepared
def _tags(language: str, count: int) -> models.QuerySet:
    carried = Article.tags.through.objects.filter(is_one_of("article_id", "ids", count))
    return tuples(carried.order_by("tag_id"), "article_id", *_names("tag__", language))
