"""The steps of the workflow for programs: what may be done to a story now, and doing it, in JSON.

It takes the session and the token of whoever is signed in, and judges as the desk's pages do. ``docs/workflow.md``
tells what is sent and answered.
"""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles import steps, workflow
from articles.models import Article
from articles.models.named import LANGUAGE_CODES
from articles.steps.panel import Line

AGREED = "agreed"
"""Where a program names the warnings that a person has agreed to."""
NOT_NOW = {"wrong_status", "not_applicable", "conflict", "decided"}
"""Refusals that are about the story and not about what was sent."""

View = Callable[..., HttpResponse]


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the addresses."""

    def own(view: View) -> View:
        def guarded(request: HttpRequest, pk: int, **named: Any) -> HttpResponse:
            if not desk.admin_site.has_permission(request):
                return _refused(_("Sign in."), 401)
            article = Article.objects.filter(pk=pk).first() if workflow.holds(request.user, VIEW) else None
            if article is None:
                return _refused(_("There is no such story, or not for you."), 404)
            return view(request, article, **named)

        return never_cache(guarded)

    return [
        path("<int:pk>/steps/", require_GET(own(look)), name="articles_article_steps"),
        path("<int:pk>/steps/<str:name>/", require_POST(own(act)), name="articles_article_take_step"),
    ]


VIEW = "articles.view_article"


def look(request: HttpRequest, article: Article) -> HttpResponse:
    """Tell where a story stands, and each step that this person may take now with what it asks."""
    return JsonResponse(_standing(article, request.user))


def act(request: HttpRequest, article: Article, name: str) -> HttpResponse:
    """Take a step with the fields that were sent in JSON, and tell where the story stands then."""
    if name not in steps.STEPS:
        return _refused(_("There is no such step."), 404)
    try:
        given = _sent(request)
        agreed = given.pop(AGREED, [])
        if not isinstance(agreed, list):
            raise ValidationError({AGREED: _("Give a list of the warnings' keys.")})
        step = steps.asked_for(name, article, request.user, given, [str(key) for key in agreed])
    except PermissionDenied as refusal:
        return _refused(str(refusal), 403)
    except steps.Asks as asks:
        found = {
            "stops": [_line(one) for one in asks.panel.errors],
            "asks": [_line(one) for one in asks.panel.warnings],
        }
        return _refused(" ".join(asks.error.messages), 409, **found)
    except ValidationError as refusal:
        fields = refusal.message_dict if hasattr(refusal, "error_dict") else {"__all__": refusal.messages}
        errors = refusal.error_dict.values() if hasattr(refusal, "error_dict") else [refusal.error_list]
        about_the_story = any(error.code in NOT_NOW for some in errors for error in some)
        told = " ".join(steps.sentences(refusal))
        return _refused(told, 409 if about_the_story else 400, fields=fields)
    stored = Article.objects.get(pk=article.pk)
    return JsonResponse({"done": str(step.done), **_standing(stored, request.user)})


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body or b"{}")
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("Send one JSON object.")) from error
    if not isinstance(sent, dict):
        raise ValidationError(_("Send one JSON object."))
    return sent


def _refused(error: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"error": error, **more}, status=status)


def _line(line: Line) -> dict[str, str]:
    return {"key": line.key, "code": line.code, "place": line.place, "language": line.language, "message": line.message}


def _standing(article: Article, person: Any) -> dict[str, Any]:
    times = {code: article.in_language("published_at", code) for code in LANGUAGE_CODES}
    return {
        "id": article.pk,
        "version": article.version,
        "status": article.status,
        "out": article.languages_out(),
        "published_at": {code: at for code, at in times.items() if at},
        "embargo_until": article.embargo_until,
        "steps": [
            {"name": verb.name, "label": str(verb.label), "fields": _fields(article, person, verb.name)}
            for verb in workflow.verbs_for(article, person)
        ],
    }


def _fields(article: Article, person: Any, name: str) -> list[dict[str, Any]]:
    form = steps.step_form(steps.STEPS[name], article, person, prefixed=False)
    return [_field(name, field) for name, field in form.fields.items()]


def _field(name: str, field: forms.Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "label": str(field.label), "required": field.required}
    choices = getattr(field, "choices", None)
    if choices is not None:
        told["choices"] = [{"value": str(value), "label": str(label)} for value, label in choices if value]
    return told
