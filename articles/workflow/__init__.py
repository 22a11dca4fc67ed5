"""The verbs of the desk: the only code that writes a story's status.

Each verb is one transaction: it checks the person's permission and the story's state, changes it and records who did
what. ``VERBS`` is the transition graph; ``docs/workflow.md`` is drawn from it.
"""

from articles.workflow.assigning import add_note, assign, read_notes
from articles.workflow.bin import empty_bin, move_to_bin, take_out
from articles.workflow.carrying import refuse_unless_may
from articles.workflow.conflict import Conflict
from articles.workflow.embargo import lift_embargo, set_embargo
from articles.workflow.graph import VERBS, Verb
from articles.workflow.live import amend_live, remove_live, tell_live
from articles.workflow.proposals import accept_edit, merged_with, propose_edit, reject_edit
from articles.workflow.rights import (
    editable_languages,
    has,
    holds,
    languages_for,
    may,
    may_edit,
    may_somewhere,
    sections_with,
    verbs_for,
)
from articles.workflow.verbs import (
    approve,
    correct,
    publish,
    publish_language,
    reschedule,
    restore,
    schedule,
    send_back,
    submit,
    translate,
    unpublish,
    unpublish_language,
    withdraw,
)

__all__ = [
    "VERBS",
    "Conflict",
    "Verb",
    "accept_edit",
    "add_note",
    "amend_live",
    "approve",
    "assign",
    "correct",
    "editable_languages",
    "empty_bin",
    "has",
    "holds",
    "languages_for",
    "lift_embargo",
    "may",
    "may_edit",
    "may_somewhere",
    "merged_with",
    "move_to_bin",
    "propose_edit",
    "publish",
    "publish_language",
    "read_notes",
    "refuse_unless_may",
    "reject_edit",
    "remove_live",
    "reschedule",
    "restore",
    "schedule",
    "sections_with",
    "send_back",
    "set_embargo",
    "submit",
    "take_out",
    "tell_live",
    "translate",
    "unpublish",
    "unpublish_language",
    "verbs_for",
    "withdraw",
]
