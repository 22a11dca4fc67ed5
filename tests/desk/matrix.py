"""Who may do what to a story in which state: the one table, and stories on which each cell of it is tried.

It is tried whole by calling the verbs (test_workflow.py) and the steps that pages and programs ask for
(test_steps.py), and in two states, one from which a verb starts and one from which most do not, at the desk and by its
API (tests/admin/test_desk_permissions.py) and by the command (test_story_command.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles import workflow
from articles.models import Article, LiveUpdate, PendingEdit, Revision
from articles.models.article import Status

EVERYBODY = ["reporter", "translator", "editor", "chief", "stranger"]
CHIEF = {"chief"}
DESK = {"editor", *CHIEF}
STAFF = {"reporter", "translator", *DESK}
UNPUBLISHED = {Status.DRAFT, Status.IN_REVIEW, Status.READY}
OUT = {Status.PUBLISHED}
UNWITHDRAWN = UNPUBLISHED | OUT
ANY = set(Status)
HOUR = timedelta(hours=1)
CELLS = list(product(EVERYBODY, (True, False), Status))
"""Who, with a story of their own or not, in which state."""
LATER = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")

# verb: (the statuses it starts from, where it leads, its permission, who may do it to their own story, to another's)
MATRIX: dict[str, tuple[set[Any], Any, str, set[str], set[str]]] = {
    "submit": ({Status.DRAFT}, Status.IN_REVIEW, "submit_article", {"reporter"} | DESK, DESK),
    "send_back": ({Status.IN_REVIEW, Status.READY}, Status.DRAFT, "approve_article", DESK, DESK),
    "approve": ({Status.IN_REVIEW}, Status.READY, "approve_article", DESK, DESK),
    "schedule": (UNPUBLISHED, Status.PUBLISHED, "publish_article", DESK, DESK),
    "publish": (UNPUBLISHED, Status.PUBLISHED, "publish_article", DESK, DESK),
    "publish_language": (OUT, None, "publish_article", DESK, DESK),
    "reschedule": (OUT, None, "publish_article", DESK, DESK),
    "unpublish": (OUT, Status.READY, "publish_article", DESK, DESK),
    "unpublish_language": (OUT, None, "publish_article", DESK, DESK),
    "withdraw": (OUT, Status.WITHDRAWN, "withdraw_article", DESK, DESK),
    "restore": ({Status.WITHDRAWN}, Status.READY, "withdraw_article", DESK, DESK),
    "correct": (OUT, None, "correct_article", DESK, DESK),
    "tell_live": (OUT, None, "tell_live_article", DESK, DESK),
    "amend_live": (OUT, None, "tell_live_article", DESK, DESK),
    "remove_live": (OUT, None, "tell_live_article", DESK, DESK),
    "translate": (UNWITHDRAWN, None, "translate_article", {"translator"} | DESK, {"translator"} | DESK),
    "assign": (UNWITHDRAWN, None, "assign_article", DESK, DESK),
    "set_embargo": (UNWITHDRAWN, None, "publish_article", DESK, DESK),
    "lift_embargo": (UNWITHDRAWN, None, "override_embargo", CHIEF, CHIEF),
    "propose_edit": (OUT, None, "propose_article", STAFF, STAFF),
    "accept_edit": (OUT, None, "change_public_article", DESK, DESK),
    "reject_edit": (ANY, None, "change_public_article", DESK, DESK),
    "move_to_bin": (UNPUBLISHED, None, "delete_article", CHIEF, CHIEF),
    "take_out": (UNPUBLISHED, None, "delete_article", CHIEF, CHIEF),
}
NOTED = {"send_back", "withdraw", "correct", "lift_embargo", "reject_edit"}
OF_ANYBODYS = {"translate", "propose_edit"}
# Done to one language of a story, so that a right in that language is enough.
PER_LANGUAGE = {
    *("publish_language", "reschedule", "unpublish_language", "correct", "translate"),
    *("tell_live", "amend_live", "remove_live"),
}
# What is no button of the form: saving proposes, the page of waiting changes decides, the bin is a place of its own,
# and so is the list of live updates.
ELSEWHERE = {
    *("propose_edit", "accept_edit", "reject_edit", "move_to_bin", "take_out"),
    *("amend_live", "remove_live"),
}
# What each verb asks, as a form or a program answers it.
ANSWERS: dict[str, dict[str, Any]] = {
    "send_back": {"note": "ينقص المصدر"},
    "schedule": {"at": LATER},
    "publish_language": {"languages": ["en"]},
    "reschedule": {"at": LATER},
    "unpublish_language": {"language": "en"},
    "withdraw": {"note": "خبر غير صحيح"},
    "correct": {"language": "ar", "text": "صُحّح الاسم"},
    "tell_live": {"language": "ar", "headline": "وصل الوفد"},
    "amend_live": {"headline": "وصل الوفدان"},
    "translate": {"language": "en"},
    "assign": {"assignee": ""},
    "set_embargo": {"embargo_until": LATER},
    "lift_embargo": {"note": "نشرته الوكالات"},
    "propose_edit": {"changes": {"headline_ar": "عنوان آخر"}},
    "reject_edit": {"note": "ليس دقيقا"},
}


def allows(verb: str, role: str, status: Any, *, own: bool) -> bool:
    """What the table says of a cell."""
    statuses, _to, _permission, own_roles, other_roles = MATRIX[verb]
    return status in statuses and role in (own_roles if own else other_roles)


def staged(verb: str, write_story: Any, **fields: Any) -> Article:
    """A story in which nothing but its status and the person stands in the way of a verb."""
    now = timezone.now()
    fields |= {"headline_en": "English", "body_en": "<p>text</p>", "published_at_ar": now - HOUR}
    if verb in ("reschedule", "set_embargo"):
        fields["published_at_ar"] = now + HOUR
    if verb == "unpublish_language":
        fields["published_at_en"] = now - HOUR
    if verb == "lift_embargo":
        fields["embargo_until"] = now + HOUR
    if verb == "take_out":
        fields["deleted_at"] = now
    if verb.endswith("_live"):
        fields["kind"] = "live"
    story: Article = write_story(**fields)
    if verb in ("amend_live", "remove_live"):
        LiveUpdate.objects.create(article=story, language="ar", headline="وصل الوفد")
    if verb in ("accept_edit", "reject_edit"):
        base = Revision.objects.record(story, None)
        PendingEdit.objects.create(article=story, base=base, data={"headline_ar": "عنوان أدق"})
    return story


@contextmanager
def in_state(story: Article, status: Any, owner: Any) -> Iterator[None]:
    """Put the stored story in a state and give it to a person (None: to nobody), and take back what is written."""
    with transaction.atomic():
        Article.objects.filter(pk=story.pk).update(status=status, created_by=owner)
        yield
        transaction.set_rollback(True)


@contextmanager
def trying(story: Article, status: Any, owner: Any) -> Iterator[Article]:
    """Give the story as it is stored in that state."""
    with in_state(story, status, owner):
        yield Article.objects.get(pk=story.pk)


def row_of(story: Article) -> tuple[Any, ...]:
    """Every column of the stored story, as the database gives them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Article._meta.db_table} WHERE id = %s", [story.pk])  # noqa: S608
        return cursor.fetchone()


def answers(verb: str, story: Article) -> dict[str, Any]:
    """What a verb asks, answered for a story."""
    edit = story.pending_edits.first() if verb in ("accept_edit", "reject_edit") else None
    told = story.live_updates.first() if verb in ("amend_live", "remove_live") else None
    chosen = {"edit": edit.pk} if edit else {"update": told.pk} if told else {}
    return ANSWERS.get(verb, {}) | chosen


def do(verb: str, story: Article, person: Any, note: str = "لأن المصدر تراجع") -> None:
    """Do a verb by its function."""
    later = timezone.now() + 3 * HOUR
    match verb:
        case "send_back" | "withdraw" | "lift_embargo":
            getattr(workflow, verb)(story, person, note)
        case "correct":
            workflow.correct(story, person, "ar", note)
        case "tell_live":
            workflow.tell_live(story, person, "ar", note)
        case "amend_live":
            workflow.amend_live(story.live_updates.get(), person, note)
        case "remove_live":
            workflow.remove_live(story.live_updates.get(), person)
        case "publish_language" | "unpublish_language" | "translate":
            getattr(workflow, verb)(story, person, "en")
        case "schedule" | "set_embargo":
            getattr(workflow, verb)(story, person, later)
        case "reschedule":
            workflow.reschedule(story, person, "ar", later)
        case "assign":
            workflow.assign(story, person, None, later)
        case "propose_edit":
            workflow.propose_edit(story, person, Revision.objects.record(story, None), {"headline_ar": "عنوان آخر"})
        case "accept_edit":
            workflow.accept_edit(story.pending_edits.get(), person)
        case "reject_edit":
            workflow.reject_edit(story.pending_edits.get(), person, note)
        case _:
            getattr(workflow, verb)(story, person)
