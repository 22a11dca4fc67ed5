"""How a step of the desk is taken, and what is told when it is not possible."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.admin import prepublish
from articles.admin.steps import STEPS, Data, Step
from articles.forms import steps as asked
from articles.models import Article
from articles.models.named import in_languages


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


def step_form(step: Step, article: Article, by: Any, data: Any = None, *, prefixed: bool = True) -> asked.StepForm:
    """Return what a step asks of a person about a story."""
    verb = workflow.VERBS[step.name]
    languages = workflow.languages_for(article, verb, by) if verb.per_language else None
    options = {} if languages is None else {"languages": languages}
    return step.form(data, prefix=step.name if prefixed else None, article=article, **options)


def carry_out(name: str, article: Article, by: Any, data: Any) -> None:
    """Do a step to a story that was just saved, with what was typed beside its button; raise ``Refused``."""
    step = STEPS.get(name)
    if step is None:
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


class Asks(Exception):
    """Something is amiss with a story that is to go out, and nobody has agreed to it."""

    def __init__(self, panel: prepublish.Panel) -> None:
        """Keep what was found."""
        super().__init__()
        self.panel = panel
        stops = _("This stops the story from going out.")
        asks = _("Something is amiss. Mend it, or tick that it goes out all the same.")
        self.error = ValidationError(stops if panel.errors else asks)


def take(step: Step, article: Article, by: Any, data: Data, ticked: Collection[str] | None = ()) -> None:
    """Take a step, in the caller's transaction; ``ticked`` are the warnings that were agreed to (None: all).

    Raises ``Asks`` when the story is to go out with something amiss to which nobody agreed, and what the verb raises.
    """
    panel = prepublish.look(article, *step.outing(article, data)) if step.outing else prepublish.NOTHING
    if panel.errors:
        raise Asks(panel)
    step.act(article, by, data)
    if ticked is not None and not panel.is_answered(ticked):
        raise Asks(panel)


def tell(form: asked.StepForm, error: ValidationError) -> None:
    """Show an error of the workflow in a step's form, at the field that it names or over them all."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        own = _own_name(form, name)
        form.add_error(own, errors if own else sentences(ValidationError({name: errors})))


def sentences(error: ValidationError) -> list[str]:
    """Return an error of the workflow as sentences that name the story's fields."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        f"{place}: {message}" if (place := prepublish.place(name)) else message
        for name, errors in error.error_dict.items()
        for message in ValidationError(errors).messages
    ]


def publish_in(article: Article, by: Any, times: dict[str, datetime]) -> None:
    """Bring a public story out in more languages, or at other times; raise ``Refused`` where that is not possible."""
    try:
        for language, at in times.items():
            if article.in_language("published_at", language):
                workflow.reschedule(article, by, language, at)
            else:
                workflow.publish_language(article, by, language, at=at)
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
        own = _own_name(form, name)
        if own:
            form.add_error(own, errors)
        else:
            others[name] = errors
    return Refused(ValidationError(others) if others else _look_below(step), form)


def _own_name(form: asked.StepForm, name: str) -> str | None:
    own = "at" if name in in_languages("published_at") and "at" in form.fields else name
    return own if own in form.fields else None


DONE = {name: step.done for name, step in STEPS.items()}
