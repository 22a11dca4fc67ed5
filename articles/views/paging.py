"""Pages of stories, the newest first or the oldest, reached by "older" and "newer" and never counted.

A page begins where the one before it ended: at a moment and an id, so that a story published meanwhile moves nothing.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, ArticleQuerySet
from articles.models.article import current_language
from articles.models.listing import ListingQuerySet

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(-?\d{1,16})_(\d{1,18})", re.ASCII)


@dataclass
class Page:
    """Some stories and the query strings of the pages on either side ("" for none)."""

    stories: list[Article] = field(default_factory=list)
    newer: str = ""
    older: str = ""
    unknown: bool = False
    """The page asked for is none of ours; this is the first one."""
    is_short_first: bool = False
    """Less than a page is newer than what the reader came from: the list's first page shows it and more."""


def cursor_of(article: Article) -> str:
    """Return the place of a story in its list."""
    moment = article.published_at or EPOCH
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}_{article.pk}"


def parse_cursor(text: str) -> tuple[datetime, int] | None:
    """Return the moment and the id that a cursor stands for; None for anything else."""
    match = CURSOR.fullmatch(text)
    return (EPOCH + timedelta(microseconds=int(match[1])), int(match[2])) if match else None


def page_of(
    stories: ArticleQuerySet,
    query: QueryDict,
    size: int = PAGE_SIZE,
    *,
    oldest_first: bool = False,
    shelf: ListingQuerySet | None = None,
) -> Page:
    """Return the page of a list that a query string asks for, by ``before`` or ``after`` a cursor.

    ``shelf`` has the list's own rows where it has any: the stories are then found by those, and only looked up.
    """
    onward, back = ("after", "before") if oldest_first else ("before", "after")
    way = back if back in query else onward
    place = parse_cursor(query.get(way, ""))
    if place is None:
        rows = _rows(stories, shelf, onward, None, size + 1)
        return _page(rows[:size], {onward: _onward(query, onward, rows, size)}, unknown=way in query)
    rows = _rows(stories, shelf, way, place, size + 1)
    if way == onward:
        backward = _link(query, back, rows[0]) if rows else _link(query)
        return _page(rows[:size], {back: backward, onward: _onward(query, onward, rows, size)})
    shown = rows[:size][::-1]
    if len(shown) < size:
        return Page(shown, is_short_first=True)
    backward = _link(query, back, shown[0]) if len(rows) > size else ""
    return _page(shown, {back: backward, onward: _link(query, onward, shown[-1])})


def _page(shown: list[Article], links: dict[str, str], *, unknown: bool = False) -> Page:
    return Page(shown, newer=links.get("after", ""), older=links.get("before", ""), unknown=unknown)


def first_page(query: QueryDict) -> str:
    """Return the query string of a list's first page, filters kept."""
    return _link(query)


def _rows(
    stories: ArticleQuerySet, shelf: ListingQuerySet | None, way: str, place: tuple[datetime, int] | None, most: int
) -> list[Article]:
    """Return so many stories on one side of a place, those nearest to it first."""
    language, sign = current_language(), "-" if way == "before" else ""
    if shelf is None:
        column = build_localized_fieldname("published_at", language)
        beyond = stories.filter(_beyond(column, "id", way, *place)) if place else stories
        return list(beyond.for_lists().order_by(f"{sign}{column}", f"{sign}id")[:most])
    listed = shelf.out(language).filter(Exists(stories.filter(pk=OuterRef("article_id"))))
    if place:
        listed = listed.filter(_beyond("out_at", "article_id", way, *place))
    ids = list(listed.order_by(f"{sign}out_at", f"{sign}article_id").values_list("article_id", flat=True)[:most])
    found = Article.objects.for_lists().in_bulk(ids)
    return [found[pk] for pk in ids]


def _beyond(column: str, key: str, way: str, moment: datetime, pk: int) -> Q:
    comparison = "lt" if way == "before" else "gt"
    ties = Q(**{column: moment, f"{key}__{comparison}": pk})
    return Q(**{f"{column}__{comparison}e": moment}) & (Q(**{f"{column}__{comparison}": moment}) | ties)


def _onward(query: QueryDict, way: str, rows: list[Article], size: int) -> str:
    return _link(query, way, rows[size - 1]) if len(rows) > size else ""


def _link(query: QueryDict, way: str = "", article: Article | None = None) -> str:
    kept = query.copy()
    for key in ("before", "after"):
        kept.pop(key, None)
    for key in [key for key in kept if not kept[key]]:
        del kept[key]
    if article is not None:
        kept[way] = cursor_of(article)
    return f"?{kept.urlencode()}"
