"""What may be done to many stories at once: each is confirmed first, and each story is judged by itself."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import revisions, workflow
from articles.admin import tagging, tying
from articles.admin.display import status_word
from articles.forms import BulkSectionForm, BulkTagForm
from articles.forms.steps import StepForm
from articles.models import Article, Revision
from articles.steps import STEPS, Asks, Step, sentences, take
from articles.steps import panel as prepublish

MOST = 200
LOOKED_AT = 50
"""Of so many stories the question tells what is amiss; the others are looked at when it is done."""
CHANGE = "articles.change_article"
DESPITE = "despite"

Action = Callable[[Any, HttpRequest, Any], HttpResponse | None]
Undo = Callable[[HttpRequest, list[int], dict[str, Any]], SafeString]


@dataclass(frozen=True)
class Bulk:
    """A bulk action: what it is called and asks, the permission somebody who is offered it holds, what it does.

    ``act`` may return that nothing was left to do; ``undo`` is the button that takes it back.
    """

    name: str
    label: str | Promise
    permission: str
    form: type[StepForm]
    act: Callable[[Article, Any, dict[str, Any]], bool | None]
    explains: str | Promise = ""
    step: Step | None = None
    undo: Undo | None = None


def actions_of(person: Any) -> dict[str, tuple[Action, str, Promise]]:
    """Return what a person may do to many stories, as Django's admin wants it: function, name and description."""
    own: dict[str, tuple[Action, str, Promise]] = {
        bulk.name: (_action(bulk), bulk.name, format_lazy("{}…", bulk.label))
        for bulk in BULKS.values()
        if workflow.holds(person, bulk.permission)
    }
    if workflow.holds(person, tying.PERMISSION):
        own[tying.NAME] = (tying.tie, tying.NAME, format_lazy("{}…", tying.LABEL))
    return own


def _action(bulk: Bulk) -> Action:
    return lambda model_admin, request, stories: _run(bulk, model_admin, request, stories)


def _move(article: Article, by: Any, data: dict[str, Any]) -> None:
    tagging.must_be_editable(article, by)
    article.section = data["section"]
    tagging.must_be_editable(article, by)
    with Revision.objects.of_change(article, by):
        article.save(update_fields=["section", "updated_at"])


def _of_step(step: Step) -> Bulk:
    permission = workflow.VERBS[step.name].permission
    return Bulk(step.name, step.label, permission, step.form, step.act, step.explains, step)


BULKS = {
    bulk.name: bulk
    for bulk in (
        *(_of_step(step) for step in STEPS.values() if step.for_many),
        Bulk("move_section", _("Move to a section"), CHANGE, BulkSectionForm, _move),
        Bulk("add_tag", _("Add a tag"), tagging.PERMISSION, BulkTagForm, tagging.add, undo=tagging.undo_button),
    )
}


def _run(bulk: Bulk, model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    chosen = list(stories.order_by("-id")[: MOST + 1])
    if len(chosen) > MOST:
        message = _("That is more than %(most)d stories at once. Narrow the list first.") % {"most": MOST}
        model_admin.message_user(request, message, messages.ERROR)
        return None
    confirmed = "_confirmed" in request.POST
    form = bulk.form(request.POST if confirmed else None)
    if confirmed and form.is_valid():
        _do(bulk, model_admin, request, chosen, form.cleaned_data)
        return None
    goes_out = bulk.step is not None and bulk.step.outing is not None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": bulk.label,
        "bulk": bulk,
        "form": form,
        "media": model_admin.media + form.media,
        "opts": model_admin.opts,
        "stories": [
            (article, status_word(article), _found(article) if goes_out and place < LOOKED_AT else ())
            for place, article in enumerate(chosen)
        ],
        "unlooked": max(0, len(chosen) - LOOKED_AT) if goes_out else 0,
        "checkbox": ACTION_CHECKBOX_NAME,
        "despite": DESPITE if goes_out else "",
    }
    return TemplateResponse(request, "admin/articles/article/bulk_confirm.html", context)


def _found(article: Article) -> prepublish.Panel:
    return prepublish.look(Article.objects.get(pk=article.pk))


def _done(bulk: Bulk, stored: Article, by: Any, data: dict[str, Any], ticked: Collection[str] | None) -> bool:
    """Do it to one story; return whether there was anything to do."""
    if bulk.step is not None:
        take(bulk.step, stored, by, data, ticked)
        return True
    with revisions.recorded(stored, by):
        return bulk.act(stored, by, data) is not False


def _do(bulk: Bulk, model_admin: Any, request: HttpRequest, chosen: list[Article], data: dict[str, Any]) -> None:
    refused: list[tuple[str, str]] = []
    done: list[int] = []
    left = 0
    ticked = None if DESPITE in request.POST else ()
    for article in chosen:
        try:
            with transaction.atomic():
                if _done(bulk, Article.objects.get(pk=article.pk), request.user, data, ticked):
                    model_admin.log_change(request, article, str(bulk.label))
                    done.append(article.pk)
                else:
                    left += 1
        except Asks as asks:
            refused.append((str(article), " ".join([*asks.error.messages, *asks.panel.told()])))
        except ValidationError as error:
            refused.append((str(article), " ".join(sentences(error))))
        except PermissionDenied as error:
            refused.append((str(article), str(error)))
        except Article.DoesNotExist:
            refused.append((str(article), str(_("It was deleted meanwhile."))))
    if done:
        text = ngettext("%(label)s: done for one story.", "%(label)s: done for %(count)d stories.", len(done))
        text %= {"label": bulk.label, "count": len(done)}
        undo = bulk.undo(request, done, data) if bulk.undo else ""
        model_admin.message_user(request, format_html("{} {}", text, undo), messages.SUCCESS)
    if left:
        text = ngettext("%(count)d story was so already.", "%(count)d stories were so already.", left)
        model_admin.message_user(request, text % {"count": left}, messages.INFO)
    if refused:
        names = format_html_join("", "<li><bdi>{}</bdi> — {}</li>", refused)
        model_admin.message_user(
            request, format_html("{}<ul>{}</ul>", _("Not done, for these reasons:"), names), messages.WARNING
        )
