"""The workflow's verbs as buttons of the story form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.models import Article
from articles.related.duplicates import copies_of, describe

Data = dict[str, Any]

DONE = {
    "submit": _("Sent for review."),
    "send_back": _("Sent back to its writer."),
    "approve": _("Approved: the story is ready to be published."),
    "publish": _("Published."),
    "publish_language": _("Published in another language."),
    "unpublish": _("Taken off the site."),
    "withdraw": _("Withdrawn. Readers who follow its address are told why."),
    "restore": _("Brought back to the desk."),
}
NOTES = {"send_back": "note_send_back", "withdraw": "note_withdraw"}


class Refused(Exception):
    """A verb was not possible; everything saved with it is undone."""

    def __init__(self, error: ValidationError) -> None:
        """Keep the errors, which name fields of the form where they can."""
        super().__init__(str(error))
        self.error = error


def carry_out(name: str, article: Article, by: Any, data: Data) -> None:
    """Do a verb to a story that was just saved; raise ``Refused`` with errors that name the form's fields."""
    act = _ACTS.get(name)
    if act is None:
        raise Refused(ValidationError(_("There is no such step.")))
    try:
        act(article, by, data)
    except ValidationError as error:
        raise Refused(_for_the_form(name, error)) from error
    except PermissionDenied as error:
        raise Refused(ValidationError(str(error))) from error


def publish_in(article: Article, by: Any, times: dict[str, datetime]) -> None:
    """Bring a public story out in more languages, each at its time; raise ``Refused`` where that is not possible."""
    try:
        for language, at in times.items():
            workflow.publish_language(article, by, language, at=at)
    except ValidationError as error:
        raise Refused(error) from error
    except PermissionDenied as error:
        raise Refused(ValidationError(str(error))) from error


def _ask_about_copies(article: Article, languages: list[str], data: Data) -> None:
    """Ask once, with the story that stands there already; a tick is answer enough."""
    if data.get("confirm_copy"):
        return
    if copies := copies_of(article, languages):
        asked = _("Compare the two, then tick below to publish all the same.")
        raise ValidationError({"confirm_copy": [*(f"{describe(one)}." for one in copies), asked]})


def _publish(article: Article, by: Any, data: Data) -> None:
    _ask_about_copies(article, data["publish_languages"] or article.languages_written(), data)
    workflow.publish(article, by, languages=data["publish_languages"] or None)


def _publish_languages(article: Article, by: Any, data: Data) -> None:
    wanted = [code for code in data["publish_languages"] if not article.in_language("published_at", code)]
    if not wanted:
        raise ValidationError({"publish_languages": _("Tick a language in which the story is not out yet.")})
    _ask_about_copies(article, wanted, data)
    for code in wanted:
        workflow.publish_language(article, by, code)


_ACTS: dict[str, Callable[[Article, Any, Data], None]] = {
    "submit": lambda article, by, data: workflow.submit(article, by),
    "send_back": lambda article, by, data: workflow.send_back(article, by, data["note_send_back"]),
    "approve": lambda article, by, data: workflow.approve(article, by),
    "publish": _publish,
    "publish_language": _publish_languages,
    "unpublish": lambda article, by, data: workflow.unpublish(article, by),
    "withdraw": lambda article, by, data: workflow.withdraw(article, by, data["note_withdraw"]),
    "restore": lambda article, by, data: workflow.restore(article, by),
}


def _for_the_form(name: str, error: ValidationError) -> ValidationError:
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError(
        {NOTES.get(name, field) if field == "note" else field: errors for field, errors in error.error_dict.items()}
    )
