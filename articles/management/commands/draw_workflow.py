"""Draw docs/workflow.md from the transition graph."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from articles.models.article import Status
from articles.signals.groups import GROUPS
from articles.steps import STEPS
from articles.workflow import VERBS, Verb

PATH = settings.BASE_DIR / "docs" / "workflow.md"
INTRODUCTION = """# The workflow

Drawn by `manage.py draw_workflow` from `articles/workflow/graph.py` and the groups of `articles/signals/groups.py`;
a test fails when this page tells something else.
"""

PROGRAMS = """
## For programs

The same verbs, rights and last look as at the desk, in three more places; what each verb asks stands in the table, a
star where it must be answered. Moments are on the newsroom's clock, or carry an offset (`2026-12-01T09:00+02:00`).

- **Many stories at once**: the actions of the list of stories.
- **The command** `manage.py story publish 12 13 --as adel --language ar` takes a step as a person of the desk.
  `--note`, `--at`, `--language` and `--field NAME=VALUE` answer what the step asks; `--despite-warnings` lets stories
  out that the check warns of. Each story is judged by itself; the command ends with 1 when one was refused, and says
  why.
- **The API** of the desk, in JSON, with the session and the `X-CSRFToken` of whoever is signed in, and errors in that
  person's language. `GET /admin/articles/article/12/steps/` tells where the story stands, and each step that this
  person may take now with what it asks. `POST /admin/articles/article/12/steps/publish/` takes it, with what it asks
  in a JSON object, whole or not at all. It answers 200 with where the story stands then; 400 with `fields`, the
  errors by field; 401, 403 or 404 to those who may not; 409 when the story stands elsewhere by now, or when the check
  before publishing finds something: what is in `stops` has to be mended, what is in `asks` goes out when the request
  comes again with the findings' keys in `agreed`.
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
        return "\n".join([INTRODUCTION, *_diagram(), "", *_table(), PROGRAMS])


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
        "| verb | from | to | permission | of others | note | groups | asks |",
        "|---|---|---|---|---|---|---|---|",
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
        ", ".join(f"`{name}`" + "*" * field.required for name, field in STEPS[verb.name].form.base_fields.items()),
    ]
    return f"| {' | '.join(cells)} |"
