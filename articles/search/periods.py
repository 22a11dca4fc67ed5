"""Days, months, years and «last week» as a reader writes them after since: and until:."""

import calendar
import re
from datetime import date, timedelta

from articles.text.arabic import fold
from articles.text.dates import month_number

YEARS = range(1900, 2101)
"""Years that a newspaper has."""
DAYS_AGO = {
    0: "today اليوم сьогодні امروز",
    1: "yesterday أمس البارحة вчора دیروز",
    7: "week أسبوع الأسبوع тиждень هفته",
    30: "month شهر الشهر місяць ماه",
    365: "year سنة السنة عام العام рік سال",
}
AGO = {fold(name): days for days, names in DAYS_AGO.items() for name in names.split()}
ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
EUROPEAN = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")
NAMED = re.compile(r"(?:(\d{1,2}) )?([^\W\d_]+(?: [^\W\d_]+)?) (\d{4})")
"""«مارس 2017», «27 تشرين الأول 2023»."""


def first_day(text: str, today: date) -> date | None:
    """Return the first day of the period, or None when the text names none."""
    return _span(text, today)[0]


def last_day(text: str, today: date) -> date | None:
    """Return the last day of the period, or None when the text names none."""
    return _span(text, today)[1]


def _span(text: str, today: date) -> tuple[date, date] | tuple[None, None]:
    written = fold(text).strip(" .,،؛")
    if written in AGO:
        day = today - timedelta(days=AGO[written])
        return day, day
    if match := ISO.fullmatch(written):
        year, month, day_of_month = match.groups()
    elif match := EUROPEAN.fullmatch(written):
        day_of_month, month, year = match.groups()
    elif (match := NAMED.fullmatch(written)) and (number := month_number(match[2])):
        day_of_month, month, year = match[1], str(number), match[3]
    else:
        return None, None
    try:
        first = date(int(year), int(month or 1), int(day_of_month or 1))
    except ValueError:
        return None, None
    if first.year not in YEARS:
        return None, None
    if day_of_month:
        return first, first
    last_month = int(month or 12)
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
