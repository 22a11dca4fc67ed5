"""Nothing typed is lost: unsaved texts, who else is at a story, and saving over a newer version.

The saving of a form runs in one transaction: ``claim`` before anything is written, ``settle`` after everything is. When
somebody saved a newer version meanwhile, ``settle`` raises ``Conflict``, the transaction is undone, and ``save_merged``
saves what comes of both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from articles import clock, workflow
from articles.models import Article, Autosave, Presence, Revision, snapshot
from articles.models.named import LANGUAGE_CODES
from articles.text import merge
from articles.workflow import Conflict

AWAY_AFTER = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(days=30)
MOST_CHARACTERS = 2_000_000
_SALT = "articles.drafts.mine"


@dataclass(frozen=True)
class Claim:
    """What a save found: the version its form began with, and what stood there if that was no longer the latest."""

    article: Article
    base_version: int
    theirs: snapshot.Snapshot | None
    version: int

    def settle(self, by: Any, comment: str = "") -> Revision:
        """Record the save as a revision; raise ``Conflict`` when it was made on an older version."""
        stored = Article.objects.get(pk=self.article.pk)
        if self.theirs is None:
            return Revision.objects.record(stored, by, comment)
        raise _conflict(stored.pk, self.base_version, snapshot.take(stored), self.theirs, self.version)


def open_story(article: Article) -> int:
    """Keep what a person is about to change as a revision; return the version with which their form begins."""
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        Revision.objects.record(stored, None)
        return stored.version


def claim(article: Article, base_version: int, *, is_stale: bool = False) -> Claim:
    """Begin a save that was made on a version of a story, in the caller's transaction, before anything is written.

    ``is_stale``: what is saved knows nothing of the story's rows, so that it is merged even into that version.
    """
    claimable = Article.objects.filter(pk=article.pk, version=base_version)
    claimed = not is_stale and claimable.update(version=F("version") + 1)
    stored = Article.objects.select_for_update().get(pk=article.pk)
    return Claim(article, base_version, None if claimed else snapshot.take(stored), stored.version)


@transaction.atomic
def save_merged(
    token: str, by: Any, *, seen_version: int, choices: Mapping[str, str], own: Mapping[str, str] | None = None
) -> Revision:
    """Save what comes of two people's changes, and return the revision.

    ``token`` is a conflict's, ``seen_version`` the version that was compared; ``choices`` says for each clashing field
    "mine", "theirs" or "own", and ``own`` gives the texts edited by hand. Raises ``Conflict`` again for what is left
    undecided or when the story has changed once more, ``signing.BadSignature`` for a token that is not ours, and
    ``PermissionDenied``.
    """
    sent = signing.loads(token, salt=_SALT)
    stored = Article.objects.select_for_update().get(pk=sent["article"])
    if not workflow.editable_languages(stored, by):
        raise PermissionDenied(_("You may not do this to this story."))
    theirs = snapshot.take(stored)
    conflict = _conflict(stored.pk, sent["base_version"], sent["mine"], theirs, stored.version)
    decided: dict[str, Any] = {}
    for name, clash in conflict.merge.clashes.items() if stored.version == seen_version else ():
        match choices.get(name):
            case "mine":
                decided[name] = clash.mine
            case "theirs":
                decided[name] = clash.theirs
            case "own" if name in snapshot.TEXTS and own and name in own:
                decided[name] = own[name]
    if set(decided) != set(conflict.merge.clashes):
        raise conflict
    record = conflict.merge.record | decided
    _check_reach(stored, by, merge.changes(theirs, record))
    snapshot.write(stored, record)
    discard(by, article=stored)
    return Revision.objects.record(stored, by)


def save_draft(
    person: Any,
    data: Mapping[str, Any],
    *,
    article: Article | None = None,
    draft_key: UUID | None = None,
    base_version: int | None = None,
) -> dict[str, Any]:
    """Keep what a person is typing (the form's fields by name); return ``{"draft_key", "at"}``.

    A story that is saved has one such text for each person; one that is not has a key, given with the first answer.
    Raises ``ValidationError`` when the text is beyond all measure.
    """
    if sum(len(str(name)) + len(str(value)) for name, value in data.items()) > MOST_CHARACTERS:
        raise ValidationError(_("This text is too long to be kept while it is typed. Save it now."), code="too_long")
    values = {"data": dict(data), "base_version": base_version}
    if article is not None:
        kept, _new = Autosave.objects.update_or_create(person=person, article=article, defaults=values)
    else:
        key = draft_key or uuid4()
        kept, _new = Autosave.objects.update_or_create(person=person, draft_key=key, defaults=values)
    return {"draft_key": str(kept.draft_key), "at": kept.at.isoformat()}


def load_draft(person: Any, *, article: Article | None = None, draft_key: UUID | None = None) -> dict[str, Any] | None:
    """Return what a person was typing, or None: ``{"draft_key", "at", "data", "base_version", "is_stale"}``.

    ``is_stale`` says that the story was saved since the person began with it.
    """
    kept = _autosaves(person, article, draft_key).first()
    if kept is None:
        return None
    stale = article is not None and kept.base_version is not None and kept.base_version < article.version
    return {
        "draft_key": str(kept.draft_key),
        "at": kept.at.isoformat(),
        "data": kept.data,
        "base_version": kept.base_version,
        "is_stale": stale,
    }


def unsaved(person: Any) -> list[dict[str, Any]]:
    """Return the texts that a person began and never saved, for the start page, each with no more than its headline."""
    typed = {f"typed_{code}": KT(f"data__headline_{code}") for code in LANGUAGE_CODES}
    kept = Autosave.objects.filter(person=person).select_related("article").defer("data").annotate(**typed)
    return [
        {
            "draft_key": str(one.draft_key),
            "at": one.at,
            "article": one.article,
            "headline": next((text for name in typed if (text := getattr(one, name))), ""),
        }
        for one in kept
    ]


def discard(person: Any, *, article: Article | None = None, draft_key: UUID | None = None) -> bool:
    """Forget what a person was typing, as after a save; return whether there was anything."""
    return bool(_autosaves(person, article, draft_key).delete()[0])


def forget_old_drafts(now: datetime | None = None) -> int:
    """Delete the texts that nobody came back to for thirty days; return how many there were."""
    return Autosave.objects.filter(at__lt=(now or clock.now()) - FORGOTTEN_AFTER).delete()[0]


def who_is_here(article: Article, person: Any, field: str = "", now: datetime | None = None) -> list[dict[str, Any]]:
    """Note that a person has a story open, in a field; return the others: ``{"id", "name", "field", "seen_at"}``."""
    moment = now or clock.now()
    Presence.objects.update_or_create(article=article, person=person, defaults={"field": field[:60], "seen_at": moment})
    others = Presence.objects.filter(article=article, seen_at__gte=moment - AWAY_AFTER).exclude(person=person)
    return [
        {"id": one.person_id, "name": str(one.person), "field": one.field, "seen_at": one.seen_at.isoformat()}
        for one in others.select_related("person")
    ]


def leave(article: Article, person: Any) -> None:
    """Note that a person has closed a story."""
    Presence.objects.filter(article=article, person=person).delete()


def _check_reach(article: Article, by: Any, changes: Mapping[str, Any]) -> None:
    if workflow.may_edit(article, by):
        return
    reach = (snapshot.columns_of(code) for code in workflow.editable_languages(article, by))
    if not frozenset().union(*reach).issuperset(changes):
        raise PermissionDenied(_("You may not do this to this story."))


def _may_write(article: Article, by: Any, fields: set[str]) -> bool:
    """Whether a person may change these fields: all of the story, or what it says in languages that are theirs."""
    if workflow.may_edit(article, by):
        return True
    languages = workflow.editable_languages(article, by)
    return bool(languages) and fields <= {column for code in languages for column in snapshot.columns_of(code)}


def _autosaves(person: Any, article: Article | None, draft_key: UUID | None) -> Any:
    if article is not None:
        return Autosave.objects.filter(person=person, article=article)
    kept = Autosave.objects.filter(person=person, article=None)
    return kept.filter(draft_key=draft_key) if draft_key is not None else kept.none()


def _conflict(pk: int, base_version: int, mine: Mapping[str, Any], theirs: snapshot.Snapshot, version: int) -> Conflict:
    revision = Revision.objects.filter(article=pk, version__lte=base_version).first()
    merged = merge.merge(revision.data if revision else {}, mine, theirs, bodies=snapshot.BODIES)
    sent = {"article": pk, "base_version": base_version, "mine": dict(mine)}
    return Conflict(merged, version, signing.dumps(sent, salt=_SALT, compress=True))
