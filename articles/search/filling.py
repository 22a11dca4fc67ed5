"""Filling an empty database with made-up stories, to measure with: stories alone, or their search index with them."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import F, Model
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Author, Byline, SearchDocument, SearchGeneration, Section, Tag
from articles.models.article import Status
from articles.text import html
from articles.text.arabic import STEM_VERSION, fold_key

from . import document, synthetic
from .counts import Counts
from .engines import indexed_at_the_end
from .index import analyse, documents_of
from .rebuild import store_counts

AT_ONCE = 1000
SECTIONS, TAGS, AUTHORS = 12, 3000, 150
APART = timedelta(minutes=10)
"""Between two stories."""
COLUMNS = ("headline", "body", "search_key", "published_at")

Tell = Callable[[int], None]


def fill(number: int, tell: Tell = lambda done: None, *, indexed: bool = False, times: int = 1) -> int:
    """Store so many made-up stories with tags, authors and sections; return the bytes of their texts.

    With ``times`` room is left after them for as many copies by ``repeat``.

    ``indexed`` stores what search knows of them too, worked out from the texts at hand: the index that a rebuilding
    makes, in a fraction of the time.
    """
    made, names, index = synthetic.stories(number), _Names(Random(2)), _Index() if indexed else None  # noqa: S311
    stored, newest, text_bytes = _Stories(), clock.now() - timedelta(minutes=1), 0
    for start in range(0, number, AT_ONCE):
        part = dict(enumerate(islice(made, AT_ONCE), start=start + 1))
        text_bytes += sum(len("\n".join([story.headline, *story.paragraphs]).encode()) for story in part.values())
        with transaction.atomic():
            given = names.give(part)
            stored.write(
                (pk, story, given[pk].section, newest - APART * (number * times - pk)) for pk, story in part.items()
            )
            if index:
                index.write(part, given)
        tell(start + len(part))
    stored.finish()
    if index:
        index.finish()
    return text_bytes


class _Stories:
    """Writes rows of stories that differ only in their texts, section and moment, without an object for each."""

    def __init__(self) -> None:
        fields = Article._meta.concrete_fields
        usual = Article(status=Status.PUBLISHED)
        self.values = [field.get_db_prep_save(field.pre_save(usual, True), connection) for field in fields]
        names = [build_localized_fieldname(name, settings.LANGUAGE_CODE) for name in COLUMNS]
        places = {field.attname: place for place, field in enumerate(fields)}
        self.places = [places[name] for name in ("id", "section_id", *names)]
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        table = connection.ops.quote_name(Article._meta.db_table)
        self.sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608

    def write(self, stories: Iterable[tuple[int, synthetic.Story, Section, datetime]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self.sql, [self._row(*story) for story in stories])

    def _row(self, pk: int, story: synthetic.Story, section: Section, moment: datetime) -> list[Any]:
        out_at = connection.ops.adapt_datetimefield_value(moment)
        texts = story.headline, html.from_paragraphs(story.paragraphs), fold_key(story.headline)
        row = self.values.copy()
        for place, value in zip(self.places, (pk, section.pk, *texts, out_at), strict=True):
            row[place] = value
        return row

    def finish(self) -> None:
        """Let the database number the next story after these."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Article]):
                cursor.execute(statement)


def repeat(number: int, times: int, tell: Tell = lambda done: None) -> None:
    """Store the first so many stories again with links and index, until they stand there so many times, each later."""
    generation = SearchGeneration.objects.filter(complete=True).latest("id")
    with indexed_at_the_end() if times > 1 else nullcontext():
        for copy in range(1, times):
            shift = copy * number
            with transaction.atomic(), connection.cursor() as cursor:
                _copy(cursor, Article, "id", number, shift, later=shift * APART)
                for model in (Article.tags.through, Byline, SearchDocument):
                    _copy(cursor, model, "article_id", number, shift)
            tell(shift + number)
    generation.terms.update(stories=F("stories") * times)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Article]):
            cursor.execute(statement)
    analyse()


def _copy(cursor: Any, model: type[Model], key: str, number: int, shift: int, later: timedelta = timedelta()) -> None:
    """Copy the rows of the first so many stories, their numbers raised by ``shift``, in one statement."""
    quote, out_at = connection.ops.quote_name, build_localized_fieldname("published_at", settings.LANGUAGE_CODE)
    if connection.vendor == "sqlite":
        moment = f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', {quote(out_at)}, '{later.total_seconds():+.0f} seconds')"
    else:
        moment = f"{quote(out_at)} + interval '{later.total_seconds():.0f} seconds'"
    columns = [str(field.column) for field in model._meta.concrete_fields if key == "id" or field.column != "id"]
    made = {key: f"{quote(key)} + {shift:d}", out_at: moment}
    values = ", ".join(made.get(column, quote(column)) for column in columns)
    cursor.execute(
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) "  # noqa: S608
        f"SELECT {values} FROM {quote(model._meta.db_table)} WHERE {quote(key)} <= %s ORDER BY {quote(key)}",
        [number],
    )


class _Given(NamedTuple):
    """What a story stands under."""

    section: Section
    tags: list[Tag]
    author: Author


class _Names:
    """Sections, tags and authors, a few of each on most stories."""

    def __init__(self, random: Random) -> None:
        self.random = random
        words = synthetic.names(TAGS + AUTHORS)
        self.sections = _created(Section, [f"قسم {number}" for number in range(SECTIONS)])
        self.tags = _created(Tag, words[:TAGS])
        self.authors = _created(Author, words[TAGS:])

    def give(self, ids: Iterable[int]) -> dict[int, _Given]:
        """Draw names for these stories and store the links."""
        given = {pk: self._drawn() for pk in ids}
        links = [Article.tags.through(article_id=pk, tag_id=tag.pk) for pk, one in given.items() for tag in one.tags]
        Article.tags.through.objects.bulk_create(links)
        Byline.objects.bulk_create(Byline(article_id=pk, author_id=one.author.pk) for pk, one in given.items())
        return given

    def _drawn(self) -> _Given:
        places = {int(TAGS * self.random.random() ** 3) for _ in range(self.random.randrange(6))}
        tags = [self.tags[place] for place in places]
        return _Given(self.random.choice(self.sections), tags, self.random.choice(self.authors))


def _created(model: Any, names: list[str]) -> list[Any]:
    name = build_localized_fieldname("name", settings.LANGUAGE_CODE)
    keys = [{"slug": f"{place}", "search_key": fold_key(word), name: word} for place, word in enumerate(names)]
    return model.objects.bulk_create([model(**key) for key in keys])


class _Index:
    """Writes what search knows of made-up stories in one language, and counts their words meanwhile."""

    def __init__(self) -> None:
        self.language = settings.LANGUAGE_CODE
        self.name = build_localized_fieldname("name", self.language)
        self.generation = SearchGeneration.objects.create(stem_version=STEM_VERSION)
        self.counts = Counts(self.language)

    def write(self, stories: dict[int, synthetic.Story], given: dict[int, _Given]) -> None:
        made = {(pk, self.language): self._streams(story, given[pk]) for pk, story in stories.items()}
        for streams in made.values():
            self.counts.add(streams.words, streams.length)
        SearchDocument.objects.bulk_create(documents_of(self.generation, made))

    def _streams(self, story: synthetic.Story, given: _Given) -> document.Streams:
        """What stands in the texts of the generator are folded words, spaces and full stops."""
        named = [word for one in (*given.tags, given.section) for word in getattr(one, self.name).split()]
        signed = getattr(given.author, self.name).split()
        body = " ".join(story.paragraphs).replace(".", " ").split()
        return document.streams_of([story.headline.split(), named, signed, [], body], self.language)

    def finish(self) -> None:
        """Let readers search what was written."""
        with transaction.atomic():
            store_counts(self.generation, [self.counts])
            SearchGeneration.objects.exclude(pk=self.generation.pk).delete()
            self.generation.complete = True
            self.generation.save(update_fields=["complete"])
        analyse()
