"""Tests run again and again in copies of one process that has everything loaded, each with a database of its own."""

import gc
import json
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

WORKERS = 2
UNABLE = 70


class Job(NamedTuple):
    """What a copy does; it answers with something that JSON can hold, or is killed after some seconds."""

    key: str
    work: Callable[[Path], Any]
    patience: int


class Ending(NamedTuple):
    """How a copy ended: with an answer, or killed because it did not end, or with the problem that it met."""

    key: str
    answer: Any = None
    is_hung: bool = False
    problem: str = ""


def in_copies(jobs: Iterable[Job], folder: Path) -> Iterator[Ending]:
    """Do jobs in copies of this process, two at a time; yield how each ended."""
    running: dict[int, Job] = {}
    for job in jobs:
        if len(running) == WORKERS:
            yield _ended(running, folder)
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _work(job, folder)
        running[child] = job
    while running:
        yield _ended(running, folder)


def _ended(running: dict[int, Job], folder: Path) -> Ending:
    child, status = os.wait()
    job, own = running.pop(child), folder / str(child)
    code = os.waitstatus_to_exitcode(status)
    told = (own / "answer").read_text(encoding="utf-8") if (own / "answer").exists() else ""
    shutil.rmtree(own, ignore_errors=True)
    if code == -signal.SIGALRM:
        return Ending(job.key, is_hung=True)
    return Ending(job.key, problem=f"{code} {told}") if code else Ending(job.key, json.loads(told))


def _work(job: Job, folder: Path) -> None:
    own = folder / str(os.getpid())
    own.mkdir()
    try:
        signal.alarm(job.patience)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        answer, code = json.dumps(job.work(own)), 0
    except BaseException:
        answer, code = traceback.format_exc(), UNABLE
    (own / "answer").write_text(answer, encoding="utf-8")
    os._exit(code)


def make_database(path: Path) -> None:
    """Make a database with all tables and groups, before this process knows of Django."""

    def migrate(_own: Path) -> None:
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        connection.settings_dict["NAME"] = str(path)
        call_command("migrate", verbosity=0)
        connection.close()

    (ending,) = in_copies([Job("the database", migrate, 600)], path.parent)
    if ending.is_hung or ending.problem:
        raise SystemExit(f"the database could not be made: {ending.problem}")


def load_all() -> None:
    """Load once what each copy would load again: addresses, catalogues and templates."""
    from django.conf import settings
    from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
    from django.urls import get_resolver
    from django.utils import translation

    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("draft")
            get_resolver().reverse_dict  # noqa: B018
    for engine in engines.all():
        for folder in engine.template_dirs:
            for path in Path(folder).rglob("*.html"):
                with suppress(TemplateDoesNotExist, TemplateSyntaxError):
                    engine.get_template(str(path.relative_to(folder)))
    gc.collect()
    gc.freeze()


def use_copy(database: Path, own: Path) -> Path:
    """Give this copy of the process a copy of the database and a folder for files; return the database."""
    from django.db import connection

    mine = own / "newsroom.sqlite3"
    shutil.copyfile(database, mine)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(own)
    connection.settings_dict["NAME"] = str(mine)
    connection.creation.create_test_db = lambda **_options: str(mine)
    connection.creation.destroy_test_db = lambda *_args, **_options: None
    return mine


def first_failure(items: list[Any]) -> str:
    """Run tests until one fails, and return its name; "" when none does."""
    from _pytest.runner import runtestprotocol

    for item, following in zip_longest(items, items[1:]):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return str(item.nodeid)
    return ""


class Known(NamedTuple):
    """What is known of a test: whether it passes, in how many seconds, and which functions it runs."""

    outcome: str
    seconds: float
    runs: dict[str, list[int]]


def look_at(item: Any, files: dict[str, str]) -> Known:
    """Run a test and see which functions it calls, by file and the lines on which they begin; files by their paths."""
    from _pytest.runner import runtestprotocol

    runs: dict[str, set[int]] = defaultdict(set)

    def see(frame: FrameType, event: str, _argument: Any) -> None:
        if name := files.get(frame.f_code.co_filename):
            runs[name].add(frame.f_code.co_firstlineno)

    began = time.process_time()
    threading.settrace(see)
    sys.settrace(see)
    reports = runtestprotocol(item, log=False, nextitem=None)
    sys.settrace(None)
    outcome = next((report.outcome for report in reports if report.outcome != "passed"), "passed")
    return Known(outcome, time.process_time() - began, {name: sorted(lines) for name, lines in runs.items()})


class Loop:
    """A plugin of pytest that hands the collected tests over instead of running them one after the other."""

    def __init__(self, then: Callable[[dict[str, Any]], int]) -> None:
        """Take what is done with the tests, by name; it returns the exit code."""
        self.then, self.code = then, UNABLE

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hand over."""
        self.code = self.then({item.nodeid: item for item in session.items})
        return True
