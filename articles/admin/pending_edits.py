"""Changes to stories that are out, proposed by those who may not change them: sent from the form, decided on here."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import revisions, workflow
from articles.admin import drafts as desk_drafts
from articles.admin import history, merging
from articles.admin.display import moment_of
from articles.admin.widgets import BodyEditor
from articles.models import Article, PendingEdit, Revision, StatusChange, snapshot

DECIDE = "articles.change_public_article"
PROPOSE = "articles.propose_article"
PER_PAGE = 30


class Proposed(Exception):
    """Somebody saved a story that they may only propose changes to; what they made of it is ``mine``."""

    def __init__(self, article: Article, mine: snapshot.Snapshot) -> None:
        """Keep what is to be proposed; the saving itself is undone."""
        super().__init__()
        self.article = article
        self.mine = mine


def proposes(article: Article | None, person: Any) -> bool:
    """Return whether what a person saves in a story's form waits for an editor."""
    if article is None or article.pk is None or workflow.editable_languages(article, person):
        return False
    return workflow.may(article, workflow.VERBS["propose_edit"], person)


def stop_for_proposal(request: HttpRequest, article: Article) -> None:
    """Raise ``Proposed``, which undoes the saving, when the person may only propose."""
    if proposes(article, request.user):
        raise Proposed(article, snapshot.take(article))


def propose(request: HttpRequest, proposed: Proposed) -> HttpResponse:
    """Keep a change for an editor, on the version with which its form began."""
    stored = Article.objects.get(pk=proposed.article.pk)
    opened = request.POST.get("base_version", "")
    version = int(opened) if opened.isdecimal() and len(opened) < 10 else stored.version
    base = Revision.objects.at_version(stored, version) or Revision.objects.record(stored, None)
    try:
        workflow.propose_edit(stored, request.user, base, proposed.mine, request.POST.get("proposal_note", "").strip())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        desk_drafts.discard_form(request.user, request.POST, stored)
        messages.success(request, _("Your change waits for an editor. Readers see the story as it was until then."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[stored.pk]))


def standing(article: Article, person: Any) -> list[dict[str, Any]]:
    """Return the changes that wait on a story: whose, since when, and for whom there is a page to decide."""
    if article.pk is None:
        return []
    decides = workflow.has(person, DECIDE, article)
    waiting = article.pending_edits.waiting().select_related("by").defer("data")
    return [_told(edit, decides or edit.by_id == person.pk) for edit in waiting]


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the addresses of the waiting changes."""

    def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return desk.admin_site.admin_view(partial(view, desk))

    return [
        path("edits/", own(page), name="articles_article_edits"),
        path("edits/<int:pk>/", own(decide), name="articles_article_edit"),
    ]


def page(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show what waits, to those who decide; and to everybody what became of their own changes."""
    person = request.user
    decides = workflow.holds(person, DECIDE)
    if not decides and not workflow.holds(person, PROPOSE):
        raise PermissionDenied
    edits = PendingEdit.objects.filter(article__deleted_at=None).select_related("article", "by").defer("data")
    mine = edits.filter(by=person).order_by("-at", "-id")[:PER_PAGE]
    shown = Paginator(edits.waiting(), PER_PAGE).get_page(request.GET.get("page")) if decides else None
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Waiting changes"),
        "opts": desk.opts,
        "page": shown,
        "waiting": [_told(edit) for edit in shown] if shown else [],
        "decides": decides,
        "mine": [_told(edit) | {"reason": _reason(edit)} for edit in mine],
    }
    return TemplateResponse(request, "admin/articles/article/edits.html", context)


def decide(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a change would make of the story as it is now, and take it or refuse it."""
    person = request.user
    edit = get_object_or_404(PendingEdit.objects.select_related("article", "base", "by"), pk=pk)
    decides = workflow.has(person, DECIDE, edit.article)
    if not decides and edit.by_id != person.pk:
        raise PermissionDenied
    errors: list[str] = []
    if request.method == "POST":
        try:
            return _decided(request, edit)
        except workflow.Conflict:
            errors = [_("The story has changed since in the same places. Choose what stays in each of them.")]
        except ValidationError as error:
            errors = error.messages
    merged = workflow.merged_with(edit, edit.article)
    now = snapshot.take(edit.article)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Proposed change"),
        "opts": desk.opts,
        "media": desk.media + BodyEditor().media,
        "article": edit.article,
        "told": _told(edit) | {"reason": _reason(edit)},
        "groups": history.groups_of(revisions.compare_data(now, merged.record)),
        "clashes": [merging.question(name, clash, request.POST) for name, clash in merged.clashes.items()],
        "may_accept": workflow.may(edit.article, workflow.VERBS["accept_edit"], person),
        "may_reject": workflow.may(edit.article, workflow.VERBS["reject_edit"], person),
        "errors": errors,
        "note": request.POST.get("note", ""),
    }
    return TemplateResponse(request, "admin/articles/article/edit.html", context)


def _decided(request: HttpRequest, edit: PendingEdit) -> HttpResponse:
    if "reject" in request.POST:
        workflow.reject_edit(edit, request.user, request.POST.get("note", ""))
        messages.success(request, _("The change is refused, and its writer can read why."))
        return HttpResponseRedirect(reverse("admin:articles_article_edits"))
    clashes = workflow.merged_with(edit, edit.article).clashes
    workflow.accept_edit(edit, request.user, _choices(clashes, request.POST))
    messages.success(request, _("The change is in the story, and readers see it."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[edit.article_id]))


def _choices(clashes: Mapping[str, Any], data: Mapping[str, str]) -> dict[str, Any]:
    """What stays in each field that clashes; raises ``ValidationError`` for a text that the form would not take."""
    chosen: dict[str, Any] = {}
    for name, clash in clashes.items():
        match data.get(f"choice-{name}"):
            case "mine":
                chosen[name] = clash.mine
            case "theirs":
                chosen[name] = clash.theirs
            case "own" if name in snapshot.TEXTS:
                chosen[name] = data.get(f"own-{name}", "")
                Article._meta.get_field(name).run_validators(chosen[name])  # type: ignore[union-attr]
    return chosen


def _told(edit: PendingEdit, has_page: bool = True) -> dict[str, Any]:
    return {
        "pk": edit.pk,
        "article": edit.article,
        "by": edit.by,
        "when": moment_of(edit.at),
        "note": edit.note,
        "outcome": edit.outcome,
        "outcome_word": edit.get_outcome_display(),
        "address": reverse("admin:articles_article_edit", args=[edit.pk]) if has_page else "",
    }


def _reason(edit: PendingEdit) -> str:
    """Why a change was refused."""
    if edit.outcome != PendingEdit.Outcome.REJECTED:
        return ""
    told = StatusChange.objects.filter(article=edit.article_id, verb="reject_edit", at__gte=edit.decided_at)
    return told.order_by("at", "id").values_list("note", flat=True).first() or ""
