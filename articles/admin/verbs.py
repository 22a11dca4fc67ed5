"""How a step is taken with the saving of the story form, and what is told when it is not possible."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.forms import steps as asked
from articles.models import Article
from articles.steps import STEPS, Asks, Step, own_name, step_form, take
from articles.steps import panel as prepublish


class Refused(Exception):
    """A step was not possible; everything saved with it is undone.

    ``error`` names fields of the story form, ``form`` is the step's own with its errors, ``panel`` what a check found.
    """

    def __init__(
        self, error: ValidationError, form: asked.StepForm | None = None, panel: prepublish.Panel | None = None
    ) -> None:
        """Keep what is to be shown."""
        super().__init__(str(error))
        self.error = error
        self.form = form
        self.panel = panel


def carry_out(name: str, article: Article, by: Any, data: Any) -> None:
    """Do a step to a story that was just saved, with what was typed beside its button; raise ``Refused``."""
    step = STEPS.get(name)
    if step is None or not step.button:
        raise Refused(ValidationError(_("There is no such step.")))
    form = step_form(step, article, by, data)
    if not form.is_valid():
        raise Refused(_look_below(step), form)
    try:
        take(step, article, by, form.cleaned_data, prepublish.ticked(data))
    except Asks as asks:
        raise Refused(asks.error, form, asks.panel) from asks
    except ValidationError as error:
        raise _sorted_out(step, form, error) from error
    except PermissionDenied as error:
        raise Refused(ValidationError(str(error)), form) from error


def publish_in(article: Article, by: Any, times: dict[str, datetime | None], data: Any) -> None:
    """Bring a public story out in more languages, at other times, or (None) not any more; raise ``Refused``."""
    outings = [prepublish.outing_to(article, code, at) for code, at in times.items() if at]
    panel = prepublish.look_ahead(article, outings)
    if not panel.is_answered(prepublish.ticked(data)):
        raise Refused(Asks(panel).error, panel=panel)
    try:
        for language, at in times.items():
            if at is None:
                workflow.unpublish_language(article, by, language)
            elif article.in_language("published_at", language) is None:
                workflow.publish_language(article, by, language, at=at)
            else:
                workflow.reschedule(article, by, language, at)
    except ValidationError as error:
        raise Refused(error) from error
    except PermissionDenied as error:
        raise Refused(ValidationError(str(error))) from error


def _look_below(step: Step) -> ValidationError:
    return ValidationError(_("Nothing was saved. See what “%(step)s” lacks, below."), params={"step": step.label})


def _sorted_out(step: Step, form: asked.StepForm, error: ValidationError) -> Refused:
    """Give each error to the field that it names: one of the step's, or one of the story's."""
    if not hasattr(error, "error_dict"):
        return Refused(error, form)
    others: dict[str, Any] = {}
    for name, errors in error.error_dict.items():
        own = own_name(form, name)
        if own:
            form.add_error(own, errors)
        else:
            others[name] = errors
    return Refused(ValidationError(others) if others else _look_below(step), form)


DONE = {name: step.done for name, step in STEPS.items()}
