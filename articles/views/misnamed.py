"""Names in the fields of a query that no record has, and the public ones that they may mean."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Author, Section, Source, Tag
from articles.related.near_names import FEWEST, halves, near, without_article
from articles.search.query import Query
from articles.search.suggestions import begins
from articles.templatetags.newsroom import shown
from articles.text import arabic

RECORDS: dict[str, tuple[Any, str]] = {
    "author": (Author, "bylines__author"),
    "tag": (Tag, "tags"),
    "section": (Section, "section"),
    "source": (Source, "sources"),
}
"""What each field names, and how a story is tied to it."""
MOST = 1000
"""Names that are looked through, of those with a half of each word."""


def renamed(query: Query, language: str) -> str | None:
    """Return a query with the names that those in its fields may mean by a slip, or None when there are none."""
    text = query.text
    for field, value in query.fields:
        model, relation = RECORDS[field]
        stories = Article.objects.published(language).filter(**{relation: OuterRef("pk")})
        public = model.objects.filter(Exists(stories)).order_by("pk")
        key = arabic.fold_key(value)
        alike = public.filter(*map(_has_a_half, key.split())).values_list("pk", "search_key")
        pk = next(near(key, alike[:MOST]), None)
        if pk is None:
            return None
        record = public.get(pk=pk)
        if not all(word in record.search_key for word in key.split()):
            text = _with_name(text, value, shown(record)[0])
    return text if text != query.text else None


def _has_a_half(word: str) -> Q:
    """Names with a word, or with what a slip would leave of it."""
    typed = without_article(word)
    if len(typed) < FEWEST:
        return Q(search_key__contains=typed)
    first, last = halves(typed)
    return begins("search_key", [first]) | Q(search_key__contains=last)


def _with_name(text: str, value: str, name: str) -> str:
    quoted = f"«{name}»" if " " in name else name
    for written in (f"«{value}»", f'"{value}"', f"“{value}”", value):
        if written in text:
            return text.replace(written, quoted, 1)
    return text
