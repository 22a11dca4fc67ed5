"""What may be done to many stories at once: each is confirmed first, and each story is judged by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import workflow
from articles.admin.display import status_word
from articles.forms import BulkForm, BulkPublishForm, BulkSectionForm, BulkTagForm, BulkWithdrawForm
from articles.models import Article
from articles.related.duplicates import copies_of, describe

MOST = 200

Act = Callable[[Article, Any, dict[str, Any]], None]


@dataclass(frozen=True)
class Bulk:
    """A bulk action: its question, what it asks for, and what it does to one story."""

    name: str
    question: str | Promise
    button: str | Promise
    form: type[BulkForm]
    act: Act


@admin.action(description=_("Send for review…"), permissions=["submit"])
def submit(model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    """Send the chosen drafts for review."""
    act: Act = lambda article, by, data: workflow.submit(article, by)  # noqa: E731
    bulk = Bulk("submit", _("Send these stories for review?"), _("Send for review"), BulkForm, act)
    return _run(bulk, model_admin, request, stories)


@admin.action(description=_("Publish…"), permissions=["publish"])
def publish(model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    """Publish the chosen stories."""
    bulk = Bulk("publish", _("Publish these stories?"), _("Publish"), BulkPublishForm, _publish)
    return _run(bulk, model_admin, request, stories)


@admin.action(description=_("Withdraw…"), permissions=["withdraw"])
def withdraw(model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    """Withdraw the chosen stories."""
    act: Act = lambda article, by, data: workflow.withdraw(article, by, data["reason"])  # noqa: E731
    bulk = Bulk("withdraw", _("Withdraw these stories?"), _("Withdraw"), BulkWithdrawForm, act)
    return _run(bulk, model_admin, request, stories)


@admin.action(description=_("Move to a section…"), permissions=["change"])
def move_section(model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    """Move the chosen stories to another section."""
    bulk = Bulk("move_section", _("Move these stories to a section?"), _("Move"), BulkSectionForm, _move)
    return _run(bulk, model_admin, request, stories)


@admin.action(description=_("Add a tag…"), permissions=["change"])
def add_tag(model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    """Tag the chosen stories."""
    bulk = Bulk("add_tag", _("Tag these stories?"), _("Add the tag"), BulkTagForm, _tag)
    return _run(bulk, model_admin, request, stories)


def _publish(article: Article, by: Any, data: dict[str, Any]) -> None:
    wanted = data["languages"]
    written = article.languages_written()
    languages = [code for code in wanted if code in written] if wanted else written
    _ask_about_copies(article, languages, data)
    workflow.publish(article, by, languages=languages if wanted else None)


def _ask_about_copies(article: Article, languages: list[str], data: dict[str, Any]) -> None:
    if not data["confirm_copy"] and (copies := copies_of(article, languages)):
        asked = _("To publish it all the same, choose it again and tick that copies come out too.")
        raise ValidationError([*(f"{describe(one)}." for one in copies), asked])


def _move(article: Article, by: Any, data: dict[str, Any]) -> None:
    _must_be_editable(article, by)
    article.section = data["section"]
    article.save(update_fields=["section", "updated_at"])


def _tag(article: Article, by: Any, data: dict[str, Any]) -> None:
    _must_be_editable(article, by)
    article.tags.add(data["tag"])
    article.save(update_fields=["updated_at"])


def _must_be_editable(article: Article, by: Any) -> None:
    if not workflow.may_edit(article, by):
        raise PermissionDenied(_("You may not do this to this story."))


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
    context = {
        **model_admin.admin_site.each_context(request),
        "title": bulk.question,
        "bulk": bulk,
        "form": form,
        "media": model_admin.media,
        "opts": model_admin.opts,
        "stories": [(article, status_word(article)) for article in chosen],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/articles/article/bulk_confirm.html", context)


def _do(bulk: Bulk, model_admin: Any, request: HttpRequest, chosen: list[Article], data: dict[str, Any]) -> None:
    refused: list[tuple[str, str]] = []
    done = 0
    for article in chosen:
        try:
            with transaction.atomic():
                bulk.act(Article.objects.get(pk=article.pk), request.user, data)
                model_admin.log_change(request, article, str(bulk.button))
            done += 1
        except ValidationError as error:
            refused.append((str(article), " ".join(error.messages)))
        except PermissionDenied as error:
            refused.append((str(article), str(error)))
        except Article.DoesNotExist:
            refused.append((str(article), str(_("It was deleted meanwhile."))))
    if done:
        text = ngettext("%(label)s: done for one story.", "%(label)s: done for %(count)d stories.", done)
        model_admin.message_user(request, text % {"label": bulk.button, "count": done}, messages.SUCCESS)
    if refused:
        names = format_html_join("", "<li><bdi>{}</bdi> — {}</li>", refused)
        model_admin.message_user(
            request, format_html("{}<ul>{}</ul>", _("Not done, for these reasons:"), names), messages.WARNING
        )
