"""A step of the workflow on a page of its own, for a story that is read and not written."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import workflow
from articles.models import Article
from articles.steps import STEPS, Asks, step_form, take, tell
from articles.steps import panel as prepublish


def page(request: HttpRequest, pk: int, name: str, context: dict[str, Any]) -> HttpResponse:
    """Ask what a step wants to know, and do it."""
    if not workflow.holds(request.user, "articles.view_article"):
        raise PermissionDenied
    step = STEPS.get(name)
    if step is None or not step.button:
        raise Http404
    article = get_object_or_404(Article, pk=pk)
    if not workflow.may_somewhere(article, workflow.VERBS[name], request.user):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = step_form(step, article, request.user, sent, prefixed=False)
    panel = None
    if sent is not None and form.is_valid():
        try:
            with transaction.atomic():
                take(step, article, request.user, form.cleaned_data, prepublish.ticked(sent))
        except Asks as asks:
            panel = asks.panel
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, str(step.done))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    context |= {
        "title": step.label,
        "step": step,
        "form": form,
        "article": article,
        "panel": panel,
        "panel_field": prepublish.TICKED,
        "panel_at": reverse("admin:articles_article_change", args=[pk]),
    }
    return TemplateResponse(request, "admin/articles/article/step.html", context)
