"""The screen on which one person's changes meet another's, and what is said when they merge by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles import clock, drafts, revisions, workflow
from articles.admin import drafts as desk_drafts
from articles.admin.widgets import BodyEditor
from articles.models import Article, Revision, snapshot
from articles.templatetags.desk_languages import direction, endonym
from articles.text import merge, worddiff


@dataclass(frozen=True)
class Wishes:
    """What else was asked with a save that met another's: a verb, a mark for readers, other times."""

    verb: str = ""
    updated_for_readers: bool = False
    other_times: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any], other_times: bool = False) -> "Wishes":
        """Read them from a form."""
        verb = data.get("_verb", "")
        return cls(
            verb if verb in workflow.VERBS else "",
            bool(data.get("updated_for_readers")),
            other_times or bool(data.get("other_times")),
        )


def screen(
    desk: ModelAdmin,
    request: HttpRequest,
    article: Article,
    conflict: workflow.Conflict,
    base_version: int,
    wishes: Wishes,
    *,
    error: str | SafeString = "",
) -> HttpResponse:
    """Ask, field by field, what to keep where two people changed the same."""
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Two changes to one story"),
        "media": desk.media + BodyEditor().media,
        "original": article,
        "who": _changed_by_others(article, base_version, request.user)[1],
        "fields": [question(name, clash, request.POST) for name, clash in conflict.merge.clashes.items()],
        "merged": _names_of_changes(snapshot.take(Article.objects.get(pk=article.pk)), conflict.merge.record),
        "conflict": conflict,
        "base_version": base_version,
        "wishes": wishes,
        "error": error,
        "verb": workflow.VERBS[wishes.verb].label if wishes.verb else "",
    }
    return TemplateResponse(request, "admin/articles/article/merge.html", context)


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the address to which the screen is sent."""
    view = desk.admin_site.admin_view(partial(decide, desk))
    return [path("merge/<int:pk>/", view, name="articles_article_merge")]


def decide(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was decided on the screen; ask again for what is open or has changed once more."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    data = request.POST
    seen, base_version = (_number(data.get(name)) for name in ("seen_version", "base_version"))
    wishes = Wishes.of(data)
    choices = {key.removeprefix("choice-"): data[key] for key in data if key.startswith("choice-")}
    own = {key.removeprefix("own-"): data[key] for key in data if key.startswith("own-")}
    kept = drafts.load_draft(request.user, article=article)
    try:
        _check(own, choices)
        drafts.save_merged(data.get("token", ""), request.user, seen_version=seen, choices=choices, own=own)
    except BadSignature as error:
        raise Http404 from error
    except workflow.Conflict as conflict:
        again = _("The story was saved once more meanwhile. Look at what is marked here.")
        text = again if conflict.version != seen else _("Decide on each of these, please.")
        return screen(desk, request, article, conflict, base_version, wishes, error=str(text))
    except ValidationError as error:
        problem = " ".join(error.messages)
        try:
            drafts.save_merged(data["token"], request.user, seen_version=-1, choices={})
        except workflow.Conflict as conflict:
            return screen(desk, request, article, conflict, base_version, wishes, error=problem)
    if kept is not None:
        desk_drafts.keep_for_steps(request, kept["data"], article)
    return saved(request, article, base_version, wishes)


def saved(request: HttpRequest, article: Article, base_version: int, wishes: Wishes) -> HttpResponse:
    """Say what was merged, and what was asked and not done, and lead back to the story."""
    stored = Article.objects.get(pk=article.pk)
    if wishes.updated_for_readers:
        stored.substantive_updated_at = clock.now()
        stored.save(update_fields=["substantive_updated_at"])
    if _since(article, base_version).exclude(by=request.user).exists():
        theirs, who = _changed_by_others(article, base_version, request.user)
        told = _("Saved, together with what %(who)s changed meanwhile: %(fields)s.")
        messages.success(request, told % {"who": who, "fields": theirs})
    else:
        messages.success(request, _("Saved, together with what you had saved already since you opened this form."))
    if wishes.verb:
        verb = workflow.VERBS[wishes.verb].label
        text = _("“%(verb)s” was not done, because the story is no longer what you saw. Look at it, then press again.")
        messages.warning(request, text % {"verb": verb})
    if wishes.other_times:
        messages.warning(request, _("The times of publication are as the others left them: set yours again."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def question(name: str, clash: merge.Clash, data: Mapping[str, str]) -> dict[str, Any]:
    """A field that both changed: what became of it on either side, and the field in which it is edited by hand."""
    mine, theirs = (
        revisions.compare_data({name: clash.base}, {name: value})[0] for value in (clash.mine, clash.theirs)
    )
    language = mine.language or get_language() or ""
    attributes = {
        "id": f"own-{name}",
        "lang": language,
        "dir": direction(language),
        "rows": 3,
        "class": "vLargeTextField",
    }
    widget = BodyEditor() if name in snapshot.BODIES else forms.Textarea()
    return {
        "name": name,
        "label": f"{mine.label} · {endonym(mine.language)}" if mine.language else mine.label,
        "mine": SafeString(worddiff.render(mine.paragraphs, language, around=2)),
        "theirs": SafeString(worddiff.render(theirs.paragraphs, language, around=2)),
        "own": widget.render(f"own-{name}", data.get(f"own-{name}", clash.mine), attributes)
        if name in snapshot.TEXTS
        else "",
        "choice": data.get(f"choice-{name}", ""),
    }


def _check(own: Mapping[str, str], choices: Mapping[str, str]) -> None:
    """Refuse texts edited by hand that the form would not have taken."""
    for name, text in own.items():
        if choices.get(name) == "own" and name in snapshot.TEXTS:
            Article._meta.get_field(name).run_validators(text)  # type: ignore[union-attr]


def _changed_by_others(article: Article, base_version: int, person: Any) -> tuple[str, str]:
    """What others changed since a version, and who they are, in words."""
    since = _since(article, base_version).exclude(by=person).select_related("by")
    base, last = Revision.objects.at_version(article, base_version), since.first()
    names = dict.fromkeys(str(one.by) for one in since.defer("data") if one.by is not None)
    fields = _names_of_changes(base.data, last.data) if base and last else ""
    return fields or str(_("its status")), _listed(names) or str(_("others"))


def _since(article: Article, version: int) -> Any:
    return Revision.objects.filter(article=article, version__gt=version)


def _names_of_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The fields that differ, in words."""
    return listed(revisions.changed_fields(old, new))


def listed(fields: Iterable[revisions.Field]) -> str:
    """Return fields in words, each with its language."""
    return _listed(f"{one.label} · {endonym(one.language)}" if one.language else one.label for one in fields)


def _listed(words: Iterable[str]) -> str:
    return ("، " if get_language() in ("ar", "fa") else ", ").join(words)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
