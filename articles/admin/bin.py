"""Deleting at the desk: into the bin, where a story waits thirty days for somebody to take it out."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import clock, workflow
from articles.admin.display import moment_of, status_word
from articles.models import Article
from articles.workflow.bin import DAYS_IN_BIN

DELETE = "articles.delete_article"
PER_PAGE = 50


class Row(NamedTuple):
    """A story in the bin."""

    article: Article
    status: str
    when: str
    days_left: int
    may_take_out: bool


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the addresses of the bin."""

    def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return desk.admin_site.admin_view(partial(view, desk))

    return [
        path("bin/", own(page), name="articles_article_bin"),
        path("bin/<int:pk>/", own(take_out), name="articles_article_take_out"),
    ]


def page(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show what is in the bin, who put it there, and how long it stays."""
    if not workflow.holds(request.user, DELETE):
        raise PermissionDenied
    binned = Article.objects.in_bin().for_lists().select_related("section", "deleted_by").order_by("-deleted_at", "-pk")
    shown = Paginator(binned, PER_PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Bin"),
        "opts": desk.opts,
        "page": shown,
        "rows": [_row(article, request.user, now) for article in shown],
        "days": DAYS_IN_BIN,
    }
    return TemplateResponse(request, "admin/articles/article/bin.html", context)


def take_out(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Take a story out of the bin, as it was."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not workflow.holds(request.user, DELETE):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk)
    try:
        workflow.take_out(article, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("admin:articles_article_bin"))
    messages.success(request, _("Taken out of the bin, as it was."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))


def ask(desk: ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """Ask before a story goes into the bin, and put it there."""
    if not workflow.may(article, workflow.VERBS["move_to_bin"], request.user):
        raise PermissionDenied
    if request.method == "POST":
        workflow.move_to_bin(article, request.user)
        told = _("“%(story)s” is in the bin and can be taken out for %(days)s days.")
        messages.success(request, told % {"story": article, "days": DAYS_IN_BIN})
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Move to the bin"),
        "opts": desk.opts,
        "article": article,
        "days": DAYS_IN_BIN,
    }
    return TemplateResponse(request, "admin/articles/article/move_to_bin.html", context)


def _row(article: Article, person: Any, now: datetime) -> Row:
    since = article.deleted_at or now
    return Row(
        article,
        status_word(article),
        moment_of(since),
        max(0, DAYS_IN_BIN - (now - since).days),
        workflow.may(article, workflow.VERBS["take_out"], person),
    )
