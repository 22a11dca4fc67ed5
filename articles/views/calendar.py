"""The archive's periods: a year, a month, a day, all time, and what lies beside and within them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Subquery
from django.db.models.functions import TruncDate
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles.filters import FIRST_YEAR, LAST_YEAR, beginning
from articles.models import Article, ArticleQuerySet
from articles.models.article import current_language

LEVELS = ("archive", "archive_year", "archive_month", "archive_day")


@dataclass(frozen=True)
class Period:
    """Days from ``first`` to before ``end``; all time when the numbers that name it are none."""

    numbers: tuple[int, ...]
    first: date
    end: date

    @property
    def level(self) -> str:
        """Return "all", "year", "month" or "day"."""
        return ("all", "year", "month", "day")[len(self.numbers)]

    def within(self, stories: ArticleQuerySet, language: str | None = None) -> ArticleQuerySet:
        """Keep the stories that came out in the period, in a language (the current one)."""
        if not self.numbers:
            return stories
        column = build_localized_fieldname("published_at", language or current_language())
        return stories.between(**{f"{column}__gte": beginning(self.first), f"{column}__lt": beginning(self.end)})


@dataclass(frozen=True)
class Way:
    """A link to another period: its day, its address ("" when nothing is there) and whether it is this one."""

    day: date
    url: str = ""
    is_current: bool = False


def period(numbers: list[int]) -> Period:
    """Return the period that a year, a month and a day name; 404 for what no calendar has."""
    if not numbers:
        return Period((), date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 1, 1))
    try:
        first = date(*[*numbers, 1, 1][:3])
    except (ValueError, OverflowError):
        raise Http404 from None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise Http404
    return Period(tuple(numbers), first, _after(first, len(numbers)))


def around(shown: Period) -> dict[str, list[Way]]:
    """Return the ways to years, to the months of the year, and to the days of the month that have stories."""
    column = build_localized_fieldname("published_at", current_language())
    span = _span(column)
    if span is None:
        return {"years": [], "months": [], "days": []}
    first, last = span
    return {
        "years": [_way(date(year, 1, 1), 1, shown) for year in range(last.year, first.year - 1, -1)],
        "months": _months(shown, column) if shown.numbers else [],
        "days": _days(shown, column) if len(shown.numbers) > 1 else [],
    }


def _span(column: str) -> tuple[date, date] | None:
    """Return the days of the oldest and the newest story; each end is one step into an index."""
    moments = Article.objects.published().values(column)
    ends = {"oldest": Subquery(moments.order_by(column)[:1]), "newest": Subquery(moments.order_by(f"-{column}")[:1])}
    for found in Article.objects.order_by().annotate(**ends).values(*ends)[:1]:
        return (_day(found["oldest"]), _day(found["newest"])) if found["oldest"] else None
    return None


def _months(shown: Period, column: str) -> list[Way]:
    """Return the months of the year; whether each has a story is one step into an index."""
    months = [period([shown.first.year, number]) for number in range(1, 13)]
    stories = Article.objects.published().order_by(column).values(column)
    checks = {f"some_{month.first.month}": Subquery(month.within(stories)[:1]) for month in months}
    found = Article.objects.order_by().annotate(**checks).values(*checks).first() or {}
    return [
        _way(month.first, 2, shown) if found.get(f"some_{month.first.month}") else Way(month.first) for month in months
    ]


def _days(shown: Period, column: str) -> list[Way]:
    month = period(list(shown.numbers[:2]))
    out = month.within(Article.objects.published()).order_by()
    found = set(out.annotate(out_on=TruncDate(column)).values_list("out_on", flat=True).distinct())
    days = [month.first + timedelta(days=number) for number in range((month.end - month.first).days)]
    return [_way(day, 3, shown) if day in found else Way(day) for day in days]


def _way(day: date, depth: int, shown: Period) -> Way:
    numbers = (day.year, day.month, day.day)[:depth]
    return Way(day, reverse(f"articles:{LEVELS[depth]}", args=numbers), shown.numbers[:depth] == numbers)


def _after(first: date, depth: int) -> date:
    match depth:
        case 1:
            return date(first.year + 1, 1, 1)
        case 2:
            return (first + timedelta(days=31)).replace(day=1)
        case _:
            return first + timedelta(days=1)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
