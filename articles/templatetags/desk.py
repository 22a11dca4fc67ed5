"""The lists of the desk's start page."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models import Article, StatusChange
from articles.models.article import Status
from articles.models.named import in_languages
from articles.text import dates

register = template.Library()

SHOWN = 6


@dataclass
class DeskList:
    """A list of stories that someone at the desk waits for."""

    name: str
    title: str | Promise
    nothing: str | Promise
    query: str
    stories: list[dict[str, Any]] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def desk_lists(context: template.Context) -> list[DeskList]:
    """Return the lists of the person who looks, one query each; none for those who see no stories."""
    person = context["request"].user
    if not person.has_perm("articles.view_article"):
        return []
    now = timezone.now()
    lists = [
        (DeskList("mine", _("My drafts"), _("No drafts of yours."), "whose=mine&status__exact=draft"), _mine(person)),
        (
            DeskList("review", _("Waiting for review"), _("Nothing waits for review."), "status__exact=in_review"),
            Article.objects.filter(status=Status.IN_REVIEW).order_by("updated_at"),
        ),
        (
            DeskList("ready", _("Ready to publish"), _("Nothing is ready yet."), "status__exact=ready"),
            Article.objects.filter(status=Status.READY).order_by("updated_at"),
        ),
        (
            DeskList("scheduled", _("Scheduled"), _("Nothing is scheduled."), "out=scheduled"),
            Article.objects.scheduled(now).order_by(*in_languages("published_at")),
        ),
        (
            DeskList("today", _("Out today"), _("Nothing came out today."), "status__exact=published"),
            _out_today(now),
        ),
    ]
    if person.has_perm("articles.change_any_article"):
        imported = Article.objects.filter(status=Status.DRAFT).exclude(import_ref=None).order_by("-updated_at")
        title, nothing = _("Imported, to be checked"), _("No imported drafts.")
        lists.append((DeskList("imported", title, nothing, "whose=imported&status__exact=draft"), imported))
    for desk_list, stories in lists:
        desk_list.stories = [_row(desk_list.name, article, now) for article in _light(stories)]
    return [desk_list for desk_list, _stories in lists]


def _mine(person: Any) -> Any:
    notes = StatusChange.objects.filter(article=OuterRef("pk")).order_by("-at", "-id")
    drafts = Article.objects.filter(created_by=person, status=Status.DRAFT).order_by("-updated_at")
    return drafts.annotate(last_verb=Subquery(notes.values("verb")[:1]), last_note=Subquery(notes.values("note")[:1]))


def _out_today(now: datetime) -> Any:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Q()
    for column in in_languages("published_at"):
        today |= Q(**{f"{column}__gte": midnight, f"{column}__lt": min(now, midnight + timedelta(days=1))})
    return Article.objects.published_anywhere(now).filter(today).order_by("-updated_at")


def _light(stories: Any) -> Any:
    bodies = (*in_languages("body"), *in_languages("search_key"))
    return stories.select_related("section").defer("body", "search_key", *bodies)[:SHOWN]


def _row(name: str, article: Article, now: datetime) -> dict[str, Any]:
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    digits = {"ar": settings.ARABIC_DIGITS, "fa": settings.PERSIAN_DIGITS}.get(language, "latn")
    times = [at for column in in_languages("published_at") if (at := getattr(article, column))]
    coming = [at for at in times if at > now]
    status = (
        ("scheduled", _("scheduled"))
        if coming and article.status == Status.PUBLISHED
        else (article.status, article.get_status_display())
    )
    if name == "scheduled" and coming:
        local = timezone.localtime(min(coming))
        when = dates.format_date(local, language, months=settings.MONTH_NAMES, digits=digits, time=True)
    else:
        when = dates.ago(article.updated_at, now, language, digits=digits)
        if now - article.updated_at > timedelta(days=7):
            when = dates.format_date(
                timezone.localtime(article.updated_at), language, months=settings.MONTH_NAMES, digits=digits
            )
    sent_back = getattr(article, "last_verb", "") == "send_back"
    return {
        "article": article,
        "when": when,
        "status": format_html('<span class="status status-{}">{}</span>', *status),
        "note": article.last_note if sent_back else "",  # type: ignore[attr-defined]
    }
