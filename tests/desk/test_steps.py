"""The steps that pages and programs ask for, by everybody and in every state."""

from copy import copy
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import steps
from tests.desk.matrix import CELLS, EVERYBODY, MATRIX, allows, answers, in_state, staged


@pytest.mark.parametrize("verb", MATRIX)
def test_a_step_that_is_asked_for_is_taken_for_those_whom_the_table_names(
    verb: str, request: Any, write_story: Any
) -> None:
    people = {role: request.getfixturevalue(role) for role in EVERYBODY}
    first, wrong = staged(verb, write_story, standfirst_ar="لماذا", standfirst_en="Why"), []
    sent = answers(verb, first)
    for role, own, state in CELLS:
        story, owner = copy(first), people[role] if own else None
        story.status, story.created_by = state, owner
        with in_state(first, state, owner):
            try:
                steps.asked_for(verb, story, people[role], sent)
                refused = None
            except (PermissionDenied, ValidationError) as refusal:
                refused = refusal
            allowed = allows(verb, role, state, own=own)
            done = list(story.status_changes.values_list("verb", "by")) == [(verb, people[role].pk)]
            if (done, refused is None) != (allowed, allowed):
                wrong.append((role, own, state, done, refused))
    assert wrong == []
