"""Tags that want tidying: those without stories, and those that are probably one; and how much each is used."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import Count, DateTimeField, QuerySet
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from articles import clock
from articles.models import Article, DistinctTags, Tag
from articles.models.named import in_languages

from .near_names import close_keys, within

MONTHS = 12
WITHIN = 2
"""Where such a pair stands among the others: after those that are a letter apart."""
FIRST_OUT = Coalesce(*in_languages("published_at"), output_field=DateTimeField())
"""When a story came out in the first of the site's languages that it has."""


class Month(NamedTuple):
    """A month, by its first day, and how many stories came out in it."""

    first: date
    stories: int


class Twins(NamedTuple):
    """Two tags that may be one: ``same_key`` when their names fold to the same, or how many letters differ.

    ``within``: one person's name is the last word of the other's.
    """

    one: Tag
    other: Tag
    same_key: bool
    distance: int
    within: bool = False


def orphans() -> QuerySet[Tag]:
    """Return the tags that no story carries."""
    return Tag.objects.filter(articles=None).order_by("id")


def near_duplicates(limit: int = 200) -> list[Twins]:
    """Return pairs of tags whose names or aliases are the same or nearly so, the surest and most used first.

    Those that somebody said are two are left out.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    persons: dict[str, int] = {}
    for pk, stored, kind in Tag.objects.values_list("pk", "search_key", "kind"):
        for key in filter(None, stored.split("\n")):
            keys[key].add(pk)
            if kind == Tag.Kind.PERSON:
                persons[key] = pk
    pairs: dict[tuple[int, int], int] = {}
    for owners in keys.values():
        _add(pairs, owners, owners, 0)
    for one, other, distance in close_keys(keys):
        _add(pairs, keys[one], keys[other], distance)
    for one, other in within(persons):
        _add(pairs, {persons[one]}, {persons[other]}, WITHIN)
    for pair in DistinctTags.objects.values_list("one", "other"):
        pairs.pop(pair, None)
    tags = Tag.objects.annotate(stories=Count("articles")).in_bulk({pk for pair in pairs for pk in pair})
    ordered = sorted(pairs, key=lambda pair: (pairs[pair], -sum(tags[pk].stories for pk in pair), pair))  # type: ignore[attr-defined]
    return [
        Twins(tags[one], tags[other], pairs[one, other] == 0, pairs[one, other], pairs[one, other] == WITHIN)
        for one, other in ordered[:limit]
    ]


def usage(tags: Iterable[int], months: int = MONTHS, today: date | None = None) -> dict[int, list[Month]]:
    """Return, for each of some tags, how many of the stories that are out came out in each of the last months.

    The oldest month comes first; months without stories are among them. One query, however many tags.
    """
    wanted = list(tags)
    firsts = [_month_before(today or clock.today(), back) for back in range(months - 1, -1, -1)]
    since = timezone.make_aware(datetime.combine(firsts[0], time.min))
    rows = (
        Article.objects.published_anywhere()
        .filter(tags__in=wanted)
        .annotate(out_at=FIRST_OUT)
        .filter(out_at__gte=since)
        .annotate(month=TruncMonth("out_at"))
        .order_by()
        .values("tags", "month")
        .annotate(stories=Count("pk", distinct=True))
    )
    counts = {(row["tags"], timezone.localdate(row["month"])): row["stories"] for row in rows}
    return {tag: [Month(first, counts.get((tag, first), 0)) for first in firsts] for tag in wanted}


def most_used(limit: int, months: int = MONTHS, today: date | None = None) -> list[tuple[Tag, list[Month]]]:
    """Return the tags that most stories of the last months carry, each with its months, the most used first."""
    first = _month_before(today or clock.today(), months - 1)
    since = timezone.make_aware(datetime.combine(first, time.min))
    recent = Article.objects.published_anywhere().annotate(out_at=FIRST_OUT)
    stories = Article.tags.through.objects.filter(article__in=recent.filter(out_at__gte=since).values("pk"))
    counted = stories.values("tag").annotate(stories=Count("pk")).order_by("-stories", "tag")[:limit]
    ids = [row["tag"] for row in counted]
    tags, months_of = Tag.objects.in_bulk(ids), usage(ids, months, today)
    return [(tags[pk], months_of[pk]) for pk in ids]


def _month_before(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _add(pairs: dict[tuple[int, int], int], ones: Iterable[int], others: Iterable[int], distance: int) -> None:
    for one in ones:
        for other in others:
            if one != other:
                pair = (min(one, other), max(one, other))
                pairs[pair] = min(distance, pairs.get(pair, distance))
