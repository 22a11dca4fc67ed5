"""The steps of the workflow in the story form: which are shown, and what happens when one is pressed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, NoReturn

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.admin import pending_edits, typed, verbs
from articles.admin.display import moment_of
from articles.forms.steps import StepForm
from articles.models import Article
from articles.steps import STEPS, Step, step_form
from articles.steps import panel as prepublish

MAIN = ("publish", "submit", "restore")
IN_THE_BAR = (*MAIN, "approve")


class Shown(NamedTuple):
    """A step as the page shows it."""

    step: Step
    form: StepForm
    is_open: bool


def stop_early(request: HttpRequest, article: Article) -> None:
    """Undo a saving that is none: raise ``verbs.Refused`` for a check, ``pending_edits.Proposed`` for a proposal."""
    if "_check" in request.POST:
        _refuse(request, verbs.Refused(ValidationError(_("Checked.")), panel=prepublish.look(article)))
    pending_edits.stop_for_proposal(request, article)


def finish(request: HttpRequest, article: Article) -> None:
    """End the saving of a story: look at where it stands now, then do the step that was pressed.

    Raises ``verbs.Refused``, which undoes the saving; the page that follows knows why.
    """
    if not workflow.editable_languages(article, request.user):
        _refuse(request, verbs.Refused(ValidationError({"section": _("You may not write in this section.")})))
    try:
        if verb := request.POST.get("_verb"):
            verbs.carry_out(verb, article, request.user, request.POST)
    except verbs.Refused as refused:
        _refuse(request, refused)


def set_times(request: HttpRequest, article: Article, times: dict[str, datetime | None]) -> None:
    """Let the verbs write the times of publication that were typed in the form of a live story."""
    try:
        verbs.publish_in(article, request.user, times, request.POST)
    except verbs.Refused as refused:
        _refuse(request, refused)


def _refuse(request: HttpRequest, refused: verbs.Refused) -> NoReturn:
    request.refused = refused  # type: ignore[attr-defined]
    raise refused


def show(request: HttpRequest, context: dict[str, Any], article: Article, *, may_write: bool) -> None:
    """Add to the story form the steps that a person may take now, and what a check found."""
    refused: verbs.Refused | None = getattr(request, "refused", None)
    context["panel"] = refused and refused.panel
    context["panel_field"] = prepublish.TICKED
    if context["panel"] is not None:
        context["errors"] = None
    shown = [one for one in _shown(request, article, refused) if may_write or article.pk]
    names = [one.step.name for one in shown]
    context["proposes"] = pending_edits.proposes(article, request.user)
    context["waiting_edits"] = pending_edits.standing(article, request.user)
    may_write = may_write and not context["proposes"]
    context["may_write"] = may_write
    context["embargo"] = moment_of(article.embargo_until) if article.embargo_until and article.is_embargoed() else ""
    context["main_step"] = next((name for name in MAIN if name in names), "")
    context["bar_steps"] = [one for one in shown if one.step.name in IN_THE_BAR]
    context["publish_form"] = next((one.form for one in shown if one.step.name == "publish"), None)
    context["other_steps"] = [one for one in shown if not may_write or one.step.name not in IN_THE_BAR]
    context["may_check"] = may_write and bool({"submit", "approve", "publish"} & set(names) or article.languages_out())


def _shown(request: HttpRequest, article: Article, refused: verbs.Refused | None) -> Iterator[Shown]:
    pressed = request.POST.get("_verb")
    possible = {verb.name for verb in workflow.verbs_for(article, request.user)}
    for step in STEPS.values():
        if step.name not in possible or not step.button:
            continue
        if refused and refused.form is not None and pressed == step.name:
            wrong = next((name for name in refused.form.fields if name in refused.form.errors), None)
            if wrong is not None:
                refused.form.fields[wrong].widget.attrs["autofocus"] = True
            yield Shown(step, refused.form, wrong is not None)
        else:
            form = step_form(step, article, request.user, request.POST or _typed(request, step))
            form._errors = ErrorDict() if form.is_bound else form._errors  # type: ignore[attr-defined]
            yield Shown(step, form, form.is_bound and not request.POST)


def _typed(request: HttpRequest, step: Step) -> QueryDict | None:
    """What was typed for a step and comes back, if anything was."""
    data: QueryDict = getattr(request, "typed", None) or getattr(request, "typed_for_steps", None) or QueryDict()
    told = typed.for_steps(data)
    return None if told.keys().isdisjoint(f"{step.name}_{name}" for name in step.form.base_fields) else data
