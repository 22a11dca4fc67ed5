"""A story as search sees it: its texts by field, and those texts as words and stems."""

from collections.abc import Iterable, Mapping
from functools import cache
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
REMEMBERED = 300_000
"""How many words with their stems a process keeps in each language."""


class Texts(NamedTuple):
    """The texts of a story in one language, in the order of ``ranking.FIELD_WEIGHTS``."""

    headline: str
    tags: str
    bylines: str
    standfirst: str
    body: str


class Streams(NamedTuple):
    """The words and the stems of a story as they are stored, with spaces around each.

    The words have a line for each field. The stems are only those that are not among the words, each once, in the
    order in which they are first met: all others follow from the words.
    """

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
    known = known_stems(language)
    distinct = dict.fromkeys(word for field in found for word in field)
    other = dict.fromkeys(stem for stem in (known[word] for word in distinct) if stem not in distinct)
    return Streams("\n".join(map(_spaced, found)), _spaced(other), sum(map(len, found)))


def _spaced(found: Iterable[str]) -> str:
    joined = " ".join(found)
    return f" {joined} " if joined else ""


class _KnownStems(dict[str, str]):
    """The stems of words that were met, worked out when first asked for: twice as fast as a cached function."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        if len(self) > REMEMBERED:
            self.clear()
        self[word] = stem = stem_folded(word, self.language)
        return stem


@cache
def known_stems(language: str) -> Mapping[str, str]:
    """The stems of folded words of a language."""
    return _KnownStems(language)


def fields(stored: str, language: str) -> Fields:
    """Return stored words as lists of words and stems."""
    known = known_stems(language)
    found = [line.split() for line in stored.split("\n")]
    return Fields(found, [[known[word] for word in field] for field in found])


def terms(stored: str, language: str) -> set[str]:
    """Return the distinct stems of stored words, and the distinct words with an equals sign before them."""
    known, found = known_stems(language), set(stored.split())
    return {known[word] for word in found} | {f"={word}" for word in found}
