"""The transition graph: every verb, from which states to which, and with what permission."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES


@dataclass(frozen=True)
class Verb:
    """What may be done to a story: from which states, to which (None: it keeps its own), and with what permission.

    ``per_language``: done to one language, so a right in that language is enough. ``to_anybodys``: not only to one's
    own story. ``applies`` looks at what a state does not tell.
    """

    name: str
    label: str | Promise
    from_statuses: frozenset[Status]
    to_status: Status | None
    permission: str
    needs_note: bool = False
    per_language: bool = False
    to_anybodys: bool = False
    in_bin: bool = False
    applies: Callable[[Article], bool] = lambda article: True


def _has_waiting_edits(article: Article) -> bool:
    return article.pk is not None and article.pending_edits.waiting().exists()


def _has_language_to_come(article: Article) -> bool:
    now = clock.now()
    times = (article.in_language("published_at", code) for code in LANGUAGE_CODES)
    return any(at and max(at, article.embargo_until or at) > now for at in times)


def _has_times_in_languages(article: Article) -> bool:
    return sum(article.in_language("published_at", code) is not None for code in LANGUAGE_CODES) > 1


def _has_live_updates(article: Article) -> bool:
    return article.pk is not None and article.live_updates.exists()


UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW, Status.READY)
REVIEWED = (Status.IN_REVIEW, Status.READY)
UNWITHDRAWN = (*UNPUBLISHED, Status.PUBLISHED)
OUT = (Status.PUBLISHED,)


def _verb(
    name: str, label: Any, from_statuses: Iterable[Status], to: Status | None, permission: str, **more: Any
) -> Verb:
    return Verb(name, label, frozenset(from_statuses), to, f"articles.{permission}", **more)


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        _verb("submit", _("Send for review"), [Status.DRAFT], Status.IN_REVIEW, "submit_article"),
        _verb("send_back", _("Send back"), REVIEWED, Status.DRAFT, "approve_article", needs_note=True),
        _verb("approve", _("Approve"), [Status.IN_REVIEW], Status.READY, "approve_article"),
        _verb("schedule", _("Schedule"), UNPUBLISHED, Status.PUBLISHED, "publish_article"),
        _verb("publish", _("Publish"), UNPUBLISHED, Status.PUBLISHED, "publish_article"),
        _verb(
            "publish_language",
            _("Publish in another language"),
            OUT,
            None,
            "publish_article",
            per_language=True,
        ),
        _verb(
            "reschedule",
            _("Move to another time"),
            OUT,
            None,
            "publish_article",
            per_language=True,
            applies=_has_language_to_come,
        ),
        _verb("unpublish", _("Take off the site"), OUT, Status.READY, "publish_article"),
        _verb(
            "unpublish_language",
            _("Take one language off the site"),
            OUT,
            None,
            "publish_article",
            per_language=True,
            applies=_has_times_in_languages,
        ),
        _verb("withdraw", _("Withdraw"), OUT, Status.WITHDRAWN, "withdraw_article", needs_note=True),
        _verb("restore", _("Bring back"), [Status.WITHDRAWN], Status.READY, "withdraw_article"),
        _verb(
            "correct",
            _("Tell readers of a correction"),
            OUT,
            None,
            "correct_article",
            needs_note=True,
            per_language=True,
            applies=lambda article: bool(article.languages_out()),
        ),
        _verb(
            "tell_live",
            _("Tell what happens, live"),
            OUT,
            None,
            "tell_live_article",
            per_language=True,
            applies=lambda article: article.is_live() and bool(article.languages_out()),
        ),
        _verb(
            "amend_live",
            _("Change a live update"),
            OUT,
            None,
            "tell_live_article",
            per_language=True,
            applies=_has_live_updates,
        ),
        _verb(
            "remove_live",
            _("Take back a live update"),
            OUT,
            None,
            "tell_live_article",
            per_language=True,
            applies=_has_live_updates,
        ),
        _verb(
            "translate",
            _("Translate"),
            UNWITHDRAWN,
            None,
            "translate_article",
            per_language=True,
            to_anybodys=True,
            applies=lambda article: bool(article.languages_written()),
        ),
        _verb("assign", _("Assign"), UNWITHDRAWN, None, "assign_article"),
        _verb(
            "set_embargo",
            _("Put under embargo"),
            UNWITHDRAWN,
            None,
            "publish_article",
            applies=lambda article: not article.languages_out(),
        ),
        _verb(
            "lift_embargo",
            _("Lift the embargo"),
            UNWITHDRAWN,
            None,
            "override_embargo",
            needs_note=True,
            applies=lambda article: article.is_embargoed(),
        ),
        _verb("propose_edit", _("Propose a change"), OUT, None, "propose_article", to_anybodys=True),
        _verb(
            "accept_edit", _("Accept a proposed change"), OUT, None, "change_public_article", applies=_has_waiting_edits
        ),
        _verb(
            "reject_edit",
            _("Reject a proposed change"),
            list(Status),
            None,
            "change_public_article",
            needs_note=True,
            applies=_has_waiting_edits,
        ),
        _verb("move_to_bin", _("Move to the bin"), UNPUBLISHED, None, "delete_article"),
        _verb("take_out", _("Take out of the bin"), UNPUBLISHED, None, "delete_article", in_bin=True),
    )
}
