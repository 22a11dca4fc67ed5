"""What a person typed and did not save, offered when they come back, and put into the form when they want it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import drafts, revisions
from articles.admin import merging, stale, typed
from articles.admin.base import DeskAdmin
from articles.admin.drafts import key_of
from articles.models import Article, snapshot
from articles.steps import TYPED
from articles.templatetags.keeping import unsaved_texts


class RestoringAdmin(DeskAdmin):
    """The story form with what was typed before."""

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponseRedirect:
        """Say of a story that is gone where it may be, and where what was typed for it is."""
        text = _(
            "This story is no longer here: it is in the bin or deleted. What you wrote stands under “Not saved yet”."
        )
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index"))

    def restore(self, request: HttpRequest, article: Article | None) -> int | None:
        """Fill the form that is about to be shown with what was typed; return the version with which that began."""
        if "continue" not in request.GET:
            return None
        key = key_of(request.GET.get("draft"))
        kept = drafts.load_draft(request.user, article=article, draft_key=key)
        if kept is None:
            return None
        sent = typed.as_sent(kept["data"])
        if not typed.told_by(kept["data"]):
            request.typed_for_steps = sent  # type: ignore[attr-defined]
            return None
        if kept["is_stale"]:
            for prefix in stale.ROWS:
                stale.make_rows_new(sent, prefix)
        request.typed, request.typed_at = sent, kept["at"]  # type: ignore[attr-defined]
        return kept["base_version"]

    def ask_first(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """Return the page that asks what to do with an unsaved text, which stands before the form it would go into.

        What was typed for steps alone contradicts no saved text: it is shown in the form.
        """
        if "continue" in request.GET:
            return None
        unsaved = _offers(request.user, article)
        if not unsaved:
            kept = drafts.load_draft(request.user, article=article)
            request.typed_for_steps = kept and typed.as_sent(kept["data"])  # type: ignore[attr-defined]
            request.offers = unsaved  # type: ignore[attr-defined]
            return None
        context = {**self.admin_site.each_context(request), "opts": self.opts, "original": article, "unsaved": unsaved}
        context |= {"title": _("What is not saved"), "has_change_permission": True}
        return TemplateResponse(request, "admin/articles/article/unsaved_first.html", context)

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Fill the form with what was typed."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.typed = _typed(request)
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, inline: Any, prefix: str) -> dict[str, Any]:
        """Fill the rows with what was typed."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs if _typed(request) is None else {**kwargs, "data": _typed(request)}

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, *args: Any, **kwargs: Any) -> Any:
        """Show rows that were only typed without judging them."""
        if _typed(request) is not None:
            for formset in formsets:
                formset._errors, formset._non_form_errors = [], formset.error_class()
                for form in formset.forms:
                    form._errors, form.cleaned_data = ErrorDict(), {}
        return super().get_inline_formsets(request, formsets, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer what was typed and not saved."""
        article = kwargs.get("obj")
        context["typed_at"] = getattr(request, "typed_at", "")
        context["draft_key"] = key_of(
            request.POST.get("draft_key") or (context["typed_at"] and request.GET.get("draft"))
        ) or (uuid4() if article is None else None)
        if request.method == "GET" and not context["typed_at"]:
            context["unsaved"] = request.offers if hasattr(request, "offers") else _offers(request.user, article)
        return super().render_change_form(request, context, *args, **kwargs)


def _typed(request: HttpRequest) -> QueryDict | None:
    return getattr(request, "typed", None)


def _offers(person: Any, article: Article | None) -> list[dict[str, Any]]:
    """The texts to be offered; one that says nothing new is forgotten."""
    texts = unsaved_texts(person)
    if article is None:
        return [text for text in texts if text["article"] is None]
    offered = [text for text in texts if text["article"] == article]
    kept = drafts.load_draft(person, article=article) if offered else None
    if kept is None:
        return []
    now = snapshot.take(article)
    base = stale.base_of(article, kept["base_version"]) if kept["base_version"] else now
    told = typed.told_by(kept["data"], [*base.get("related_stories", []), *now["related_stories"]])
    is_known = not typed.differs(told, now) or not typed.differs(told, base) or typed.is_saved(told, person, article)
    if is_known:
        if not typed.for_steps(kept["data"]):
            drafts.discard(person, article=article)
        return []
    changed = revisions.changed_fields({name: base.get(name) for name in told}, told)
    named = [*changed, *(revisions.Field(name, str(TYPED[name]), "") for name in typed.for_steps(kept["data"]))]
    return [{**text, "fields": merging.listed(named)} for text in offered]
