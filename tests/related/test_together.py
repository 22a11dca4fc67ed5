"""Which story carries which tie, when several are tied to one another."""

from datetime import UTC, datetime

import pytest

from articles.models import Article
from articles.related.together import pairs


def story(pk: int, day: int | None, **fields: datetime) -> Article:
    out = {"published_at_ar": datetime(2026, 1, day, tzinfo=UTC)} if day else {}
    return Article(pk=pk, created_at=datetime(2026, 1, 1, tzinfo=UTC), **out, **fields)


# The draft 4 has no time yet, 3 came out in English first.
STORIES = [
    story(1, 10),
    story(2, 20),
    story(3, 25, published_at_en=datetime(2026, 1, 5, tzinfo=UTC)),
    story(4, None),
]


@pytest.mark.parametrize(
    ("main", "kind", "expected"),
    [
        (None, "see_also", [(4, 2), (4, 1), (4, 3), (2, 1), (2, 3), (1, 3)]),
        (None, "background", [(4, 2), (4, 1), (4, 3), (2, 1), (2, 3), (1, 3)]),
        (1, "see_also", [(1, 4), (1, 2), (1, 3)]),
        (1, "follow_up", [(1, 4), (1, 2), (1, 3)]),
        (1, "background", [(4, 1), (2, 1), (1, 3)]),
        (9, "see_also", []),
    ],
)
def test_the_later_story_carries_the_tie_or_the_main_one_where_nothing_hangs_on_time(
    main: int | None, kind: str, expected: list[tuple[int, int]]
) -> None:
    assert [(one.pk, other.pk) for one, other in pairs(STORIES, main, kind)] == expected
