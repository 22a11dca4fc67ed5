"""How the story form saves: on the version with which it began, all or nothing, and never over somebody else's work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import clock, drafts, revisions, workflow
from articles.admin import drafts as desk_drafts
from articles.admin import merging, stale, stepping, verbs
from articles.admin.display import shown_status
from articles.admin.restoring import RestoringAdmin
from articles.admin.story_parts import note_accepted, note_dismissed, tell_of_the_bin
from articles.forms import ArticleForm
from articles.models import Article, snapshot
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES, in_languages


@dataclass
class Saving:
    """What is known of a form while it is shown or saved; ``is_once_more``: it has made the story that it changes."""

    base_version: int = 0
    base: Mapping[str, Any] = field(default_factory=dict)
    claim: drafts.Claim | None = None
    new_times: dict[str, datetime | None] = field(default_factory=dict)
    asked_for_other_times: bool = False
    is_done: bool = False
    is_once_more: bool = False

    @property
    def theirs(self) -> snapshot.Snapshot | None:
        """What somebody else saved since the form was opened, if anybody did."""
        return self.claim.theirs if self.claim else None


class SavingAdmin(RestoringAdmin):
    """The saving of the story form."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form, or save it: whatever stands in the way, what was typed comes back or is kept."""

        def show() -> HttpResponse:
            return super(SavingAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        article = self.get_object(request, unquote(object_id)) if object_id else None
        saving = saving_of(request)
        if request.method != "POST":
            if article is not None and self.has_change_permission(request, article):
                if question := self.ask_first(request, article):
                    return question
                saving.base_version = drafts.open_story(article)
            if article is None or saving.base_version:
                saving.base_version = self.restore(request, article) or saving.base_version
            return show()
        saving.base_version = _number(request.POST.get("base_version"))
        sent = request.POST
        if (writer := _number(sent.get("written_by"))) and writer != request.user.pk:
            _refuse(request, ValidationError(_("Another person wrote this. Save again to save it under your name.")))
        try:
            return self._save(request, article, show)
        except verbs.Refused as refusal:
            _refuse(request, refusal.error)
            return self._save(request, article, show)
        except workflow.Conflict as conflict:
            try:
                return self._join(request, cast(Article, article), conflict, sent)
            except ValidationError as error:
                _refuse(request, error)
                return self._save(request, article, show)
        except PermissionDenied:
            if article is None or not saving.base_version or not self.has_view_permission(request, article):
                raise
            desk_drafts.keep_form(request.user, sent, article, saving.base_version)
            told = _("You may no longer change this story. What you wrote is kept.")
            self.message_user(request, told, messages.ERROR)
            return HttpResponseRedirect(_address(article))

    def _save(self, request: HttpRequest, article: Article | None, show: Callable[[], HttpResponse]) -> HttpResponse:
        """Show the form in a transaction that is undone unless the form was saved."""
        saving = saving_of(request)
        with transaction.atomic():
            if article is not None:
                self._claim(request, article)
            response = show()
            if not saving.is_done:
                transaction.set_rollback(True)
        return response

    def _claim(self, request: HttpRequest, article: Article) -> None:
        saving = saving_of(request)
        stored = Article.objects.get(pk=article.pk)
        if saving.base_version > stored.version:
            saving.base_version = 0
        is_older = saving.base_version != stored.version and not saving.is_once_more
        if is_older and stale.said_the_same(stored, saving.base_version):
            saving.base_version = stored.version
        saving.claim = drafts.claim(stored, saving.base_version, is_stale=saving.is_once_more)
        if saving.theirs is not None:
            saving.base = stale.base_of(stored, saving.base_version)
            request.POST = stale.bring_up_to_date(  # type: ignore[assignment]
                request.POST, stored, saving.base, saving.theirs
            )

    def _join(
        self, request: HttpRequest, article: Article, conflict: workflow.Conflict, sent: QueryDict
    ) -> HttpResponse:
        """Save what comes of two people's changes, or ask about those that clash; keep what was sent until then."""
        saving = saving_of(request)
        desk_drafts.keep_form(request.user, sent, article, saving.base_version)
        wishes = merging.Wishes.of(request.POST, saving.asked_for_other_times)
        if conflict.merge.clashes:
            return merging.screen(self, request, article, conflict, saving.base_version, wishes)
        drafts.save_merged(conflict.token, request.user, seen_version=conflict.version, choices={})
        desk_drafts.keep_for_steps(request, desk_drafts.fields_typed(sent), article)
        return merging.saved(request, article, saving.base_version, wishes)

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Hand the form what a verb refused; leave the times as they are now when the form is out of date."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        if saving_of(request).theirs is not None:
            for name in form.base_fields.keys() & set(snapshot.TIMES):
                form.base_fields[name].disabled = True
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the version with which the form began, which comes back when it is saved."""
        context["base_version"] = saving_of(request).base_version
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        """Save, keeping back the times of languages that a public story is to come out in: a verb writes those."""
        saving = saving_of(request)
        for name in set(snapshot.TIMES) & form.initial.keys() - set(form.changed_data):
            setattr(obj, name, form.initial[name])  # The field knows no fractions of a second.
        if not change:
            obj.created_by = cast(Any, request.user)
        elif saving.theirs is not None:
            saving.asked_for_other_times = stale.asked_for_other_times(form, saving.base)
        elif obj.status == Status.PUBLISHED:
            saving.new_times = _take_new_times(obj, form)
        was_out = change and obj.status == Status.PUBLISHED
        if was_out and form.cleaned_data.get("updated_for_readers") and workflow.may_edit(obj, request.user):
            obj.substantive_updated_at = clock.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        """Save the rows, record the whole as a revision, then do the verb whose button was pressed."""
        super().save_related(request, form, formsets, change)
        saving, article = saving_of(request), form.instance
        stepping.stop_early(request, article)
        note_accepted(formsets, form.cleaned_data.get("suggested_accepted") or [])
        if saving.claim is None:
            revisions.record(Article.objects.get(pk=article.pk), request.user)
        else:
            if saving.theirs is not None:
                stale.keep_origins(article, saving.theirs, saving.base)
            saving.claim.settle(request.user)
        stepping.set_times(request, article, saving.new_times)
        note_dismissed(article, form.cleaned_data.get("suggested_dismissed") or [], request.user)
        stepping.finish(request, article)
        tell_of_the_bin(request, formsets)
        desk_drafts.discard_form(request.user, request.POST, article)
        sent = request.POST
        desk_drafts.keep_for_steps(request, desk_drafts.fields_typed(sent), article, sent.get("_verb", ""))
        saving.is_done = True

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        """Return to the story after a verb."""
        return self._after_verb(request, obj) or _settled(super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Return to the story after a verb."""
        return self._after_verb(request, obj) or _settled(super().response_change(request, obj))

    def _after_verb(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        verb = request.POST.get("_verb")
        if not verb:
            return None
        word, links = verbs.DONE[verb], self.out_shown(obj)  # type: ignore[attr-defined]
        if verb in ("publish", "publish_language"):
            scheduled = shown_status(obj)[0] == "scheduled"
            text = format_html("{}", _("Scheduled.")) if scheduled else format_html("{} {}", word, links)
        else:
            text = format_html("{}", word)
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(_address(obj))


def saving_of(request: HttpRequest) -> Saving:
    """Return what is known of the form of a request."""
    if not hasattr(request, "saving"):
        request.saving = Saving()  # type: ignore[attr-defined]
    return request.saving  # type: ignore[attr-defined,no-any-return]


def _refuse(request: HttpRequest, error: ValidationError) -> None:
    request.refusal = error  # type: ignore[attr-defined]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _settled(response: HttpResponse) -> HttpResponse:
    """Lead to a saved story without the words that put an unsaved text into its form."""
    path, question, query = response.get("Location", "").partition("?")
    if question:
        asked = QueryDict(query, mutable=True)
        for name in ("draft", "continue"):
            asked.pop(name, None)
        response["Location"] = f"{path}?{asked.urlencode()}".rstrip("?")
    return response


def _take_new_times(article: Article, form: ArticleForm) -> dict[str, datetime | None]:
    """Take from a story, for the verbs to write, the times of languages that are not out yet or shall not be."""
    times: dict[str, datetime | None] = {}
    now = clock.now()
    for code, column in zip(LANGUAGE_CODES, in_languages("published_at"), strict=True):
        before, after = form.initial.get(column), getattr(article, column)
        if column not in form.changed_data:
            continue
        if before is None or after is None or max(before, article.embargo_until or before) > now:
            times[code] = after
            setattr(article, column, before)
    return times
