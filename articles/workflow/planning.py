"""What goes out when: the days of a calendar in the newsroom's own time."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from articles.models import Article
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES, in_languages


class Outing(NamedTuple):
    """A story coming out in a language: ``state`` is "out", "scheduled", or "planned" when it is not published yet."""

    article: Article
    language: str
    at: datetime
    state: str


class Day(NamedTuple):
    """A day of the calendar and its outings, the earliest first."""

    date: date
    outings: list[Outing]


def calendar(first: date, days: int, zone: ZoneInfo | None = None) -> list[Day]:
    """Return so many days from the first, each with what comes out on it in each language."""
    here = zone or timezone.get_default_timezone()
    starts = [start_of(first + timedelta(days=number), here) for number in range(days + 1)]
    within = Q()
    for column in in_languages("published_at"):
        within |= Q(**{f"{column}__gte": starts[0], f"{column}__lt": starts[-1]})
    stories = Article.objects.kept().exclude(status=Status.WITHDRAWN).filter(within).for_lists()
    now = timezone.now()
    by_day: dict[date, list[Outing]] = defaultdict(list)
    for article in stories:
        for code in LANGUAGE_CODES:
            at = article.in_language("published_at", code)
            if at is not None and starts[0] <= at < starts[-1]:
                by_day[at.astimezone(here).date()].append(Outing(article, code, at, _state(article, code, now)))
    dates = [first + timedelta(days=number) for number in range(days)]
    return [Day(day, sorted(by_day[day], key=lambda outing: (outing.at, outing.article.pk))) for day in dates]


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which a day begins; where clocks go forward at midnight, that is one o'clock."""
    return _real(datetime.combine(day, time.min, zone))


def same_time_on(at: datetime, day: date, zone: ZoneInfo | None = None) -> datetime:
    """Return the moment on another day at which the newsroom's clock shows the same time.

    A time that the clocks skip on that day becomes as much later as they jump.
    """
    here = zone or timezone.get_default_timezone()
    return _real(datetime.combine(day, at.astimezone(here).time(), here))


def _real(local: datetime) -> datetime:
    return local.astimezone(ZoneInfo("UTC")).astimezone(local.tzinfo)


def _state(article: Article, language: str, now: datetime) -> str:
    if article.status != Status.PUBLISHED:
        return "planned"
    at = article.in_language("published_at", language)
    return "out" if at <= now and not article.is_embargoed(now) else "scheduled"
