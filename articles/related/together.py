"""Which of several stories carries a tie to which, when staff tie them to one another in one go."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import combinations

from django.db.models import QuerySet

from articles.models import Article, RelatedStory
from articles.models.named import in_languages

Pair = tuple[Article, Article]
"""The story that carries the tie, and the one that stands under it."""


def came_out(article: Article) -> tuple[bool, datetime, int]:
    """Return what orders stories by when readers first see them; what has no time yet comes after all that has."""
    times = [at for column in in_languages("published_at") if (at := getattr(article, column))]
    return (not times, min(times, default=article.created_at), article.pk)


def pairs(stories: Iterable[Article], main: int | None, kind: str) -> list[Pair]:
    """Return the pairs to tie, the newest stories first: each of the stories to all others, or the main one to them.

    Of each two the later one carries the tie, because the earlier is its background; where nothing hangs on the order,
    a main story carries all.
    """
    newest_first = sorted(stories, key=came_out, reverse=True)
    both = combinations(newest_first, 2)
    if main is None:
        return list(both)
    of_main = [pair for pair in both if main in (pair[0].pk, pair[1].pk)]
    if kind == RelatedStory.Kind.BACKGROUND:
        return of_main
    return [pair if pair[0].pk == main else (pair[1], pair[0]) for pair in of_main]


def tied_among(numbers: Collection[int]) -> QuerySet[RelatedStory]:
    """Return the ties between any two of these stories."""
    return RelatedStory.objects.filter(article__in=numbers, related__in=numbers)
