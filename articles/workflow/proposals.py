"""Changes to a story that is out: proposed, then merged into what readers see, or refused."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article, PendingEdit, Revision, snapshot
from articles.text import merge
from articles.workflow.carrying import carry_out
from articles.workflow.conflict import Conflict


def propose_edit(article: Article, by: Any, base: Revision, mine: Mapping[str, Any], note: str = "") -> PendingEdit:
    """Keep a changed story (a snapshot, whole or in part) for an editor to accept; what readers see stays.

    Raises ``ValidationError`` when nothing of what the story says was changed.
    """
    content = {name: value for name, value in mine.items() if name in snapshot.CONTENT}
    changed = merge.changes(base.data, content)
    made: list[PendingEdit] = []

    def change(stored: Article) -> dict[str, Any]:
        if not changed:
            raise ValidationError(_("Nothing was changed."), code="unchanged")
        if base.article_id != stored.pk:
            raise ValidationError(_("This change belongs to another story."), code="other_story")
        made.append(PendingEdit.objects.create(article=stored, by=by, note=note, base=base, data=changed))
        return {}

    carry_out("propose_edit", article, by, note, change=change, fields=sorted(changed))
    return made[0]


def merged_with(edit: PendingEdit, article: Article) -> merge.Merge:
    """Return what a story would be with an edit accepted, and where the edit clashes with what it has become."""
    return merge.merge(edit.base.data, edit.data, snapshot.take(article), bodies=snapshot.BODIES)


def accept_edit(edit: PendingEdit, by: Any, decided: Mapping[str, Any] | None = None, note: str = "") -> None:
    """Merge an edit into the story that is out; `decided` gives the value of each field that clashes.

    Raises ``Conflict`` for clashes that nobody decided, and writes nothing then.
    """
    choice = dict(decided or {})

    def change(stored: Article) -> dict[str, Any]:
        _decide(edit, by, PendingEdit.Outcome.ACCEPTED)
        merged = merged_with(edit, stored)
        open_clashes = {name: clash for name, clash in merged.clashes.items() if name not in choice}
        if open_clashes:
            raise Conflict(merge.Merge(merged.record, open_clashes), stored.version)
        record = merged.record | {name: choice[name] for name in merged.clashes}
        snapshot.write(stored, {name: value for name, value in record.items() if name in snapshot.CONTENT})
        return {}

    carry_out("accept_edit", edit.article, by, note, change=change, edit=edit.pk, proposed_by=edit.by_id)
    edit.article.refresh_from_db()
    edit.refresh_from_db()


def reject_edit(edit: PendingEdit, by: Any, note: str) -> None:
    """Refuse an edit, with a reason for whoever proposed it."""

    def change(stored: Article) -> dict[str, Any]:
        _decide(edit, by, PendingEdit.Outcome.REJECTED)
        return {}

    carry_out("reject_edit", edit.article, by, note, change=change, edit=edit.pk, proposed_by=edit.by_id)
    edit.refresh_from_db()


def _decide(edit: PendingEdit, by: Any, outcome: str) -> None:
    waiting = PendingEdit.objects.waiting().filter(pk=edit.pk)
    if not waiting.update(outcome=outcome, decided_by=by, decided_at=clock.now()):
        raise ValidationError(_("Somebody has decided on this change already."), code="decided")
