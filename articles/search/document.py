"""A story as search sees it: its texts by field, and those texts as words and stems."""

from typing import NamedTuple

from modeltranslation.utils import build_localized_fieldname

from articles.models import Article
from articles.text import html
from articles.text.arabic import words
from articles.text.stemmer import stem_folded

from .ranking import Fields

RELATIONS = (
    "section",
    "tags__aliases",
    "bylines__author",
    "sources",
)
"""What to prefetch before building documents."""


class Texts(NamedTuple):
    """The texts of a story in one language, in the order of ``ranking.FIELD_WEIGHTS``."""

    headline: str
    tags: str
    bylines: str
    standfirst: str
    body: str


class Streams(NamedTuple):
    """The words and the stems of a story as they are stored: a line for each field, spaces around each word."""

    words: str
    stems: str
    length: int


def texts(article: Article, language: str) -> Texts:
    """Return what a story says in a language; its names fall back to another language where this one has none."""

    def own(field: str) -> str:
        return getattr(article, build_localized_fieldname(field, language)) or ""

    def name(named: object) -> str:
        return getattr(named, build_localized_fieldname("name", language)) or getattr(named, "name", "") or ""

    aliases = [alias.name for tag in article.tags.all() for alias in tag.aliases.all()]
    named = [name(tag) for tag in article.tags.all()] + aliases + ([name(article.section)] if article.section else [])
    signed = [name(byline.author) for byline in article.bylines.all()] + [name(item) for item in article.sources.all()]
    return Texts(
        headline=" \n ".join(filter(None, (own("headline"), own("kicker")))),
        tags=" \n ".join(named),
        bylines=" \n ".join(signed),
        standfirst=own("standfirst"),
        body=" \n ".join(filter(None, (html.plain_text(own("body")), own("lead_caption"), own("dateline_place")))),
    )


def streams(written: Texts, language: str) -> Streams:
    """Return texts as words and stems."""
    found = [words(text) for text in written]
    stems = [[stem_folded(word, language) for word in field] for field in found]
    return Streams(_joined(found), _joined(stems), sum(map(len, found)))


def _joined(fields: list[list[str]]) -> str:
    return "\n".join(f" {' '.join(field)} " if field else "" for field in fields)


def fields(stored_words: str, stems: str) -> Fields:
    """Return the stored form as lists of words and stems."""
    return Fields([line.split() for line in stored_words.split("\n")], [line.split() for line in stems.split("\n")])


def terms(stored_words: str, stems: str) -> set[str]:
    """Return the distinct stems, and the distinct words with an equals sign before them."""
    return {*stems.split(), *(f"={word}" for word in stored_words.split())}
