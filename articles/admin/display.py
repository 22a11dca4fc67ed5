"""How the desk writes dates and shows a status: never by colour alone."""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import clock
from articles.models import Article
from articles.models.article import Status
from articles.models.named import in_languages
from articles.text import dates

ROLES = {
    "reporter": gettext_lazy("Reporter"),
    "translator": gettext_lazy("Translator"),
    "editor": gettext_lazy("Editor"),
    "chief": gettext_lazy("Editor-in-chief"),
}
NOTHING = SafeString('<span class="desk-none">–</span>')
"""What a cell of a list shows that has nothing to show."""


def role_name(group: str) -> str:
    """Return what the role of a group is called in the desk's language; other groups have names of their own."""
    return str(ROLES.get(group, group))


def role_of(obj: Any) -> str:
    """Return what the role of a group is called, as the label of a choice."""
    return role_name(obj.name)


def _digits(language: str) -> str:
    return {"ar": settings.ARABIC_DIGITS, "fa": settings.PERSIAN_DIGITS}.get(language, "latn")


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def day(moment: datetime | date, *, weekday: bool = False) -> str:
    """Return a day in the desk's language and the house's months and digits."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    language = _language()
    months = settings.MONTH_NAMES
    return dates.format_date(local, language, months=months, digits=_digits(language), weekday=weekday)


def moment_of(moment: datetime) -> str:
    """Return a day and a time in the desk's language and the house's months and digits."""
    language = _language()
    local = timezone.localtime(moment)
    return dates.format_date(local, language, months=settings.MONTH_NAMES, digits=_digits(language), time=True)


def clock_of(moment: datetime | time) -> str:
    """Return a time of day in the desk's language and the house's digits; a moment is brought to the house's clock."""
    language = _language()
    local = timezone.localtime(moment) if isinstance(moment, datetime) else datetime.combine(date.min, moment)
    return dates.clock(local, language, digits=_digits(language))


def shown_status(article: Article) -> tuple[str, str]:
    """Return the status as a reader meets it: a published story may be scheduled, or over."""
    if article.status != Status.PUBLISHED or article.languages_out():
        return article.status, str(article.get_status_display())
    now = clock.now()
    if any((out_at := getattr(article, column)) and out_at > now for column in in_languages("published_at")):
        return "scheduled", str(_("scheduled"))
    return "expired", str(_("expired"))


def facts(article: Article, language: str) -> str:
    """Return what tells a story from others of like headlines: status, section, the day it came out or was begun."""
    came_out = day(article.in_language("published_at", language) or article.created_at)
    status = shown_status(article)[1] if article.deleted_at is None else _("in the bin")
    return " · ".join(f"\u2068{part}\u2069" for part in (status, article.section, came_out) if part)


def status_word(article: Article) -> SafeString:
    """Return the status as a word in its colour."""
    return format_html('<span class="status status-{}">{}</span>', *shown_status(article))
