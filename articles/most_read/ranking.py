"""The stories that are read most, in the last hour, day and week.

A ranking is asked of the database once a minute in each process, or when the site's edition changes.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from articles.caching import edition
from articles.models import Article, ReadCount
from articles.models.read_count import Span
from articles.most_read.counting import begin_of

PERIODS: dict[str, tuple[Span, timedelta]] = {
    "hour": (Span.TEN_MINUTES, timedelta(minutes=50)),
    "day": (Span.HOUR, timedelta(hours=23)),
    "week": (Span.DAY, timedelta(days=6)),
}
"""Of which counts a ranking is the sum, and how long before the present one the first of them began."""
LONGEST = 10
LIFE = timedelta(seconds=60)

_kept: dict[tuple[str, str], tuple[int, datetime, list[Article]]] = {}


def most_read(language: str, period: str) -> list[Article]:
    """Return the public stories read most in a language in a period, each with ``times_read``; ten at most."""
    if not settings.PAGE_CACHE:
        return _ask(language, period, timezone.now())
    number, now = edition.current(), timezone.now()
    kept = _kept.get((language, period))
    if kept is None or kept[0] != number or kept[1] <= now:
        end = min(now + LIFE, edition.next_change(number, now))
        kept = _kept[language, period] = (number, end, _ask(language, period, now))
    return kept[2]


def _ask(language: str, period: str, now: datetime) -> list[Article]:
    span, length = PERIODS[period]
    first = begin_of(span, begin_of(span, now) - length)
    public = Exists(Article.objects.published(language).filter(pk=OuterRef("article_id")))
    counted = ReadCount.objects.filter(public, span=span, language=language, begins_at__gte=first).order_by()
    ranked = counted.values_list("article_id").annotate(times_read=Sum("hits")).order_by("-times_read", "-article_id")
    times = dict(ranked[:LONGEST])
    stories = Article.objects.only("headline", "slug", "published_at").in_bulk(times)
    for pk, story in stories.items():
        story.times_read = times[pk]  # type: ignore[attr-defined]
    return [stories[pk] for pk in times]
