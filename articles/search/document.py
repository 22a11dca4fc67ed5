"""A story as search sees it: its texts by field, and those texts as words and stems."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, Author, Byline, LiveUpdate, Section, Source, Tag, TagAlias
from articles.models.named import in_languages
from articles.text import html
from articles.text.arabic import words
from articles.text.remembering import Remembering
from articles.text.stemmer import stem_folded

from . import letters

TEXTS = ("headline", "kicker", "standfirst", "body", "lead_caption", "dateline_place")


class Texts(NamedTuple):
    """The texts of a story in one language, in the order of ``ranking.FIELD_WEIGHTS``."""

    headline: str
    tags: str
    bylines: str
    standfirst: str
    body: str


class Streams(NamedTuple):
    """The words and the stems of a story as they are stored, with spaces around each, in the letters of the index.

    The words have a line for each field. The stems are only those that are not among the words, each once, in the
    order in which they are first met: all others follow from the words.
    """

    words: str
    stems: str
    length: int


def with_texts(stories: QuerySet) -> QuerySet:
    """Load of stories only what their documents are made of, in a fixed number of queries, as they were written."""
    columns = [column for name in TEXTS for column in in_languages(name)]
    names = in_languages("name")
    return (
        stories.order_by("pk")
        .only("section", *columns)
        .prefetch_related(
            Prefetch("section", Section.objects.only(*names)),
            Prefetch("tags", Tag.objects.only(*names)),
            Prefetch("tags__aliases", TagAlias.objects.only("tag", "name")),
            Prefetch("bylines", Byline.objects.only("article", "author", "position")),
            Prefetch("bylines__author", Author.objects.only(*names)),
            Prefetch("sources", Source.objects.only(*names)),
            Prefetch("live_updates", LiveUpdate.objects.only("article", "language", "headline", "text")),
        )
    )


def texts(article: Article, language: str) -> Texts:
    """Return what a story says in a language; its names fall back to another language where this one has none."""

    def own(field: str) -> str:
        return getattr(article, build_localized_fieldname(field, language)) or ""

    def name(named: object) -> str:
        return getattr(named, build_localized_fieldname("name", language)) or getattr(named, "name", "") or ""

    aliases = [alias.name for tag in article.tags.all() for alias in tag.aliases.all()]
    named = [name(tag) for tag in article.tags.all()] + aliases + ([name(article.section)] if article.section else [])
    signed = [name(byline.author) for byline in article.bylines.all()] + [name(item) for item in article.sources.all()]
    told = [part for one in article.live_updates.all() if one.language == language for part in (one.headline, one.text)]
    body = [html.plain_text(own("body")), *told, own("lead_caption"), own("dateline_place")]
    return Texts(
        headline=" \n ".join(filter(None, (own("headline"), own("kicker")))),
        tags=" \n ".join(named),
        bylines=" \n ".join(signed),
        standfirst=own("standfirst"),
        body=" \n ".join(filter(None, body)),
    )


def streams(written: Texts, language: str) -> Streams:
    """Return texts as words and stems."""
    return streams_of(map(words, written), language)


def streams_of(fields: Iterable[list[str]], language: str) -> Streams:
    """Return the folded words of the fields of a story as they are stored, with their stems."""
    spelled, stems = _spelled(), stored_stems(language)
    found = [[spelled[word] for word in field] for field in fields]
    distinct = dict.fromkeys(word for field in found for word in field)
    other = dict.fromkeys(stem for stem in map(stems.__getitem__, distinct) if stem not in distinct)
    return Streams("\n".join(map(_spaced, found)), _spaced(other), sum(map(len, found)))


def _spaced(found: Iterable[str]) -> str:
    joined = " ".join(found)
    return f" {joined} " if joined else ""


@cache
def _spelled() -> Mapping[str, str]:
    return Remembering(letters.stored)


@cache
def known_stems(language: str) -> Mapping[str, str]:
    """The stems of stored words of a language, as they are folded."""
    return Remembering(lambda word: stem_folded(letters.plain(word), language))


@cache
def stored_stems(language: str) -> Mapping[str, str]:
    """The stems of stored words of a language, as they are stored."""
    return Remembering(lambda word: letters.stored(stem_folded(letters.plain(word), language)))
