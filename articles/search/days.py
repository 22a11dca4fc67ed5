"""The day or month that a reader names in a query: «الانتخابات نوفمبر 2026», «27/10/2023», «أخبار أمس». Pure.

It is looked for among the words as ever; the page offers what was published then besides.
"""

import calendar
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from articles.text.arabic import Token, fold, tokens
from articles.text.dates import month_number

from .periods import DAYS_AGO, YEARS

RECENT = {fold(name): days for days in (0, 1) for name in DAYS_AGO[days].split()}
BEFORE = frozenset(map(fold, ["شهر", "يوم", "بتاريخ", "month", "day", "on", "місяць", "день", "ماه", "روز"]))
"""Words before a date that belong to it."""
NEWS = frozenset(map(fold, ["أخبار", "الأخبار", "خبر", "أحداث", "news", "новини", "اخبار"]))
"""What says nothing beside a date."""


class Named(NamedTuple):
    """The days that were named, whether they are a ``day`` or a ``month``, and the words beside them."""

    first: date
    last: date
    level: str
    words: str


def named_days(text: str, today: date) -> Named | None:
    """Return the first day or month that a text names, or None."""
    found = tokens(text)
    for start in range(len(found)):
        for length in (4, 3, 2, 1):
            part = found[start : start + length]
            if len(part) == length and (span := _day(part, text, today) or _month(part)):
                first, last = span
                return Named(first, last, "day" if first == last else "month", _without(text, found, start, length))
    return None


def _day(part: list[Token], text: str, today: date) -> tuple[date, date] | None:
    """The day of «أمس», «27 أكتوبر 2023», "October 27, 2023", 27/10/2023 or 2023-10-27."""
    if len(part) == 1:
        ago = RECENT.get(part[0].folded)
        return None if ago is None else (today - timedelta(days=ago),) * 2
    first, *between, last = [token.folded for token in part]
    if month := _month_called(between):
        return _on(last, month, first)
    if len(part) == 3 and (month := _month_called([first])):
        return _on(last, month, between[0])
    if len(part) == 3 and _is_joined(part, text) and between[0].isdecimal():
        year, day = (first, last) if len(first) == 4 else (last, first)
        return _on(year, int(between[0]), day)
    return None


def _month(part: list[Token]) -> tuple[date, date] | None:
    """The month of «نوفمبر 2026» or «تشرين الثاني 2026»."""
    *names, year = [token.folded for token in part]
    month = _month_called(names)
    if month is None or not (year.isdecimal() and int(year) in YEARS):
        return None
    return date(int(year), month, 1), date(int(year), month, calendar.monthrange(int(year), month)[1])


def _month_called(words: list[str]) -> int | None:
    """The month with a name of these words; no number is a name."""
    return month_number(" ".join(words)) if words and all(map(str.isalpha, words)) else None


def _is_joined(part: list[Token], text: str) -> bool:
    """Whether one and the same mark of dates stands between three numbers."""
    marks = {text[left.end : right.start] for left, right in pairwise(part)}
    return len(marks) == 1 and marks <= {"/", "-", "."}


def _on(year: str, month: int, day: str) -> tuple[date, date] | None:
    if not (year.isdecimal() and day.isdecimal() and int(year) in YEARS):
        return None
    try:
        return (date(int(year), month, int(day)),) * 2
    except (ValueError, OverflowError):
        return None


def _without(text: str, found: list[Token], start: int, length: int) -> str:
    """The words beside a date, or nothing when they only ask for news."""
    if start and found[start - 1].folded in BEFORE:
        start, length = start - 1, length + 1
    rest = [token for token in found if not found[start].start <= token.start < found[start + length - 1].end]
    if all(token.folded in NEWS for token in rest):
        return ""
    return " ".join((text[: found[start].start] + " " + text[found[start + length - 1].end :]).split())
