"""Break one thing after the other and see that a test turns red.

python -m tests.mutants cells         # each cell of the graph, of the steps and of the groups
python -m tests.mutants conditions    # each condition of the verbs, the rights and the steps
python -m tests.mutants predicates    # each condition of what is public, embargoed, over, kept, breaking, granted
python -m tests.mutants leaks         # each place that asks what readers may see

Words after the kind try only what has one of them in its name. What was found out is remembered in var/mutants as long
as the code stays the same: interrupted, it goes on where it stopped. It ends with 1 when something went unnoticed.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.mutants import cells, changes, equivalent, warm

ROOT = changes.ROOT
WORKFLOW = ("assigning", "bin", "carrying", "embargo", "graph", "live", "planning", "prepublish", "proposals",
            "rights", "verbs")  # fmt: skip
MODELS = ("article", "grant", "listing", "live_update", "pending_edit", "ping", "prepared", "preview_link",
          "shelf", "teaser")  # fmt: skip
DESK = ["tests/desk", "tests/admin"]
READERS = ["tests/test_public_leaks.py", "tests/models", "tests/views", "tests/feeds", "tests/caching", "tests/pings",
           "tests/most_read", "tests/exporters", "tests/images/test_cards.py", "tests/images/test_library.py",
           *(f"tests/search/test_{name}.py" for name in ("search", "search_page", "suggestions", "index_signals")),
           *(f"tests/related/test_{name}.py" for name in ("suggest", "related_desk", "duplicates"))]  # fmt: skip
CODE = {
    "cells": [],
    "conditions": [
        *(f"articles/workflow/{name}.py" for name in WORKFLOW),
        *(f"articles/steps/{name}.py" for name in ("known", "panel", "taking")),
    ],
    "predicates": [
        *(f"articles/models/{name}.py" for name in MODELS),
        *(f"articles/caching/{name}.py" for name in ("edition", "front", "kept", "pages", "policy")),
        "articles/clock.py",
        "articles/previews.py",
    ],
    "leaks": sorted(
        str(path.relative_to(ROOT))
        for path in (ROOT / "articles").rglob("*.py")
        if not {"admin", "management", "migrations"} & set(path.parts)
    ),
}
TESTS = {
    "cells": [
        *(
            f"tests/desk/test_{name}.py"
            for name in ("workflow", "grants", "story_command", "embargo", "bin", "proposals")
        ),
        *(f"tests/admin/test_{name}.py" for name in ("step_api", "prepublish_panel", "saving", "desk_permissions")),
    ],
    "conditions": DESK,
    "predicates": [*DESK, *READERS],
    "leaks": [*READERS, *DESK],
}
# The drawing of the graph notices any change of it, and proves nothing about rights.
UNASKED = [
    "tests/desk/test_processes.py",
    "tests/desk/test_workflow.py::test_the_drawing_of_the_workflow_is_up_to_date",
]
OPTIONS = ["-q", "-n", "0", "-p", "no:cacheprovider", *(word for one in UNASKED for word in ("--deselect", one))]
TOLD_EVERY = 25
HUNG = "hung"


class Mutant(NamedTuple):
    """Something broken: what it is called and who does it; file and line of its function, or words of near tests."""

    told: str
    do: Callable[[Path], None]
    function: tuple[str, int] | None = None
    words: tuple[str, ...] = ()


class Memory:
    """What was found out about this very code, kept in a file."""

    def __init__(self) -> None:
        """Read what is known."""
        code = [path for top in ("articles", "newsroom", "templates") for path in (ROOT / top).rglob("*.*")]
        code += [*(ROOT / "tests").rglob("conftest.py"), ROOT / "tests/settings.py", ROOT / "tests/desk/matrix.py"]
        said = (path.read_bytes() for path in sorted(code) if path.suffix in (".py", ".html", ".xml", ".js", ".txt"))
        digest = hashlib.sha256(b"\0".join(said)).hexdigest()[:16]
        self.path = ROOT / "var" / "mutants" / f"{digest}.jsonl"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        self.known: dict[str, Any] = dict(map(json.loads, lines))

    def keep(self, key: str, value: Any) -> None:
        """Remember something."""
        self.known[key] = value
        with self.path.open("a", encoding="utf-8") as file:
            print(json.dumps([key, value], ensure_ascii=False), file=file)


@cache
def named(test: str) -> str:
    """Return a test's name with what its file says, so that a changed test is a new one."""
    file = ROOT / test.partition("::")[0]
    return f"{test} {hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


class Trial:
    """The mutants of a kind tried on its tests."""

    def __init__(self, kind: str, words: list[str], folder: Path) -> None:
        """Take the kind, and the words to which it is narrowed."""
        self.kind, self.words, self.folder = kind, words, folder
        self.reasons = equivalent.REASONS.get(kind, {})
        self.memory = Memory()
        self.database = folder / "empty.sqlite3"
        self.noticed_before: dict[Any, Counter[str]] = defaultdict(Counter)

    def run(self, items: dict[str, Any]) -> int:
        """Look at the tests, try the mutants and tell; return the exit code."""
        self.items = items
        warm.load_all()
        self.tests = self._look_at_tests()
        mutants = [one for one in self._mutants() if not self.words or any(word in one.told for word in self.words)]
        unknown = sorted(self.reasons.keys() - {one.told for one in mutants})
        if unknown and not self.words:
            raise SystemExit("equivalent to nothing that is tried:\n  " + "\n  ".join(unknown))
        return self._try(mutants)

    def _look_at_tests(self) -> dict[str, warm.Known]:
        self.names = {named(test): test for test in self.items}
        files = {str(ROOT / path): path for paths in CODE.values() for path in paths}

        def look(test: str) -> Callable[[Path], Any]:
            def work(own: Path) -> Any:
                warm.use_copy(self.database, own)
                return warm.look_at(self.items[test], files)

            return work

        unknown = [name for name in self.names if name not in self.memory.known]
        print(f"{len(self.names)} tests, {len(unknown)} of them to be looked at", flush=True)
        jobs = (warm.Job(name, look(self.names[name]), 300) for name in unknown)
        failing = []
        for done, ending in enumerate(warm.in_copies(jobs, self.folder), start=1):
            if ending.answer is None or ending.answer[0] not in ("passed", "skipped"):
                failing.append(f"{ending.key} {ending.problem}")
            else:
                self.memory.keep(ending.key, ending.answer)
            if done % (4 * TOLD_EVERY) == 0:
                print(f"  {done} of {len(unknown)}", flush=True)
        if failing:
            raise SystemExit("these tests fail before anything is broken:\n  " + "\n  ".join(failing))
        known = {test: warm.Known(*self.memory.known[name]) for name, test in self.names.items()}
        return {test: one for test, one in known.items() if one.outcome == "passed"}

    def _mutants(self) -> Iterator[Mutant]:
        if self.kind == "cells":
            yield from (Mutant(told, do, None, words) for told, do, words in cells.cells())
            return
        living = changes.living_functions(CODE[self.kind])
        for path in CODE[self.kind]:
            for one in changes.changes(path, only_visible=self.kind == "leaks"):
                yield Mutant(one.told, lambda _own, one=one: changes.make(one, living), (path, one.function))

    def _try(self, mutants: list[Mutant]) -> int:
        nobody = f"nobody {hashlib.sha256(' '.join(sorted(self.names)).encode()).hexdigest()[:16]}"
        self.by, found, wanted = Counter[str](), {}, []
        for mutant in mutants:
            before = self.memory.known.get(f"mutant {mutant.told}", "")
            if mutant.told in self.reasons:
                continue
            if before in self.names:
                self._count(mutant, self.names[before])
            elif before in (nobody, HUNG):
                found[mutant.told] = before
            else:
                wanted.append(mutant)
        print(f"{len(mutants)} mutants, {len(wanted)} of them to be tried", flush=True)
        began, by_name = time.monotonic(), {one.told: one for one in wanted}
        for done, ending in enumerate(warm.in_copies(self._jobs(wanted), self.folder), start=1):
            if ending.answer:
                self._count(by_name[ending.key], ending.answer)
                self.memory.keep(f"mutant {ending.key}", named(ending.answer))
            else:
                found[ending.key] = HUNG if ending.is_hung else ending.problem or nobody
                print(f"  {self._said(found[ending.key])}: {ending.key}", flush=True)
                if not ending.problem:
                    self.memory.keep(f"mutant {ending.key}", found[ending.key])
            if done % TOLD_EVERY == 0:
                print(f"  {done} of {len(wanted)} in {time.monotonic() - began:.0f} s", flush=True)
        return self._tell(mutants, found)

    def _count(self, mutant: Mutant, test: str) -> None:
        self.by[test.partition("[")[0]] += 1
        self.noticed_before[mutant.function][test] += 1

    def _jobs(self, mutants: Iterable[Mutant]) -> Iterator[warm.Job]:
        for mutant in mutants:
            tests = self._nearest(mutant)

            def work(own: Path, mutant: Mutant = mutant, tests: list[str] = tests) -> str:
                database = warm.use_copy(self.database, own)
                mutant.do(database)
                return warm.first_failure([self.items[test] for test in tests])

            yield warm.Job(mutant.told, work, 60 + int(10 * sum(self.tests[test].seconds for test in tests)))

    def _nearest(self, mutant: Mutant) -> list[str]:
        """The tests that can notice something, first those that noticed its like, then the quickest."""
        before = self.noticed_before[mutant.function]

        def order(test: str) -> tuple[Any, ...]:
            near = next((place for place, word in enumerate(mutant.words) if word in test), len(mutant.words))
            return cells.compares(test), -before[test] if mutant.function else 0, near, self.tests[test].seconds

        if mutant.function is None:
            return sorted(self.tests, key=order)
        path, line = mutant.function
        return sorted((test for test, known in self.tests.items() if line in known.runs.get(path, ())), key=order)

    @staticmethod
    def _said(how: str) -> str:
        if how == HUNG:
            return "did not end"
        return "nobody noticed" if how.startswith("nobody ") else f"could not be tried, {how}"

    def _tell(self, mutants: list[Mutant], found: dict[str, str]) -> int:
        alike = sum(one.told in self.reasons for one in mutants)
        hung = sum(how == HUNG for how in found.values())
        unnoticed = len(found) - hung
        print(
            f"{self.kind}: {len(mutants)} mutants, {len(mutants) - alike - unnoticed} noticed"
            f" ({hung} of them by not ending), {alike} change nothing, {unnoticed} unnoticed"
        )
        if compared := sum(count for test, count in self.by.items() if cells.compares(test)):
            print(f"{compared} were noticed by comparing the tables alone")
        for told, how in found.items():
            print(f"{self._said(how)}: {told}")
        return bool(unnoticed)


def main(kind: str, *words: str) -> int:
    """Try the mutants of a kind, or those with some words in their names."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": folder}
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/unused.sqlite3"
        trial = Trial(kind, list(words), Path(folder))
        warm.make_database(trial.database)
        loop = warm.Loop(trial.run)
        pytest.main([*OPTIONS, *TESTS[kind]], plugins=[loop])
        return loop.code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
