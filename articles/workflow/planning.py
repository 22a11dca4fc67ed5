"""What goes out when: the days of a calendar in the newsroom's own time."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES


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


def calendar(
    first: date,
    days: int,
    zone: ZoneInfo | None = None,
    *,
    languages: Iterable[str] = LANGUAGE_CODES,
    stories: Any = None,
) -> list[Day]:
    """Return so many days from the first, each with what comes out on it in some languages, of some stories (all)."""
    here = zone or timezone.get_default_timezone()
    codes = list(languages)
    starts = [start_of(first + timedelta(days=number), here) for number in range(days + 1)]
    within = Q()
    for code in codes:
        column = build_localized_fieldname("published_at", code)
        within |= Q(**{f"{column}__gte": starts[0], f"{column}__lt": starts[-1]})
    found = (Article.objects.all() if stories is None else stories).kept().exclude(status=Status.WITHDRAWN)
    now = clock.now()
    by_day: dict[date, list[Outing]] = defaultdict(list)
    for article in found.filter(within).for_lists():
        for code in codes:
            at = article.in_language("published_at", code)
            if at is not None and starts[0] <= at < starts[-1]:
                by_day[at.astimezone(here).date()].append(Outing(article, code, at, _state(article, code, now)))
    dates = [first + timedelta(days=number) for number in range(days)]
    return [Day(day, sorted(by_day[day], key=lambda outing: (outing.at, outing.article.pk))) for day in dates]


def moments(day: date, clock: time, zone: ZoneInfo | None = None) -> list[datetime]:
    """Return the moments at which the newsroom's clock shows a time on a day, the earliest first.

    That is one, but none where clocks go forward over it and two where they go back over it.
    """
    here = zone or timezone.get_default_timezone()
    local = datetime.combine(day, clock.replace(tzinfo=None), here)
    both = [local.replace(fold=fold) for fold in (0, 1)]
    shown = [at for at in both if _real(at).replace(tzinfo=None) == at.replace(tzinfo=None)]
    return shown if len({at.utcoffset() for at in shown}) > 1 else shown[:1]


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which a day begins; where clocks go forward at midnight, that is one o'clock."""
    return _real(datetime.combine(day, time.min, zone))


def clock_change(day: date, zone: ZoneInfo | None = None) -> timedelta:
    """Return by how much clocks go forward on a day: nothing on nearly all, less than nothing where they go back."""
    here = zone or timezone.get_default_timezone()
    begins, ends = (start_of(day + timedelta(days=number), here).astimezone(UTC) for number in (0, 1))
    return timedelta(days=1) - (ends - begins)


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
