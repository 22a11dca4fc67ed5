"""What a reader may be about to type: tags, authors and headlines of public stories, a query each."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, Author, SearchDocument, Tag
from articles.models.named import in_languages
from articles.text import arabic

from .beginnings import words_beginning
from .did_you_mean import vocabulary
from .engines import ENGINES
from .expression import Expression, Lexeme, all_of, any_of
from .fields import FIELD_NAMES
from .kin import other_spellings

SHORTEST, LONGEST = 2, 60
"""Letters that are enough to suggest something, and that are read."""
TAGS, AUTHORS, HEADLINES = 4, 2, 5
NEWEST = 400
"""Stories, the newest in which the words stand, whose headlines are looked at."""
ENDS = 40
"""Words that an unfinished one may become: those of most stories."""
RECENT = 100_000
"""Stories, about so many of the newest, among which PostgreSQL looks for them."""
WORDS, SPELLINGS = 4, 6
"""Words whose other spellings are looked for, and how many are tried."""
ARTICLES = ("", "ال")
"""A word is suggested with the article too."""


@dataclass(frozen=True)
class Suggestions:
    """Records and stories that fit, each list the best first."""

    tags: list[Tag]
    authors: list[Author]
    stories: list[Article]


def suggestions(text: str, language: str) -> Suggestions:
    """Return what begins as typed, in any spelling, among what is public in a language.

    After the name of a field, «وسم:», only what it may name. At most five queries, and a sixth when something typed
    looks like a foreign name.
    """
    field, name = _after_a_field(text.replace("\0", " ")[:LONGEST])
    key = arabic.fold_key(name)
    if len(key.replace(" ", "")) < SHORTEST:
        return Suggestions([], [], [])
    keys = [key, *_otherwise(key, language)]
    return Suggestions(
        tags=_tags(keys, language) if field in ("", "tag") else [],
        authors=_authors(keys, language) if field in ("", "author") else [],
        stories=_headlines(keys, language) if not field else [],
    )


def _after_a_field(text: str) -> tuple[str, str]:
    """The field of tags or authors with which a text begins, or nothing, and what stands after it.

    «كاتب: » with a space begins a headline.
    """
    name, colon, rest = text.partition(":")
    field = FIELD_NAMES.get(arabic.fold(name), "") if colon else ""
    is_field = field == "tag" or (field == "author" and not rest[:1].isspace())
    return (field, rest) if is_field else ("", text)


def _tags(keys: list[str], language: str) -> list[Tag]:
    tagged = Article.objects.published(language).filter(tags=OuterRef("pk"))
    return list(_named(Tag.objects.filter(Exists(tagged)), keys).only("slug", "kind", *in_languages("name"))[:TAGS])


def _authors(keys: list[str], language: str) -> list[Author]:
    signed = Article.objects.published(language).filter(bylines__author=OuterRef("pk"))
    return list(_named(Author.objects.filter(Exists(signed)), keys).only("slug", *in_languages("name"))[:AUTHORS])


def _otherwise(key: str, language: str) -> list[str]:
    """What was typed with one of its foreign names in another spelling."""
    words = key.split()
    spellings = other_spellings(words[:WORDS], language, vocabulary(language))[:SPELLINGS]
    return [" ".join(other if one == word else one for one in words) for word, other in spellings]


def _named(records: QuerySet, keys: list[str]) -> QuerySet:
    """The records one of whose names has a word that begins so; those whose first name begins so come first."""
    at_once = Q()
    for key in keys:
        at_once |= Q(search_key__startswith=key) | Q(search_key__startswith=f"ال{key}")
    order = Case(When(at_once, then=Value(0)), default=Value(1), output_field=IntegerField())
    return records.filter(begins("search_key", keys)).order_by(order, "pk")


def begins(column: str, keys: list[str]) -> Q:
    """Records in whose names a word begins with one of some keys, with the article or without it."""
    found = Q()
    for begun in (f"{article}{key}" for key in keys for article in ARTICLES):
        found |= Q(**{f"{column}__startswith": begun})
        for gap in (" ", "\n"):
            found |= Q(**{f"{column}__contains": f"{gap}{begun}"})
    return found


def _headlines(keys: list[str], language: str) -> list[Article]:
    """The newest public stories in whose headline the words stand in this order, the last one perhaps unfinished."""
    engine: Any = ENGINES[connection.vendor]
    sought = _sought(keys, language)
    if not sought:
        return []
    newest = SearchDocument.objects.order_by("-id").values_list("id", flat=True).first() or 0
    among = engine.newest(any_of(sought), newest, RECENT)
    sql = (
        f"SELECT d.article_id FROM {engine.FROM} WHERE {engine.MATCHES} AND d.language = %s AND d.generation_id = "  # noqa: S608
        "(SELECT max(id) FROM articles_searchgeneration WHERE complete) "
        f"ORDER BY {engine.ORDER} LIMIT %s"
    )
    found = RawSQL(sql, [engine.compiled(among), language, NEWEST])  # noqa: S611
    column = build_localized_fieldname("search_key", language)
    fitting = Article.objects.published(language).filter(pk__in=found).filter(begins(column, keys))
    headline, *others = [build_localized_fieldname(name, language) for name in ("headline", "slug", "published_at")]
    rows = fitting.newest_first(language).only(headline, *others)[: HEADLINES * 4]
    opening = re.compile(rf"(?<!\w)(?:{'|'.join(ARTICLES)})(?:{'|'.join(map(re.escape, keys))})")
    return [story for story in rows if opening.search(arabic.fold_key(getattr(story, headline)))][:HEADLINES]


def _sought(keys: list[str], language: str) -> list[Expression]:
    """What the index is asked: for each way to spell what was typed all its words, the last one perhaps unfinished."""
    lasts = {key: [f"{article}{key.split()[-1]}" for article in ARTICLES] for key in keys}
    ends = words_beginning({begun for last in lasts.values() for begun in last}, language, ENDS)
    found: list[Expression] = []
    for key, last in lasts.items():
        finished = [Lexeme(word, "word") for word in ends if word.startswith(tuple(last))]
        if finished:
            found.append(all_of([*(Lexeme(word, "word") for word in key.split()[:-1]), any_of(finished)]))
    return found
