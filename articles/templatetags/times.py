"""Dates and times as the house writes them in the page's language."""

from datetime import date as Date
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_month_names
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import clock as newsroom_clock
from articles.models.article import current_language
from articles.templatetags.newsroom import digit_system
from articles.text import dates, digits

register = template.Library()

FRESH = timedelta(days=7)
"""How long a story's age is told rather than its date."""


def written(value: Date | datetime, *, weekday: bool = False, time: bool = False) -> str:
    """Return a date as the house writes it in the page's language; a moment is brought to the site's time zone."""
    return _said(value, _manner(), weekday, time).text


@register.filter
def machine(value: Date | datetime) -> str:
    """Return a date, or a moment in the site's time zone to the second, as HTML wants it."""
    return _said(value, _manner(), False, False).exact


class Manner(NamedTuple):
    """On what it depends how a date is written."""

    language: str
    months: str
    digits: str
    zone: tzinfo


class Said(NamedTuple):
    """A date for machines, for readers, and as an element of a page."""

    exact: str
    text: str
    element: SafeString


def _manner() -> Manner:
    language = current_language()
    return Manner(language, settings.MONTH_NAMES, digit_system(language), timezone.get_current_timezone())


@lru_cache(maxsize=10_000)
def _said(value: Date | datetime, manner: Manner, weekday: bool, time: bool) -> Said:
    """Return how a date is said: lists say the same ones again and again."""
    language, months, system, zone = manner
    local = value.astimezone(zone) if isinstance(value, datetime) else value
    exact = local.isoformat(timespec="seconds") if isinstance(local, datetime) else local.isoformat()
    text = dates.format_date(local, language, months=months, digits=system, weekday=weekday, time=time)
    return Said(exact, text, format_html('<time datetime="{}">{}</time>', exact, text))


@register.simple_tag
def date(value: Date | datetime | None, weekday: bool = False, time: bool = False) -> SafeString | str:
    """Render a date: ``{% date story.published_at time=True %}``."""
    if value is None:
        return ""
    return _said(value, _manner(), weekday, time).element


@register.simple_tag
def today() -> SafeString | str:
    """Render the present day."""
    return date(newsroom_clock.today(), weekday=True)


@register.simple_tag
def clock(value: datetime) -> SafeString:
    """Render the time of day of a moment."""
    language = current_language()
    text = dates.clock(timezone.localtime(value), language, digits=digit_system(language))
    return format_html('<time datetime="{}">{}</time>', machine(value), text)


@register.simple_tag
def ago(value: datetime | None) -> SafeString | str:
    """Render how long ago something was, or its date past a week."""
    if value is None:
        return ""
    now, manner = newsroom_clock.now(), _manner()
    if now - value >= FRESH:
        return _said(value, manner, False, False).element
    text, said = dates.ago(value, now, manner.language, digits=manner.digits), _said(value, manner, False, True)
    return format_html('<time datetime="{}" title="{}">{}</time>', said.exact, said.text, text)


@register.simple_tag
def is_fresh(value: datetime) -> bool:
    """Return whether a story is so new that its age is worth telling."""
    return newsroom_clock.now() - value < FRESH


@register.simple_tag
def month_name(day: Date) -> str:
    """Render the name of a month standing alone."""
    language = current_language()
    if language == "ar":
        return dates.ARABIC_MONTHS[settings.MONTH_NAMES][day.month - 1]
    return get_month_names("wide", context="stand-alone", locale=language)[day.month]


@register.simple_tag
def period_name(level: str, first: Date) -> str:
    """Return the name of the "year", "month" or "day" that begins on a day."""
    if level == "day":
        return written(first, weekday=True)
    year = digits.localise(str(first.year), digit_system(current_language()))
    return year if level == "year" else f"{month_name(first)} {year}"
