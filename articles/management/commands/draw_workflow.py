"""Draw docs/workflow.md from the transition graph."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from articles.models.article import Status
from articles.signals import GROUPS
from articles.workflow import VERBS, Verb

PATH = settings.BASE_DIR / "docs" / "workflow.md"
INTRODUCTION = """# The workflow

Drawn by `manage.py draw_workflow` from `articles/workflow/graph.py` and the groups of `articles/signals.py`; a test
fails when this page tells something else.
"""


class Command(BaseCommand):
    """Draw the workflow."""

    help = "Writes docs/workflow.md from the transition graph."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        PATH.write_text(drawn(), encoding="utf-8")


def drawn() -> str:
    """Return the page: a diagram of the states, and a table of the verbs and of who may do them."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *_diagram(), "", *_table(), ""])


def _diagram() -> list[str]:
    arrows: dict[tuple[str, str], list[str]] = {}
    for verb in VERBS.values():
        for status in sorted(verb.from_statuses, key=list(Status).index):
            if verb.to_status is not None:
                arrows.setdefault((status, verb.to_status), []).append(verb.name)
    lines = [f"    {start} --> {end}: {', '.join(names)}" for (start, end), names in arrows.items()]
    return ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.DRAFT}", *lines, "```"]


def _table() -> list[str]:
    rows = [
        "| verb | from | to | permission | of others | note | groups |",
        "|---|---|---|---|---|---|---|",
    ]
    return rows + [_row(verb) for verb in VERBS.values()]


def _row(verb: Verb) -> str:
    codename = verb.permission.partition(".")[2]
    states = ", ".join(status for status in Status if status in verb.from_statuses)
    cells = [
        f"{verb.label} (`{verb.name}`)",
        f"{states}, in the bin" if verb.in_bin else states,
        verb.to_status or "unchanged",
        f"`{codename}`" + (" in the language" if verb.per_language else ""),
        "yes" if verb.to_anybodys else "with `change_any_article`",
        "wanted" if verb.needs_note else "",
        ", ".join(name for name, codenames in GROUPS.items() if codename in codenames),
    ]
    return f"| {' | '.join(cells)} |"
