"""The workflow's verbs as steps of the desk: form, page, bulk actions, API and command all take them here.

``STEPS`` names each with what it asks and says; ``take`` looks at the story first when it is to go out.
"""

from articles.steps.known import STEPS, TYPED, Act, Data, Step
from articles.steps.taking import Asks, asked_for, own_name, sentences, step_form, take, tell

__all__ = [
    "STEPS",
    "TYPED",
    "Act",
    "Asks",
    "Data",
    "Step",
    "asked_for",
    "own_name",
    "sentences",
    "step_form",
    "take",
    "tell",
]
