"""Break the workflow in one place after the other and see that a test turns red. Run by hand; it takes a while.

python tests/desk/mutations.py cells             # each cell of the graph and of the groups
python tests/desk/mutations.py conditions        # each condition of the verbs and rights
python tests/desk/mutations.py predicates        # each condition of what is public, embargoed, over, breaking, granted
A number after the kind tries so many of them by chance; 50:100 tries those from the fiftieth to the hundredth.
"""

import ast
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOW = ("rights", "carrying", "verbs", "embargo", "bin", "assigning", "proposals", "planning")
SOURCES = {
    "conditions": {f"articles/workflow/{name}.py": ["tests/desk"] for name in WORKFLOW},
    "predicates": {
        "articles/models/article.py": ["tests/models/test_published.py", "tests/models/test_article.py", "tests/desk"],
        "articles/models/grant.py": ["tests/desk/test_grants.py", "tests/desk"],
    },
}
OPPOSITE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
LOOKUPS = {"__lte": "__gt", "__gt": "__lte", "__lt": "__gte", "__gte": "__lt"}
# The drawing of the graph notices any change of it, and proves nothing about rights.
UNASKED = [
    "tests/desk/test_processes.py",
    "tests/desk/test_workflow.py::test_the_drawing_of_the_workflow_is_up_to_date",
]
OPTIONS = ["-xq", "-n", "0", "-p", "no:cacheprovider", "--no-migrations"]
OPTIONS += [word for one in UNASKED for word in ("--deselect", one)]

Mutant = tuple[str, Callable[[], bool]]
"""What was broken, and whether a test notices."""


def conditions(tree: Path, kind: str) -> Iterator[Mutant]:
    """Each comparison turned round, each "and" an "or", each "not" gone, each lookup of the database its opposite."""
    for path, tests in SOURCES[kind].items():
        source = (ROOT / path).read_text(encoding="utf-8")
        for line, before, after in _turned(source):
            yield (
                f"{path}:{line} {before}",
                lambda path=path, after=after, tests=tests: _by_file(tree, path, after, tests),
            )


def _turned(source: str) -> Iterator[tuple[int, str, str]]:
    inside = _in_functions(ast.parse(source))
    for place in inside:
        tree = ast.parse(source)
        node = list(ast.walk(tree))[place]
        before, line = ast.unparse(node), getattr(node, "lineno", 0)
        if isinstance(node, ast.Compare):
            node.ops[0] = OPPOSITE[type(node.ops[0])]()
        elif isinstance(node, ast.BoolOp | ast.BinOp | ast.AugAssign) and type(node.op) in OPPOSITE:
            node.op = OPPOSITE[type(node.op)]()
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            plain = f"bool({ast.unparse(node.operand)})"
            node.op = ast.UAdd()
            tree = ast.parse(ast.unparse(tree).replace(ast.unparse(node), plain))
        elif isinstance(node, ast.keyword) and node.arg and (end := _lookup(node.arg)):
            node.arg = node.arg.removesuffix(end) + LOOKUPS[end]
            line = node.value.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and (end := _lookup(node.value)):
            node.value = node.value.removesuffix(end) + LOOKUPS[end]
        else:
            continue
        yield line, before, ast.unparse(tree)


def _in_functions(tree: ast.Module) -> list[int]:
    """The places of the nodes that are code of a function: no annotations, nothing that the database keeps."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    code = {one for function in functions for statement in function.body for one in ast.walk(statement)}
    notes = {
        inner
        for node in ast.walk(tree)
        for note in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(note, ast.AST)
        for inner in ast.walk(note)
    }
    return [place for place, node in enumerate(ast.walk(tree)) if node in code and node not in notes]


def _lookup(text: str) -> str:
    return next((end for end in ("__lte", "__gte", "__lt", "__gt") if text.endswith(end)), "")


def _by_file(tree: Path, path: str, source: str, tests: list[str]) -> bool:
    whole = (tree / path).read_text(encoding="utf-8")
    (tree / path).write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *OPTIONS, *tests]
    try:
        return bool(subprocess.run(command, cwd=tree, capture_output=True, timeout=600).returncode)
    except subprocess.TimeoutExpired:
        return True
    finally:
        (tree / path).write_text(whole, encoding="utf-8")


def cells(tree: Path, _kind: str) -> Iterator[Mutant]:
    """Each cell of the graph and each promise of a group turned into its opposite, in a copy of this process.

    The tests that do the verb, or what the group may, are asked first, then all of the matrix.
    """
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    database = tree / "cells.sqlite3"
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(tree)}
    os.environ["DATABASE_URL"] = f"sqlite:///{tree / 'unused.sqlite3'}"
    import django
    import pytest

    django.setup()
    from articles.models.article import Status
    from articles.signals import GROUPS
    from articles.workflow import VERBS

    matrix = "tests/desk/test_workflow.py"
    obeys = f"{matrix}::test_each_verb_obeys_the_matrix"
    people = ("reporter", "translator", "editor", "chief", "stranger")
    whose = ("own", "anothers")
    pytest.main([*OPTIONS, "--collect-only", "-qq", matrix])
    _make_database(database)

    def notices(change: Callable[[Path], None], nearest: list[str]) -> Callable[[], bool]:
        return lambda: _in_a_copy(database, change, nearest) or _in_a_copy(database, change, [matrix])

    if _in_a_copy(database, lambda _database: None, [matrix]):
        raise SystemExit("the tests fail before anything is broken")
    for name, verb in VERBS.items():
        changes: list[tuple[str, object]] = [("from_statuses", verb.from_statuses ^ {status}) for status in Status]
        changes += [(flag, not getattr(verb, flag)) for flag in ("needs_note", "to_anybodys", "per_language", "in_bin")]
        changes += [("to_status", other) for other in (None, *Status) if other != verb.to_status]
        changes += [("permission", "articles.view_article")]
        nearest = [f"{obeys}[{name}-{role}-{one}]" for role in people for one in whose]
        nearest += [f"{matrix}::test_the_graph_says_what_the_matrix_says[{name}]"]
        for field, value in changes:

            def break_graph(_database: Path, name: str = name, field: str = field, value: object = value) -> None:
                VERBS[name] = replace(VERBS[name], **{field: value})

            yield f"{name}: {field}={value}", notices(break_graph, nearest)
    promised = {verb.permission.partition(".")[2] for verb in VERBS.values()}
    for group in GROUPS:
        nearest = [f"{matrix}::test_groups_have_the_permissions_that_their_names_promise[{group}]"]
        nearest += [f"{obeys}[{name}-{group}-{one}]" for name in VERBS for one in whose]
        for permission in sorted({*promised, "change_any_article", "change_article", "add_article", "add_grant"}):

            def break_group(database: Path, group: str = group, permission: str = permission) -> None:
                GROUPS[group] = GROUPS[group] ^ {permission}
                _turn_right(database, group, permission)

            yield f"{group}: {permission}", notices(break_group, nearest)


def _make_database(path: Path) -> None:
    """Make a database with all tables and groups, in a copy of this process, which stays without a connection."""
    child = os.fork()
    if child == 0:
        from django.core.management import call_command
        from django.db import connection

        connection.settings_dict["NAME"] = str(path)
        call_command("migrate", verbosity=0)
        connection.close()
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SystemExit("the database could not be made")


def _turn_right(database: Path, group: str, permission: str) -> None:
    """Give a group a permission that it has not, or take the one it has."""
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


def _in_a_copy(database: Path, change: Callable[[Path], None], tests: list[str]) -> bool:
    """Fork, break something, and return whether one of some tests fails with a copy of the database."""
    child = os.fork()
    if child:
        return bool(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    import pytest
    from django.db import connection

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    mine = database.with_name("broken.sqlite3")
    shutil.copyfile(database, mine)
    change(mine)
    connection.settings_dict["NAME"] = str(mine)
    connection.creation.create_test_db = lambda **_options: str(mine)
    os._exit(int(pytest.main([*OPTIONS, "--reuse-db", *tests])))


KINDS = {"cells": cells, "conditions": conditions, "predicates": conditions}


def main(kind: str, number: str = "") -> int:
    """Try the mutants and tell of those that no test noticed."""
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "newsroom"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "var", "__pycache__"))
        for path, tests in SOURCES.get(kind, {}).items():
            if _by_file(tree, path, (ROOT / path).read_text(encoding="utf-8"), tests):
                raise SystemExit("the tests fail before anything is broken")
        mutants = list(KINDS[kind](tree, kind))
        if ":" in number:
            first, last = number.split(":")
            mutants = mutants[int(first or 0) : int(last or len(mutants))]
        elif number:
            mutants = random.Random(1).sample(mutants, min(int(number), len(mutants)))  # noqa: S311
        print(f"{len(mutants)} mutants", flush=True)
        for told, is_noticed in mutants:
            if not is_noticed():
                survivors += 1
                print("nobody noticed:", told, flush=True)
    print(f"{len(mutants)} mutants, {survivors} unnoticed")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
