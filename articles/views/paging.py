"""Pages of stories, the newest first or the oldest, reached by "older" and "newer" and never counted.

A page begins where the one before it ended: at a moment and an id, so that a story published meanwhile moves nothing.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from articles.models import ArticleQuerySet, Teaser
from articles.models.article import current_language
from articles.models.shelf import Place, Shelf
from articles.models.teaser import PK, PUBLISHED_AT, Row, sign, teasers
from articles.views.page import sections_by_number

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
END = "end"
"""Instead of a cursor: from where a list ends, back."""
CURSOR = re.compile(r"(-?\d{1,16})_(\d{1,18})", re.ASCII)


@dataclass
class Page:
    """Some stories and the query strings of the pages on either side ("" for none)."""

    stories: list[Teaser] = field(default_factory=list)
    newer: str = ""
    older: str = ""
    unknown: bool = False
    """The page asked for is none of ours; this is the first one."""
    is_short_first: bool = False
    """Less than a page is newer than what the reader came from: the list's first page shows it and more."""


def cursor_of(moment: datetime, pk: int) -> str:
    """Return the place of a story in its list."""
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}_{pk}"


def parse_cursor(text: str) -> tuple[datetime, int] | None:
    """Return the moment and the id that a cursor stands for; None for anything else."""
    match = CURSOR.fullmatch(text)
    return (EPOCH + timedelta(microseconds=int(match[1])), int(match[2])) if match else None


def page_of(
    shelf: Shelf,
    query: QueryDict,
    size: int = PAGE_SIZE,
    *,
    stories: ArticleQuerySet | None = None,
    oldest_first: bool = False,
    signed: bool = True,
) -> Page:
    """Return the page of a list that a query string asks for: ``before`` or ``after`` a cursor, or its last one.

    ``stories`` are those of the list that the reader's conditions leave, where there are any.
    """
    language = current_language()

    def rows(way: str, place: Place | None) -> list[Row]:
        return shelf.rows(language, size + 1, way, place, stories)

    def page(found: list[Row], links: dict[str, str], *, unknown: bool = False) -> Page:
        shown = teasers(found, language, sections_by_number())
        if signed:
            sign(shown)
        return Page(shown, newer=links.get("after", ""), older=links.get("before", ""), unknown=unknown)

    onward, back = ("after", "before") if oldest_first else ("before", "after")
    way = back if back in query else onward
    place, from_end = parse_cursor(query.get(way, "")), query.get(back) == END
    if place is None and not from_end:
        found = rows(onward, None)
        return page(found[:size], {onward: _onward(query, onward, found, size)}, unknown=way in query)
    found = rows(way, place)
    if way == onward:
        backward = _link(query, back, found[0]) if found else _link(query)
        return page(found[:size], {back: backward, onward: _onward(query, onward, found, size)})
    shown = found[:size][::-1]
    if len(shown) < size:
        return Page(is_short_first=True)
    backward = _link(query, back, shown[0]) if len(found) > size else ""
    return page(shown, {back: backward, onward: "" if from_end else _link(query, onward, shown[-1])})


def first_page(query: QueryDict) -> str:
    """Return the query string of a list's first page, filters kept."""
    return _link(query)


def _onward(query: QueryDict, way: str, rows: list[Row], size: int) -> str:
    return _link(query, way, rows[size - 1]) if len(rows) > size else ""


def _link(query: QueryDict, way: str = "", row: Row | None = None) -> str:
    kept = query.copy()
    for key in ("before", "after"):
        kept.pop(key, None)
    for key in [key for key in kept if not kept[key]]:
        del kept[key]
    if row is not None:
        kept[way] = cursor_of(row[PUBLISHED_AT], row[PK])
    return f"?{kept.urlencode()}"
