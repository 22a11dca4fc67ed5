"""The pages of a story's history: what happened, any two versions compared, any one brought back."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import revisions, workflow
from articles.admin import timeline
from articles.admin.display import moment_of
from articles.models import Article, Revision, snapshot
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import direction, endonym
from articles.text import worddiff

AROUND = 1
"""How many unchanged paragraphs stand on each side of a changed one."""
TEMPLATES = "admin/articles/article"


class Row(NamedTuple):
    """A paragraph of a comparison; or, with ``skipped``, how many unchanged ones are left out here."""

    change: str = ""
    segments: tuple[worddiff.Segment, ...] = ()
    skipped: int = 0


class Part(NamedTuple):
    """A changed field, ready to be shown."""

    label: str
    rows: list[Row]


class Group(NamedTuple):
    """The changed fields of one language; of none, what all languages share."""

    language: str
    endonym: str
    direction: str
    parts: list[Part]


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the addresses of the history's own pages; the list itself stands at the admin's address for it."""

    def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return desk.admin_site.admin_view(partial(view, desk))

    return [
        path("<int:pk>/history/compare/", own(compare), name="articles_article_history_compare"),
        path("<int:pk>/history/<int:version>/restore/", own(restore), name="articles_article_history_restore"),
    ]


def page(desk: ModelAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """Show what happened to a story, the newest first."""
    article = story_at(request, pk)
    shown, lines = timeline.page_of(article, request.GET.get("page"))
    versions = [line.revision_id for line in lines if line.revision_id]
    context = {
        "title": _("History of the story"),
        "page": shown,
        "lines": lines,
        "chosen": versions[:2],
        "may_restore": workflow.may_edit(article, request.user),
        "newest": article.revisions.values_list("pk", flat=True).first(),
        "may_see_log": request.user.has_perm("articles.view_auditentry"),
    }
    return _answer(desk, request, "history", article, context)


def compare(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed from one version of a story to another, or to ``new`` from the one before it."""
    article = story_at(request, pk)
    new = _version(article, request.GET.get("new")) or article.revisions.select_related("by").first()
    if new is None:
        return _back(request, article, _("This story has no versions yet."))
    old = _version(article, request.GET.get("old")) or _before(article, new)
    if old is None:
        return _back(request, article, _("There is no version before this one."))
    old, new = sorted((old, new), key=lambda one: one.pk)
    is_whole = request.GET.get("whole") == "1"
    after = article.revisions.filter(pk__gt=new.pk).order_by("pk").values_list("pk", flat=True).first()
    context = {
        "title": _("What changed"),
        "old": _told(old),
        "new": _told(new),
        "groups": groups_of(revisions.compare(old, new), whole=is_whole),
        "is_whole": is_whole,
        "earlier": old.pk if _before(article, old) else None,
        "later": after,
        "may_restore": workflow.may_edit(article, request.user),
    }
    return _answer(desk, request, "compare_revisions", article, context)


def restore(desk: ModelAdmin, request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Ask whether a version is to be brought back, showing what would change; then bring it back."""
    article = story_at(request, pk)
    if not workflow.may_edit(article, request.user):
        raise PermissionDenied
    revision = get_object_or_404(article.revisions.select_related("by"), pk=version)
    errors: list[str] = []
    if request.method == "POST":
        try:
            revisions.restore(article, revision, request.user)
        except ValidationError as error:
            errors = error.messages
        else:
            told = _("Version %(version)s is back. What stood before is in the history.")
            messages.success(request, told % {"version": revision.number()})
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    content = {name: value for name, value in revision.data.items() if name in snapshot.CONTENT}
    context = {
        "title": _("Bring back version %(version)s?") % {"version": revision.number()},
        "old": _told(revision),
        "groups": groups_of(revisions.compare_data(snapshot.take(article), content)),
        "errors": errors,
    }
    return _answer(desk, request, "restore_revision", article, context)


def groups_of(diffs: Iterable[revisions.FieldDiff], *, whole: bool = False) -> list[Group]:
    """Return changed fields by language, what all share last, for the fragment ``_diff.html``."""
    order = [*LANGUAGE_CODES, ""]
    by_language = sorted(diffs, key=lambda one: order.index(one.language))
    return [
        Group(
            language,
            endonym(language) if language else "",
            direction(language) if language else "",
            [Part(one.label, rows_of(one.paragraphs, whole=whole or one.name not in snapshot.BODIES)) for one in group],
        )
        for language, group in groupby(by_language, key=lambda one: one.language)
    ]


def rows_of(paragraphs: list[worddiff.Paragraph], *, whole: bool = False) -> list[Row]:
    """Return the changed paragraphs and their neighbours; what stayed the same between them is counted."""
    near = {
        place
        for at, paragraph in enumerate(paragraphs)
        if whole or paragraph.change != "same"
        for place in range(at - AROUND, at + AROUND + 1)
    }
    rows: list[Row] = []
    for is_near, run in groupby(enumerate(paragraphs), key=lambda pair: pair[0] in near):
        kept = [paragraph for _at, paragraph in run]
        rows += [Row(one.change, one.segments) for one in kept] if is_near else [Row(skipped=len(kept))]
    return rows


def story_at(request: HttpRequest, pk: int | str) -> Article:
    """Return the story at an address, for those who may read stories."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if not str(pk).isdecimal() or len(str(pk)) > 18:
        raise Http404
    return get_object_or_404(Article, pk=pk)


def _version(article: Article, number: str | None) -> Revision | None:
    if not number or not number.isdecimal() or len(number) > 18:
        return None
    return article.revisions.select_related("by").filter(pk=number).first()


def _before(article: Article, revision: Revision) -> Revision | None:
    return article.revisions.select_related("by").filter(pk__lt=revision.pk).first()


def _told(revision: Revision) -> dict[str, Any]:
    return {
        "pk": revision.pk,
        "version": revision.number(),
        "who": str(revision.by or ""),
        "when": moment_of(revision.at),
        "word": timeline.word_of(revision),
    }


def _back(request: HttpRequest, article: Article, message: str) -> HttpResponse:
    messages.info(request, message)
    return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]))


def _answer(
    desk: ModelAdmin, request: HttpRequest, template: str, article: Article, context: dict[str, Any]
) -> HttpResponse:
    frame = {**desk.admin_site.each_context(request), "opts": desk.opts, "article": article}
    return TemplateResponse(request, f"{TEMPLATES}/{template}.html", frame | context)
