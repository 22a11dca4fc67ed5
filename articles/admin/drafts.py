"""Where the story form leaves what is being typed, and finds out who else has the story open."""

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles import drafts, revisions
from articles.admin import history, stale, typed
from articles.admin.display import moment_of
from articles.models import Article, Autosave, Revision, snapshot
from articles.steps import STEPS, TYPED
from articles.text import worddiff

NOT_TYPED = {"csrfmiddlewaretoken", "base_version", "written_by", "draft_key", "_verb", "_save", "_continue", "_check"}


A_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$")
"""A day and a time as a browser sends them."""


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the addresses that the form's scripts ask, and the page that shows what is not saved."""

    def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return desk.admin_site.admin_view(partial(view, desk))

    return [
        path("drafts/", own(keep), name="articles_article_drafts"),
        path("drafts/look/", own(look), name="articles_article_drafts_look"),
        path("drafts/discard/", own(discard), name="articles_article_drafts_discard"),
        path("<int:pk>/presence/", own(presence), name="articles_article_presence"),
    ]


def keep(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Keep what a person is typing; asked without anything, say who is signed in, with a token for their forms.

    Takes JSON: ``person``, ``article`` or ``draft_key``, ``base_version``, ``data`` (the fields by name), and for a
    text found in a browser ``recovered``, when it was typed, and ``was_sent``, whether it was sent to be saved.
    """
    who = {"person": request.user.pk, "name": str(request.user), "csrf": get_token(request)}
    if request.method != "POST":
        return JsonResponse(who)
    try:
        sent = _json(request)
        if sent.get("person") != request.user.pk:
            told = _("%(name)s is signed in in this browser now.") % {"name": request.user}
            return JsonResponse({"error": told, **who}, status=409)
        article = get_object_or_404(Article, pk=sent["article"]) if sent.get("article") else None
        key, base_version, data = key_of(sent.get("draft_key")), int(sent.get("base_version") or 0), dict(sent["data"])
        recovered = parse_datetime(sent["recovered"]) if sent.get("recovered") else None
    except RequestDataTooBig:
        return _refused(_("This text is too long to be kept while it is typed. Save it now."), 413)
    except (ValueError, KeyError, TypeError, OverflowError):
        return _refused(_("This is not what the story form sends."), 400)
    if not may_keep(desk, request, article):
        raise PermissionDenied
    was_decided = (
        bool(sent.get("was_sent")) and article is not None and _saved_since(article, base_version, request.user)
    )
    says_more = not sent.get("was_sent") and bool(typed.for_steps(data))
    if recovered is not None and (was_decided or _is_known(request.user, data, article, key, recovered, says_more)):
        return JsonResponse({"kept": False, **who})
    if sent.get("was_sent"):  # What was told with a step may have been done: only what the desk has of it stays.
        known = drafts.load_draft(request.user, article=article, draft_key=key)
        data = {name: value for name, value in data.items() if name not in TYPED} | typed.for_steps(
            known["data"] if known else {}
        )
    try:
        kept = drafts.save_draft(request.user, data, article=article, draft_key=key, base_version=base_version or None)
    except ValidationError as error:
        return _refused(" ".join(error.messages), 413)
    return JsonResponse({"kept": True, **kept, **who})


def may_keep(desk: ModelAdmin, request: HttpRequest, article: Article | None) -> bool:
    """Return whether a person may leave an unsaved text: where they may write, or where they began one."""
    if article is None:
        return desk.has_add_permission(request)
    began = Autosave.objects.filter(person=request.user, article=article)
    return desk.has_change_permission(request, article) or (
        desk.has_view_permission(request, article) and began.exists()
    )


def look(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show what a person typed and did not save, compared with the version with which they began."""
    article, kept = _kept(request)
    before: Any = {}
    if article is not None:
        before = stale.base_of(article, kept["base_version"] or article.version) or snapshot.take(article)
    told = typed.told_by(kept["data"], before.get("related_stories", []))
    told = {name: value for name, value in told.items() if value or before.get(name)}
    old = {name: before.get(name, [] if isinstance(value, list) else "") for name, value in told.items()}
    context = {
        **desk.admin_site.each_context(request),
        "title": _("What is not saved"),
        "opts": desk.opts,
        "original": article,
        "kept": kept,
        "at": moment_of(parse_datetime(kept["at"])),  # type: ignore[arg-type]
        "groups": [*history.groups_of(revisions.compare_data(old, told)), *_told_to_steps(kept["data"])],
        "may_continue": article is None or desk.has_change_permission(request, article),
    }
    return TemplateResponse(request, "admin/articles/article/unsaved_text.html", context)


def discard(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Throw away what a person typed and did not save."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article, kept = _kept(request)
    drafts.discard(request.user, article=article, draft_key=UUID(kept["draft_key"]) if article is None else None)
    messages.success(request, _("The unsaved text is thrown away."))
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = _address(article) if article else reverse("admin:index")
    return HttpResponseRedirect(back)


def presence(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Note where in a story a person is, and say who else is there and who saved it since."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = get_object_or_404(Article, pk=pk)
    if not desk.has_change_permission(request, article):
        raise PermissionDenied
    try:
        sent = _json(request)
        base_version, field = int(sent.get("base_version") or 0), str(sent.get("field") or "")
    except (ValueError, TypeError, OverflowError, RequestDataTooBig):
        return _refused(_("This is not what the story form sends."), 400)
    if sent.get("person") != request.user.pk:
        return _refused(_("%(name)s is signed in in this browser now.") % {"name": request.user}, 409)
    if sent.get("leaving"):
        drafts.leave(article, request.user)
        return JsonResponse({"others": []})
    others = drafts.who_is_here(article, request.user, field)
    return JsonResponse({"others": others, "changed_by": _changed_by(article, base_version, request.user)})


def keep_form(person: Any, sent: QueryDict, article: Article, base_version: int) -> None:
    """Keep a form that could not be saved as what its writer was typing."""
    drafts.save_draft(person, fields_typed(sent), article=article, base_version=base_version)
    drafts.discard(person, draft_key=key_of(sent.get("draft_key")))


def keep_for_steps(request: HttpRequest, data: Mapping[str, Any], article: Article, taken: str = "") -> None:
    """Keep what a form that is saved says to steps other than the one taken, and say that those were not taken."""
    told, kept = typed.for_steps(data), set[str]()
    for step in STEPS.values():
        fields = {f"{step.name}_{name}" for name in step.form.base_fields}
        if step.name != taken and not fields.isdisjoint(told):
            kept |= fields | {f"initial-{name}" for name in fields}
            said = _("“%(step)s” was not done. What you wrote for it is still in the form.")
            messages.warning(request, said % {"step": step.label})
    if kept:
        drafts.save_draft(request.user, {name: data[name] for name in kept & data.keys()}, article=article)


def fields_typed(sent: QueryDict) -> dict[str, Any]:
    """Return the fields of a form that was sent, as they are kept."""
    return {name: values if len(values) > 1 else values[0] for name, values in sent.lists() if name not in NOT_TYPED}


def discard_form(person: Any, sent: QueryDict, article: Article) -> None:
    """Forget what a person was typing, now that it is saved."""
    drafts.discard(person, article=article)
    drafts.discard(person, draft_key=key_of(sent.get("draft_key")))


def key_of(text: Any) -> UUID | None:
    """Return the key of an unsaved story, or None for what is no key."""
    try:
        return UUID(str(text or ""))
    except ValueError:
        return None


def _is_known(
    person: Any, data: dict[str, Any], article: Article | None, key: UUID | None, at: Any, says_more: bool
) -> bool:
    """Whether a text found in a browser was saved, or followed by another, since; ``says_more`` than is ever saved."""
    kept = drafts.load_draft(person, article=article, draft_key=key)
    if kept is not None and kept["at"] >= at.isoformat():
        return True
    ties = snapshot.take(article)["related_stories"] if article is not None else []
    return not says_more and typed.is_saved(typed.told_by(data, ties), person, article)


def _told_to_steps(data: dict[str, Any]) -> list[history.Group]:
    parts = [
        history.Part(str(TYPED[name]), history.rows_of(worddiff.diff("", A_MOMENT.sub(r"\1 \2", text))))
        for name, text in typed.for_steps(data).items()
    ]
    return [history.Group("", "", "", parts)] if parts else []


def _saved_since(article: Article, version: int, person: Any) -> bool:
    return article.revisions.filter(by=person, version__gt=version).exists()


def _kept(request: HttpRequest) -> tuple[Article | None, dict[str, Any]]:
    asked = request.POST if request.method == "POST" else request.GET
    number, key = asked.get("unsaved_story", ""), key_of(asked.get("unsaved_draft"))
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = None
    if number.isdecimal() and len(number) < 19:
        article = get_object_or_404(Article, pk=number)
    kept = drafts.load_draft(request.user, article=article, draft_key=key)
    if kept is None:
        raise Http404
    return article, kept


def _changed_by(article: Article, base_version: int, person: Any) -> str:
    """Who last changed what a story says since a version, if anybody did."""
    if article.version <= base_version or stale.said_the_same(article, base_version):
        return ""
    since = Revision.objects.filter(article=article, version__gt=base_version).select_related("by").defer("data")
    return next((str(one.by) for one in since if one.by_id not in (None, person.pk)), _("Somebody"))


def _json(request: HttpRequest) -> dict[str, Any]:
    sent = json.loads(request.body)
    if not isinstance(sent, dict):
        raise TypeError(sent)
    return sent


def _refused(told: str, status: int) -> HttpResponse:
    return JsonResponse({"error": told}, status=status)


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
