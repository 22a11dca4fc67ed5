"""The verbs of the desk: the only code that writes a story's status.

Each verb is one transaction: it checks the person's permission and the story's state, changes it and records who did
what. ``VERBS`` is the transition graph.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, StatusChange
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES


@dataclass(frozen=True)
class Verb:
    """What may be done to a story: from which states, to which, and with what permission."""

    name: str
    label: str | Promise
    from_statuses: frozenset[Status]
    to_status: Status
    permission: str
    needs_note: bool = False


def _verb(
    name: str, label: Any, from_statuses: Iterable[Status], to: Status, permission: str, note: bool = False
) -> Verb:
    return Verb(name, label, frozenset(from_statuses), to, f"articles.{permission}_article", note)


UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW, Status.READY)
VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        _verb("submit", _("Send for review"), [Status.DRAFT], Status.IN_REVIEW, "submit"),
        _verb("send_back", _("Send back"), [Status.IN_REVIEW, Status.READY], Status.DRAFT, "approve", note=True),
        _verb("approve", _("Approve"), [Status.IN_REVIEW], Status.READY, "approve"),
        _verb("publish", _("Publish"), UNPUBLISHED, Status.PUBLISHED, "publish"),
        _verb("publish_language", _("Publish in another language"), [Status.PUBLISHED], Status.PUBLISHED, "publish"),
        _verb("unpublish", _("Take off the site"), [Status.PUBLISHED], Status.READY, "publish"),
        _verb("withdraw", _("Withdraw"), [Status.PUBLISHED], Status.WITHDRAWN, "withdraw", note=True),
        _verb("restore", _("Bring back"), [Status.WITHDRAWN], Status.READY, "withdraw"),
    )
}


def may_edit(article: Article, person: Any) -> bool:
    """Return whether a person may change a story's text now."""
    if not person.has_perm("articles.change_article"):
        return False
    if article.status in (Status.PUBLISHED, Status.WITHDRAWN) and not person.has_perm("articles.change_public_article"):
        return False
    if person.has_perm("articles.change_any_article"):
        return True
    return article.created_by_id == person.pk and article.status == Status.DRAFT


def may(article: Article, verb: Verb, person: Any) -> bool:
    """Return whether a person may do a verb to a story now."""
    if article.status not in verb.from_statuses or not person.has_perm(verb.permission):
        return False
    return article.created_by_id == person.pk or person.has_perm("articles.change_any_article")


def verbs_for(article: Article, person: Any) -> list[Verb]:
    """Return what a person may do to a story now, in the order of the graph."""
    return [verb for verb in VERBS.values() if may(article, verb, person)]


def submit(article: Article, by: Any, note: str = "") -> None:
    """Send a draft for review."""
    _carry_out(VERBS["submit"], article, by, note)


def send_back(article: Article, by: Any, note: str) -> None:
    """Return a story to its reporter with a note that says why."""
    _carry_out(VERBS["send_back"], article, by, note)


def approve(article: Article, by: Any, note: str = "") -> None:
    """Find a story ready to be published."""
    _carry_out(VERBS["approve"], article, by, note)


def publish(
    article: Article, by: Any, *, languages: Iterable[str] | None = None, at: datetime | None = None, note: str = ""
) -> None:
    """Publish a story in the given languages (all that are written), now or at a moment to come.

    A language that has its own time already keeps it. Raises ``ValidationError`` naming the field that stands in
    the way.
    """
    _carry_out(VERBS["publish"], article, by, note, languages=languages, at=at)


def publish_language(article: Article, by: Any, language: str, at: datetime | None = None, note: str = "") -> None:
    """Bring a published story out in one more language."""
    _carry_out(VERBS["publish_language"], article, by, note, languages=[language], at=at)


def unpublish(article: Article, by: Any, note: str = "") -> None:
    """Take a story off the site without telling readers why; its address answers 404."""
    _carry_out(VERBS["unpublish"], article, by, note)


def withdraw(article: Article, by: Any, note: str) -> None:
    """Withdraw a story; readers are told the reason and the address answers 410."""
    _carry_out(VERBS["withdraw"], article, by, note)


def restore(article: Article, by: Any, note: str = "") -> None:
    """Bring a withdrawn story back to the desk, ready to be published again."""
    _carry_out(VERBS["restore"], article, by, note)


@transaction.atomic
def _carry_out(
    verb: Verb,
    article: Article,
    by: Any,
    note: str,
    languages: Iterable[str] | None = None,
    at: datetime | None = None,
) -> None:
    stored = Article.objects.select_for_update().get(pk=article.pk)
    from_status = stored.status
    if from_status not in verb.from_statuses:
        raise ValidationError(
            _("“%(verb)s” is not possible: the story is now “%(status)s”."),
            code="wrong_status",
            params={"verb": verb.label, "status": stored.get_status_display()},
        )
    if not may(stored, verb, by):
        raise PermissionDenied(_("You may not do this to this story."))
    if verb.needs_note and not note.strip():
        raise ValidationError({"note": _("Say why, in a sentence.")}, code="note_missing")
    changes: dict[str, Any] = {"status": verb.to_status}
    if verb.to_status == Status.PUBLISHED:
        changes |= _publication_times(stored, languages, at or timezone.now())
    if verb.name == "withdraw":
        changes["withdrawal_reason"] = note
    if verb.name == "restore":
        changes["withdrawal_reason"] = ""
    for name, value in changes.items():
        setattr(stored, name, value)
        setattr(article, name, value)
    stored.save(update_fields=[*changes, "updated_at"])
    StatusChange.objects.create(
        article=stored, verb=verb.name, from_status=from_status, to_status=verb.to_status, by=by, note=note
    )


def _publication_times(article: Article, languages: Iterable[str] | None, at: datetime) -> dict[str, datetime]:
    """Return when the story comes out in each asked language that has no time yet."""
    written = article.languages_written()
    wanted = list(languages) if languages is not None else written
    errors: dict[str, Any] = {}
    if not wanted:
        errors["headline_ar"] = _("Write a headline and a body in at least one language.")
    timed = [code for code in LANGUAGE_CODES if article.in_language("published_at", code)]
    for code in dict.fromkeys([*wanted, *timed]):
        if code not in written:
            missing = "body" if article.in_language("headline", code) else "headline"
            errors[build_localized_fieldname(missing, code)] = _("This language cannot be published without it.")
    if article.section_id is None:
        errors["section"] = _("Choose a section before publishing.")
    if article.expires_at and article.expires_at <= at:
        errors["expires_at"] = _("The story would expire before it is out.")
    if errors:
        raise ValidationError(errors)
    columns = [build_localized_fieldname("published_at", code) for code in wanted]
    return {column: at for column in columns if getattr(article, column) is None}
