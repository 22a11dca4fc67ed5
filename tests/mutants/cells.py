"""Each cell of the tables of the workflow turned: the graph, the steps of the desk, the promises of the groups."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

COMPARING = (
    "tests/desk/test_workflow.py::test_the_graph_says_what_the_matrix_says",
    "tests/desk/test_workflow.py::test_the_matrix_names_every_verb",
    "tests/desk/test_workflow.py::test_groups_have_the_permissions_that_their_names_promise",
)
Cell = tuple[str, Callable[[Path], None], tuple[str, ...]]
"""What is turned, who turns it (in a process and its database), and words of the tests nearest to it, nearest first."""


def compares(test: str) -> bool:
    """Return whether a test does nothing but hold two tables side by side."""
    return test.startswith(COMPARING)


def cells() -> Iterator[Cell]:
    """Yield every cell."""
    yield from _graph()
    yield from _steps()
    yield from _groups()


def _graph() -> Iterator[Cell]:
    from articles.models.article import Status
    from articles.workflow import VERBS

    for name, verb in VERBS.items():
        turned: list[tuple[str, Any]] = [("from_statuses", verb.from_statuses ^ {status}) for status in Status]
        turned += [(flag, not getattr(verb, flag)) for flag in ("needs_note", "to_anybodys", "per_language", "in_bin")]
        turned += [("to_status", other) for other in (None, *Status) if other != verb.to_status]
        turned += [("permission", "articles.view_article")]
        for field, value in turned:
            shown = sorted(value) if isinstance(value, frozenset) else value
            yield f"{name}: {field}={shown}", _turn(VERBS, name, field, value), _near(name)


def _steps() -> Iterator[Cell]:
    from articles.forms.steps import StepForm
    from articles.steps import known

    for name, step in known.STEPS.items():
        turned: list[tuple[str, Any]] = [
            ("outing", None if step.outing else known._now),
            ("for_many", not step.for_many),
        ]
        turned += [("button", "" if step.button else "x"), ("act", _nothing)]
        turned += [("form", StepForm)] if step.form is not StepForm else []
        for field, value in turned:
            shown = getattr(value, "__name__", value)
            yield f"step {name}: {field}={shown}", _turn(known.STEPS, name, field, value), _near(name)


def _groups() -> Iterator[Cell]:
    from articles.signals.groups import GROUPS
    from articles.workflow import VERBS

    promised = {verb.permission.partition(".")[2] for verb in VERBS.values()}
    for group in GROUPS:
        for permission in sorted({*promised, "change_any_article", "change_article", "add_article", "add_grant"}):
            own = (f"[{name}-{group}-" for name, verb in VERBS.items() if verb.permission.endswith(f".{permission}"))
            yield f"{group}: {permission}", _promise(GROUPS, group, permission), (*own, f"-{group}-", f"[{group}]")


def _near(name: str) -> tuple[str, ...]:
    return f"[{name}-chief-own]", f"[{name}-editor-own]", f"[{name}-reporter-own]", f"[{name}-", f"[{name}]"


def _turn(table: dict[str, Any], name: str, field: str, value: Any) -> Callable[[Path], None]:
    def turn(_database: Path) -> None:
        table[name] = replace(table[name], **{field: value})

    return turn


def _nothing(*_given: Any) -> None:
    """Stand for a step that does not do what it says."""


def _promise(groups: dict[str, set[str]], group: str, permission: str) -> Callable[[Path], None]:
    """Give a group a permission that it has not, or take the one it has."""

    def turn(database: Path) -> None:
        groups[group] = groups[group] ^ {permission}
        of = (
            "SELECT auth_group.id, auth_permission.id FROM auth_group, auth_permission"
            " WHERE auth_group.name = ? AND auth_permission.codename = ?"
        )
        rows = sqlite3.connect(database)
        with rows:
            ids = rows.execute(of, (group, permission)).fetchone()
            gone = rows.execute("DELETE FROM auth_group_permissions WHERE group_id = ? AND permission_id = ?", ids)
            if not gone.rowcount:
                rows.execute("INSERT INTO auth_group_permissions (group_id, permission_id) VALUES (?, ?)", ids)
        rows.close()

    return turn
