"""The form of a new story makes one story, however often it is sent: pressed twice, sent again, found by going back."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import drafts
from articles.admin import typed
from articles.admin.drafts import fields_typed, key_of
from articles.admin.saving import Saving, SavingAdmin
from articles.forms import ArticleForm
from articles.models import Article, Beginning


class OnceAdmin(SavingAdmin):
    """The story form with a key that it keeps."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the form or save it; take one that has made a story already as a change of that story."""
        if request.method != "POST":
            key = key_of(request.GET.get("draft"))
            begun = Beginning.objects.story_of(key)
            if begun is not None and drafts.load_draft(request.user, draft_key=key) is None:
                return HttpResponseRedirect(_address(begun))
            return super().add_view(request, form_url, extra_context)
        key = key_of(request.POST.get("draft_key"))
        begun = Beginning.objects.story_of(key)
        if begun is None:
            try:
                return super().add_view(request, form_url, extra_context)
            except IntegrityError:  # Another press of the same form may have been quicker.
                begun = Beginning.objects.story_of(key)
                if begun is None:
                    raise
        return self._once_more(request, begun, form_url, extra_context)

    def _once_more(
        self, request: HttpRequest, begun: Article, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Put what a form says anew together with what its story says by now."""
        first = begun.revisions.reverse()[0]
        told = typed.told_by(fields_typed(request.POST))
        if not self.has_change_permission(request, begun) and not typed.differs(told, first.data):
            messages.info(request, _("This story is saved already. You may no longer change it."))
            return HttpResponseRedirect(_address(begun))
        sent = request.POST.copy()
        sent["base_version"] = str(first.version)
        if begun.status_changes.filter(verb=sent.get("_verb", ""), by=request.user).exists():
            del sent["_verb"]
        request.POST = sent  # type: ignore[assignment]
        request.saving = Saving(is_once_more=True)  # type: ignore[attr-defined]
        return self.changeform_view(request, str(begun.pk), form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        """Save, and note in which form a new story was begun; raise ``IntegrityError`` where it has made another."""
        super().save_model(request, obj, form, change)
        key = key_of(request.POST.get("draft_key"))
        if not change and key is not None:
            Beginning.objects.record(key, obj)


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
