"""How a step of the desk is taken, by whichever road it comes, and what is told when it is not possible."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.forms import steps as asked
from articles.models import Article
from articles.models.named import in_languages
from articles.steps import panel as panels
from articles.steps.known import STEPS, Data, Step


class Asks(Exception):
    """Something is amiss with a story that is to go out, and nobody has agreed to it."""

    def __init__(self, panel: panels.Panel) -> None:
        """Keep what was found."""
        super().__init__()
        self.panel = panel
        stops = _("This stops the story from going out.")
        asks = _("Something is amiss. Mend it, or tick that it goes out all the same.")
        self.error = ValidationError(stops if panel.errors else asks)


def step_form(step: Step, article: Article, by: Any, data: Any = None, *, prefixed: bool = True) -> asked.StepForm:
    """Return what a step asks of a person about a story."""
    verb = workflow.VERBS[step.name]
    languages = workflow.languages_for(article, verb, by) if verb.per_language else None
    options = {} if languages is None else {"languages": languages}
    return step.form(data, prefix=step.name if prefixed else None, article=article, **options)


def take(step: Step, article: Article, by: Any, data: Data, ticked: Collection[str] | None = ()) -> None:
    """Take a step, in the caller's transaction; ``ticked`` are the warnings that were agreed to (None: all).

    Raises ``Asks`` when the story is to go out with something amiss to which nobody agreed, and what the verb raises.
    """
    panel = panels.look_ahead(article, step.outing(article, data)) if step.outing else panels.NOTHING
    if panel.errors:
        raise Asks(panel)
    step.act(article, by, data)
    if ticked is not None and not panel.is_answered(ticked):
        raise Asks(panel)


def asked_for(
    name: str, article: Article, by: Any, given: Mapping[str, Any], agreed: Collection[str] | None = ()
) -> Step:
    """Take the step that a program asks for, whole or not at all, and return it; ``given`` answers what it asks.

    Raises ``PermissionDenied``, ``Asks``, and ``ValidationError`` that names the fields which stand in the way.
    """
    step = STEPS[name]
    verb = workflow.VERBS[name]
    if not workflow.may_somewhere(article, verb, by):
        workflow.refuse_unless_may(article, verb, by)
    if unknown := sorted(given.keys() - step.form.base_fields.keys()):
        raise ValidationError(
            dict.fromkeys(unknown, _("“%(step)s” does not ask for this.") % {"step": step.label}), code="unknown_field"
        )
    form = step_form(step, article, by, _as_sent(given), prefixed=False)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())  # type: ignore[arg-type]
    with transaction.atomic():
        take(step, article, by, form.cleaned_data, agreed)
    return step


def _as_sent(given: Mapping[str, Any]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, value in given.items():
        if isinstance(value, list):
            sent.setlist(name, [str(one) for one in value])
        elif value is not None:
            sent[name] = json.dumps(value) if isinstance(value, dict) else str(value)
    return sent


def tell(form: asked.StepForm, error: ValidationError) -> None:
    """Show an error of the workflow in a step's form, at the field that it names or over them all."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        own = own_name(form, name)
        form.add_error(own, errors if own else sentences(ValidationError({name: errors})))


def sentences(error: ValidationError) -> list[str]:
    """Return an error of the workflow as sentences that name the story's fields."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        f"{place}: {message}" if (place := panels.place(name)) else message
        for name, errors in error.error_dict.items()
        for message in ValidationError(errors).messages
    ]


def own_name(form: asked.StepForm, name: str) -> str | None:
    """Return the field of a step's form to which an error about a field of the story belongs."""
    own = "at" if name in in_languages("published_at") and "at" in form.fields else name
    return own if own in form.fields else None
