"""How every verb is carried out: one transaction that looks, checks, changes and records."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Article, AuditEntry, Revision, StatusChange
from articles.workflow.graph import VERBS, Verb
from articles.workflow.rights import may

Change = Callable[[Article], dict[str, Any]]


@transaction.atomic
def carry_out(
    name: str,
    article: Article,
    by: Any,
    note: str = "",
    *,
    languages: Iterable[str] | None = None,
    change: Change | None = None,
    **details: Any,
) -> Article:
    """Do a verb to a story as it is now, and to the copy in hand; return the stored story.

    ``change`` looks at the stored story and returns the columns to write; what else it writes is in the transaction.
    Raises ``PermissionDenied``, or ``ValidationError`` that says what stands in the way.
    """
    verb = VERBS[name]
    stored = Article.objects.select_for_update().get(pk=article.pk)
    from_status = stored.status
    refuse_unless_may(stored, verb, by, languages if verb.per_language else None)
    if verb.needs_note and not note.strip():
        raise ValidationError({"note": _("Say why, in a sentence.")}, code="note_missing")
    changes: dict[str, Any] = {"status": verb.to_status or from_status}
    changes |= change(stored) if change else {}
    for column, value in changes.items():
        setattr(stored, column, value)
    stored.save(update_fields=[*changes, "updated_at"])
    for column in (*changes, "version"):
        setattr(article, column, getattr(stored, column))
    StatusChange.objects.create(
        article=stored, verb=name, from_status=from_status, to_status=stored.status, by=by, note=note
    )
    Revision.objects.record(stored, by, note, verb=name)
    AuditEntry.objects.record(name, by=by, article=stored, note=note, **details)
    return stored


def refuse_unless_may(article: Article, verb: Verb, by: Any, languages: Iterable[str] | None = None) -> None:
    """Raise ``ValidationError`` for a state in which a verb is not done, ``PermissionDenied`` for who may not do it."""
    if article.status not in verb.from_statuses or verb.in_bin != (article.deleted_at is not None):
        raise ValidationError(
            _("“%(verb)s” is not possible: the story is now “%(status)s”."),
            code="wrong_status",
            params={
                "verb": verb.label,
                "status": _("in the bin") if article.deleted_at else article.get_status_display(),
            },
        )
    if may(article, verb, by, languages):
        return
    if not verb.applies(article):
        raise ValidationError(_("“%(verb)s” is not possible now."), code="not_applicable", params={"verb": verb.label})
    raise PermissionDenied(_("You may not do this to this story."))
