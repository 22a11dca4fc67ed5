"""Moving a story on the calendar, telling what came of it, and moving it back."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import workflow
from articles.admin.display import clock_of, day
from articles.models import Article
from articles.models.named import LANGUAGE_CODES
from articles.steps import STEPS, Asks, take
from articles.steps.panel import Panel, ticked
from articles.templatetags.desk_languages import endonym, headline_of
from articles.workflow import planning

UNDO = "calendar_moves"
"""Where the session keeps what may be undone, the last at the end."""
REMEMBERED = 20
FIRST_YEAR, LAST_YEAR = 1990, 2200

Told = tuple[str | SafeString, bool]


class Question(NamedTuple):
    """Something would be amiss with a story on the day to which it is moved: is it to go out all the same?"""

    article: Article
    language: str
    to: date
    panel: Panel

    @property
    def story(self) -> str:
        """Return the story as a form names it."""
        return f"{self.article.pk}:{self.language}"


def may_move(article: Article, language: str, person: Any) -> bool:
    """Return whether a person may move a story's time in a language now."""
    return workflow.may(article, workflow.VERBS["reschedule"], person, [language])


def day_named(text: str) -> date | None:
    """Return the day that an ISO date stands for; None for anything else, and for days no newsroom plans."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def may_undo(request: HttpRequest) -> bool:
    """Return whether there is a move to take back."""
    return bool(request.session.get(UNDO))


def move(request: HttpRequest) -> Told | Question:
    """Move the story that a request names to the day it names, at the same time; return what to say, and if it went.

    What would be amiss there and was not agreed to is asked about.
    """
    found = _named(request.POST.get("story", ""))
    to = day_named(request.POST.get("to", ""))
    if found is None or to is None:
        return _("There is no such step."), False
    article, language, at = found
    if timezone.localtime(at).date() == to:
        return _("It stands on that day already."), True
    try:
        return carry(request, article, language, planning.same_time_on(at, to), asked=timezone.localtime(at)), True
    except Asks as asks:
        if asks.panel.errors:
            return _refusal(article, ValidationError(asks.panel.told())), False
        return Question(article, language, to, asks.panel)
    except (ValidationError, PermissionDenied) as refused:
        return _refusal(article, refused), False


def carry(
    request: HttpRequest, article: Article, language: str, to: datetime, asked: datetime | None = None
) -> SafeString:
    """Reschedule a story, remember how to undo it, and return what to say; raise what the step raises.

    ``asked`` is the local time that was to be kept, where it was. What was agreed to stands in the request.
    """
    at = article.in_language("published_at", language)
    with transaction.atomic():
        take(STEPS["reschedule"], article, request.user, {"at": to, "languages": [language]}, ticked(request.POST))
    step = {"story": f"{article.pk}:{language}", "from": at.isoformat(), "to": to.isoformat()}
    request.session[UNDO] = [*request.session.get(UNDO, []), step][-REMEMBERED:]
    return _moved(article, language, to, asked)


def undo(request: HttpRequest) -> Told:
    """Take back the last move that this person made here."""
    steps = list(request.session.get(UNDO, []))
    if not steps:
        return _("There is nothing to undo."), False
    step = steps.pop()
    request.session[UNDO] = steps
    found, back, to = _named(step["story"]), parse_datetime(step["from"]), parse_datetime(step["to"])
    if found is None or back is None or found[2] != to:
        return _("It cannot be undone: the story was changed since."), False
    article, language, _at = found
    try:
        workflow.reschedule(article, request.user, language, back)
    except (ValidationError, PermissionDenied) as refused:
        return _refusal(article, refused), False
    return _moved(article, language, back), True


def _moved(article: Article, language: str, to: datetime, asked: datetime | None = None) -> SafeString:
    local = timezone.localtime(to)
    told = format_html(
        _("{story} ({language}) now goes out on {day} at {time}."),
        story=headline_of(article),
        language=format_html('<bdi lang="{}">{}</bdi>', language, endonym(language)),
        day=day(local, weekday=True),
        time=clock_of(local),
    )
    why = ""
    if asked is not None and not planning.moments(local.date(), asked.time()):
        why = _("The clocks skip %(time)s that day, so it goes out as much later.") % {"time": clock_of(asked)}
    elif len(planning.moments(local.date(), local.time())) == 2:
        second = _("That time comes twice that day: it goes out the second time.")
        why = second if local.fold else _("That time comes twice that day: it goes out the first time.")
    return format_html("{} {}", told, why) if why else told


def _refusal(article: Article, refused: ValidationError | PermissionDenied) -> SafeString:
    reasons = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
    return format_html(_("{story} was not moved: {reason}"), story=headline_of(article), reason=" ".join(reasons))


def _named(text: str) -> tuple[Article, str, datetime] | None:
    """The story, the language and the time that «story:language» stands for."""
    number, _colon, language = text.partition(":")
    if not number.isdecimal() or len(number) > 18 or language not in LANGUAGE_CODES:
        return None
    article = Article.objects.select_related("section").filter(pk=number).first()
    at = article and article.in_language("published_at", language)
    return (article, language, at) if article and at else None
