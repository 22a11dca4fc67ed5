"""What goes out when: a week or a month of the schedule, in which stories are moved to other days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from articles import clock
from articles.admin import calendar_moves as moves
from articles.forms.moments import MomentField
from articles.models import Article, Section
from articles.models.named import LANGUAGE_CODES
from articles.steps import Asks
from articles.steps.panel import TICKED
from articles.templatetags.desk_languages import endonym
from articles.text.dates import city_of, first_weekday
from articles.workflow import planning

WEEK = 7
MOST_IN_WEEK, MOST_IN_MONTH = 200, 6
STATES = {
    "out": pgettext_lazy("on the schedule", "out"),
    "scheduled": gettext_lazy("scheduled"),
    "planned": gettext_lazy("not approved yet"),
}


@dataclass(frozen=True)
class Shown:
    """What part of the schedule somebody looks at; "" and None stand for all."""

    view: str
    day: date
    language: str = ""
    section: int | None = None

    @classmethod
    def asked(cls, data: Any) -> "Shown":
        """Read an address; what makes no sense there is this week, or everything."""
        view = "month" if data.get("view") == "month" else "week"
        language, section = data.get("language", ""), data.get("section", "")
        return cls(
            view,
            moves.day_named(data.get("day", "")) or clock.today(),
            language if language in LANGUAGE_CODES else "",
            int(section) if section.isdecimal() and len(section) < 19 else None,
        )

    @property
    def first(self) -> date:
        """The day with which the page begins: that on which weeks begin here."""
        start = self.day.replace(day=1) if self.view == "month" else self.day
        return start - timedelta(days=(start.weekday() - first_weekday(settings.TIME_ZONE)) % WEEK)

    @property
    def days(self) -> int:
        """How many days, in whole weeks."""
        if self.view == "week":
            return WEEK
        end = _next_month(self.day)
        return -(-(end - self.first).days // WEEK) * WEEK

    def address(self, **changes: Any) -> str:
        """Return the address of this page, or of its neighbour."""
        asked = {"view": self.view, "day": self.day.isoformat(), "language": self.language, "section": self.section}
        query = {name: value for name, value in {**asked, **changes}.items() if value}
        return f"{reverse('admin:calendar')}?{urlencode(query)}"

    def neighbour(self, by: int) -> str:
        """Return the address of the period before (-1) or after (1)."""
        if self.view == "week":
            return self.address(day=(self.day + timedelta(days=by * WEEK)).isoformat())
        month = _next_month(self.day) if by > 0 else (self.day.replace(day=1) - timedelta(days=1)).replace(day=1)
        return self.address(day=month.isoformat())


class MoveForm(forms.Form):
    """When a story is to come out instead."""

    at = MomentField(label=gettext_lazy("New time"), required=True)


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show a week or a month of the schedule; move a story to another day, or undo the last move."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    shown = Shown.asked(request.GET)
    question = None
    if request.method == "POST":
        answer = moves.undo(request) if "undo" in request.POST else moves.move(request)
        if not isinstance(answer, moves.Question):
            told, done = answer
            messages.add_message(request, messages.SUCCESS if done else messages.ERROR, told)
            return HttpResponseRedirect(shown.address())
        question = answer
    stories = Article.objects.all()
    if shown.section:
        stories = stories.filter(Q(section=shown.section) | Q(section__parent=shown.section))
    languages = [shown.language] if shown.language else LANGUAGE_CODES
    days = planning.calendar(shown.first, shown.days, languages=languages, stories=stories)
    today = clock.today()
    context |= {
        "title": _("Publishing schedule"),
        "shown": shown,
        "days": [_day(one, shown, today, request.user) for one in days],
        "first": days[0].date,
        "last": days[-1].date,
        "weekdays": [one.date for one in days[:WEEK]],
        "before": shown.neighbour(-1),
        "after": shown.neighbour(1),
        "now": shown.address(day=today.isoformat()),
        "week": shown.address(view="week"),
        "month": shown.address(view="month"),
        "languages": [(code, endonym(code)) for code in LANGUAGE_CODES],
        "sections": Section.objects.all(),
        "time_zone": city_of(settings.TIME_ZONE, get_language() or settings.LANGUAGE_CODE),
        "may_undo": moves.may_undo(request),
        "question": question,
        "here": shown.address(),
        "panel_field": TICKED,
    }
    return TemplateResponse(request, "admin/planning/calendar.html", context)


def move_page(request: HttpRequest, context: dict[str, Any], pk: int, language: str) -> HttpResponse:
    """Ask for the day and time to which a story moves, and move it; without any script."""
    article = get_object_or_404(Article.objects.kept().select_related("section"), pk=pk)
    at = article.in_language("published_at", language) if language in LANGUAGE_CODES else None
    if at is None or not moves.may_move(article, language, request.user):
        raise PermissionDenied(_("You may not do this to this story."))
    form = MoveForm(request.POST or None, initial={"at": at})
    back, panel = Shown.asked(request.GET), None
    if request.method == "POST" and form.is_valid():
        to: datetime = form.cleaned_data["at"]
        try:
            told = moves.carry(request, article, language, to)
        except Asks as asks:
            panel = asks.panel
        except ValidationError as error:
            form.add_error("at", error.messages)
        else:
            messages.success(request, told)
            return HttpResponseRedirect(back.address(day=timezone.localtime(to).date().isoformat()))
    context |= {
        "title": _("Move to another time"),
        "article": article,
        "language": (language, endonym(language)),
        "at": at,
        "form": form,
        "back": back.address(),
        "panel": panel,
        "panel_field": TICKED,
        "panel_at": reverse("admin:articles_article_change", args=[pk]),
    }
    return TemplateResponse(request, "admin/planning/move.html", context)


def _day(day: planning.Day, shown: Shown, today: date, person: Any) -> dict[str, Any]:
    most = MOST_IN_MONTH if shown.view == "month" else MOST_IN_WEEK
    return {
        "date": day.date,
        "is_today": day.date == today,
        "is_past": day.date < today,
        "is_outside": shown.view == "month" and day.date.month != shown.day.month,
        "clocks": _clocks(day.date),
        "outings": [_outing(one, person) for one in day.outings[:most]],
        "more": max(0, len(day.outings) - most),
        "address": f"{shown.address(view='week', day=day.date.isoformat())}#day-{day.date.isoformat()}",
    }


def _clocks(day: date) -> str:
    change = planning.clock_change(day)
    if not change:
        return ""
    return _("Clocks go forward") if change > timedelta() else _("Clocks go back")


def _outing(one: planning.Outing, person: Any) -> dict[str, Any]:
    return {
        "article": one.article,
        "language": one.language,
        "endonym": endonym(one.language),
        "at": one.at,
        "state": one.state,
        "word": STATES[one.state],
        "embargo": one.article.embargo_until if one.article.is_embargoed() else None,
        "movable": one.state == "scheduled" and moves.may_move(one.article, one.language, person),
    }


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
