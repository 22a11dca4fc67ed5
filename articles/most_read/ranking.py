"""The stories that are read most, in the last hour, day and week.

A ranking is asked of the database once a minute in each process, or when the site's edition changes.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Sum

from articles import clock
from articles.caching import edition
from articles.models import Article, ReadCount, Teaser
from articles.models.prepared import NOW, Given, is_one_of, prepared, tuples
from articles.models.read_count import Span
from articles.models.teaser import PK, headline_columns
from articles.most_read.counting import begin_of

TEN_MINUTES = (Span.TEN_MINUTES, timedelta(minutes=50))
HOURS = (Span.HOUR, timedelta(hours=23))
DAYS = (Span.DAY, timedelta(days=6))
PERIODS: dict[str, tuple[tuple[Span, timedelta], ...]] = {
    "hour": (TEN_MINUTES,),
    "day": (HOURS,),
    "week": (DAYS,),
    "lately": (HOURS, DAYS),
}
"""Of which counts a ranking is the sum, and how long before the present one the first of them began; "lately" is the
last day, and the last week for the places that the day leaves empty.
"""
LONGEST = 10
LIFE = timedelta(seconds=60)

_kept: dict[tuple[str, str], tuple[int, datetime, datetime, list[Teaser]]] = {}
"""By language and period the edition, from when until when a ranking holds, and its stories."""


def most_read(language: str, period: str) -> list[Teaser]:
    """Return the public stories read most in a language in a period; ten at most."""
    number, now = edition.current(), clock.now()
    kept = _kept.get((language, period))
    if kept is None or kept[0] != number or not kept[1] <= now < kept[2]:
        end = min(now + LIFE, edition.next_change(number, now))
        kept = _kept[language, period] = (number, now, end, _ask(language, period, now))
    return kept[3]


def forget() -> None:
    """Forget every ranking, in this process."""
    _kept.clear()


def _ask(language: str, period: str, now: datetime) -> list[Teaser]:
    begins = {
        f"begin_{place}": begin_of(span, begin_of(span, now) - length)
        for place, (span, length) in enumerate(PERIODS[period])
    }
    ranked = [pk for pk, *_times_read in _ranked(language, period)(now=now, **begins)]
    rows = _headlines(language, len(ranked))(ids=ranked) if ranked else []
    stories = {row[PK]: Teaser(language, *row) for row in rows}
    return [stories[pk] for pk in ranked if pk in stories]


@prepared
def _ranked(language: str, period: str) -> QuerySet:
    begins = [Given(f"begin_{place}", DateTimeField()) for place in range(len(PERIODS[period]))]
    spans = [Q(span=span, begins_at__gte=begin) for (span, _length), begin in zip(PERIODS[period], begins, strict=True)]
    sums = {f"times_read_{place}": Sum("hits", filter=span) for place, span in enumerate(spans)}
    public = Exists(Article.objects.published(language, NOW).filter(pk=OuterRef("article_id")))
    counted = ReadCount.objects.filter(public, reduce(or_, spans), language=language).order_by()
    order = [F(name).desc(nulls_last=True) for name in sums]
    return counted.values_list("article_id").annotate(**sums).order_by(*order, "-article_id")[:LONGEST]


@prepared
def _headlines(language: str, count: int) -> QuerySet:
    return tuples(Article.objects.filter(is_one_of("pk", "ids", count)), *headline_columns(language))
