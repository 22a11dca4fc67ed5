"""The stories that are read most, in the last hour, day and week.

A ranking is asked of the database once a minute in each process, or when the site's edition changes.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from articles.caching import edition
from articles.models import Article, ReadCount
from articles.models.read_count import Span
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

_kept: dict[tuple[str, str], tuple[int, datetime, list[Article]]] = {}


def most_read(language: str, period: str) -> list[Article]:
    """Return the public stories read most in a language in a period; ten at most."""
    if not settings.PAGE_CACHE:
        return _ask(language, period, timezone.now())
    number, now = edition.current(), timezone.now()
    kept = _kept.get((language, period))
    if kept is None or kept[0] != number or kept[1] <= now:
        end = min(now + LIFE, edition.next_change(number, now))
        kept = _kept[language, period] = (number, end, _ask(language, period, now))
    return kept[2]


def _ask(language: str, period: str, now: datetime) -> list[Article]:
    spans = [
        Q(span=span, begins_at__gte=begin_of(span, begin_of(span, now) - length)) for span, length in PERIODS[period]
    ]
    sums = {f"times_read_{place}": Sum("hits", filter=span) for place, span in enumerate(spans)}
    public = Exists(Article.objects.published(language).filter(pk=OuterRef("article_id")))
    counted = ReadCount.objects.filter(public, reduce(or_, spans), language=language).order_by()
    order = [F(name).desc(nulls_last=True) for name in sums]
    ranked = counted.values("article_id").annotate(**sums).order_by(*order, "-article_id")
    ids = [row["article_id"] for row in ranked[:LONGEST]]
    stories = Article.objects.only("headline", "slug", "published_at").in_bulk(ids)
    return [stories[pk] for pk in ids if pk in stories]
