"""Break the workflow in one place after the other and see that a test turns red. Run by hand; it takes a while.

python tests/desk/mutations.py conditions        # every condition of the verbs and rights
python tests/desk/mutations.py cells [number]    # cells of the graph and of the groups: all, or so many by chance
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ("rights", "carrying", "verbs", "embargo", "bin", "assigning", "proposals", "planning")
STATUSES = ("DRAFT", "IN_REVIEW", "READY", "PUBLISHED", "WITHDRAWN")
OPPOSITE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip

Mutant = tuple[str, str, str]

# What has to notice. The drawing of the graph notices any change of it, and proves nothing about rights.
MATRIX = "tests/desk/test_workflow.py"
PLAIN = ("test_the_graph_says_what_the_matrix_says", "test_groups_have_the_permissions_that_their_names_promise")
TESTS = {"conditions": ["tests/desk"], "cells": [*(f"{MATRIX}::{name}" for name in PLAIN), MATRIX]}
UNASKED = [
    "tests/desk/test_processes.py",
    "tests/desk/test_workflow.py::test_the_drawing_of_the_workflow_is_up_to_date",
]


def conditions() -> Iterator[Mutant]:
    """Each comparison turned round, each "and" an "or", each "not" gone."""
    for name in SOURCES:
        path = f"articles/workflow/{name}.py"
        source = (ROOT / path).read_text(encoding="utf-8")
        for place, node in enumerate(ast.walk(ast.parse(source))):
            if not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
                continue
            tree = ast.parse(source)
            found = next(one for number, one in enumerate(ast.walk(tree)) if number == place)
            before = ast.unparse(found)
            if isinstance(found, ast.Compare):
                found.ops[0] = OPPOSITE[type(found.ops[0])]()
            elif isinstance(found, ast.BoolOp):
                found.op = OPPOSITE[type(found.op)]()
            elif isinstance(found, ast.UnaryOp) and isinstance(found.op, ast.Not):
                found.op = ast.UAdd()
                tree = ast.parse(ast.unparse(tree).replace(ast.unparse(found), f"bool({ast.unparse(found.operand)})"))
            else:
                continue
            yield path, ast.unparse(tree), f"{path}:{node.lineno} {before}"


def cells() -> Iterator[Mutant]:
    """Each cell of the graph and each promise of a group turned into its opposite."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from articles.signals import GROUPS
    from articles.workflow import VERBS

    graph = (ROOT / "articles/workflow/graph.py").read_text(encoding="utf-8") + "\nfrom dataclasses import replace\n"
    for name, verb in VERBS.items():
        changes = [f"from_statuses=old.from_statuses ^ {{Status.{status}}}" for status in STATUSES]
        changes += [f"{flag}=not old.{flag}" for flag in ("needs_note", "to_anybodys", "in_bin")]
        other = "READY" if verb.to_status != "ready" else "DRAFT"
        changes += [f"to_status=Status.{other}", 'permission="articles.view_article"']
        for change in changes:
            line = f'old = VERBS["{name}"]\nVERBS["{name}"] = replace(old, {change})\n'
            yield "articles/workflow/graph.py", graph + line, f"{name}: {change}"
    signals = (ROOT / "articles/signals.py").read_text(encoding="utf-8")
    promised = {verb.permission.partition(".")[2] for verb in VERBS.values()}
    for group in GROUPS:
        for permission in sorted({*promised, "change_any_article", "change_article", "add_article", "add_grant"}):
            line = f'\nGROUPS["{group}"] = GROUPS["{group}"] ^ {{"{permission}"}}\n'
            yield "articles/signals.py", signals + line, f"{group}: {permission}"


def is_noticed(tree: Path, mutant: Mutant, tests: list[str]) -> bool:
    """Return whether a test fails with the mutant in place."""
    path, source, _told = mutant
    whole = (tree / path).read_text(encoding="utf-8")
    (tree / path).write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-xq", "-p", "no:cacheprovider", "--no-migrations", *tests]
    command += [word for one in UNASKED for word in ("--deselect", one)]
    try:
        result = subprocess.run(command, cwd=tree, capture_output=True, timeout=600)
    except subprocess.TimeoutExpired:
        return True
    finally:
        (tree / path).write_text(whole, encoding="utf-8")
    return result.returncode != 0


def main(kind: str, number: str = "") -> int:
    """Try the mutants and tell of those that no test noticed."""
    mutants = list({"conditions": conditions, "cells": cells}[kind]())
    if number:
        mutants = random.Random(1).sample(mutants, min(int(number), len(mutants)))  # noqa: S311
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "newsroom"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "var", "__pycache__"))
        rights = "articles/workflow/rights.py"
        if is_noticed(tree, (rights, (tree / rights).read_text(encoding="utf-8"), "nothing"), TESTS[kind]):
            print("the tests fail before anything is broken")
            return 1
        for mutant in mutants:
            if not is_noticed(tree, mutant, TESTS[kind]):
                survivors += 1
                print("nobody noticed:", mutant[2], flush=True)
    print(f"{len(mutants)} mutants, {survivors} unnoticed")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
