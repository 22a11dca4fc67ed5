"""Tags that want tidying: those without stories, and those that are probably one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, Tag

from .near_names import close_keys


class Twins(NamedTuple):
    """Two tags that may be one: ``same_key`` when their names fold to the same, or how many letters differ."""

    one: Tag
    other: Tag
    same_key: bool
    distance: int


def orphans() -> QuerySet[Tag]:
    """Return the tags that no story carries."""
    return Tag.objects.filter(articles=None).order_by("id")


def near_duplicates(limit: int = 200) -> list[Twins]:
    """Return pairs of tags whose names or aliases are the same or nearly so, the surest and most used first."""
    keys: dict[str, set[int]] = defaultdict(set)
    for pk, stored in Tag.objects.values_list("pk", "search_key"):
        for key in filter(None, stored.split("\n")):
            keys[key].add(pk)
    pairs: dict[tuple[int, int], int] = {}
    for owners in keys.values():
        _add(pairs, owners, owners, 0)
    for one, other, distance in close_keys(keys):
        _add(pairs, keys[one], keys[other], distance)
    tags = Tag.objects.annotate(stories=Count("articles")).in_bulk({pk for pair in pairs for pk in pair})
    ordered = sorted(pairs, key=lambda pair: (pairs[pair], -sum(tags[pk].stories for pk in pair), pair))  # type: ignore[attr-defined]
    return [Twins(tags[one], tags[other], pairs[one, other] == 0, pairs[one, other]) for one, other in ordered[:limit]]


def usage(tag: Tag, language: str, since: datetime | None = None) -> list[tuple[datetime, int]]:
    """Return how many stories with a tag came out in each month."""
    column = build_localized_fieldname("published_at", language)
    stories = Article.objects.published(language).filter(tags=tag)
    if since:
        stories = stories.filter(**{f"{column}__gte": since})
    months = stories.annotate(month=TruncMonth(column)).order_by("month").values("month")
    return list(months.annotate(stories=Count("pk")).values_list("month", "stories"))


def _add(pairs: dict[tuple[int, int], int], ones: Iterable[int], others: Iterable[int], distance: int) -> None:
    for one in ones:
        for other in others:
            if one < other or (other < one and distance):
                pair = (min(one, other), max(one, other))
                pairs[pair] = min(distance, pairs.get(pair, distance))
