"""Taking a picture in in a process of its own, with bounded memory and time and none of our secrets.

A decoder that a hostile file leads astray takes that process with it and nothing else, and what it had of memory is
given back. The parent hears one line of JSON, then the bytes of the picture.
"""

import io
import json
import logging
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from threading import Lock
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError

from articles.images import intake
from articles.images.credits import Credits
from articles.images.refusals import refused

COMMAND = [sys.executable, "-m", "articles.images.apart"]
MEMORY = 2 * 1024**3
"""Bytes of address space; the dearest picture that is taken needs 0.8 GB."""
SECONDS = 60
"""Of the processor; by the clock twice as many, with a machine that is busy otherwise."""
PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "TZ")
log = logging.getLogger(__name__)
_one_at_a_time = Lock()
"""For each serving process one picture at a time, however many are sent."""


def take(file: IO[bytes]) -> intake.Taken:
    """Return a picture made from an uploaded file; raises ``ValidationError`` as ``intake.take`` does."""
    data = intake.sent(file)
    if not settings.PICTURES_APART:
        return intake.take(file)
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        with _one_at_a_time:
            done = subprocess.run(  # noqa: S603 - a constant
                COMMAND, input=data, capture_output=True, timeout=2 * SECONDS, cwd=settings.BASE_DIR, env=environment
            )
    except subprocess.TimeoutExpired as problem:
        raise refused("unsound") from problem
    except OSError as problem:
        log.exception("No process could be begun to take a picture in.")
        raise refused("not_now") from problem
    if not done.returncode:
        with suppress(ValueError, KeyError, TypeError):
            return _heard(done.stdout)
    log.warning("Taking a picture in ended with %s: %s", done.returncode, done.stderr[-500:].decode(errors="replace"))
    raise refused("unsound")


def _heard(answer: bytes) -> intake.Taken:
    line, _end, content = answer.partition(b"\n")
    told = json.loads(line)
    if "refused" in told:
        raise refused(told["refused"], **told["params"])
    if told["name"].rpartition(".")[2] not in intake.ENDINGS.values():
        raise ValueError
    told |= {"credits": Credits(**told["credits"]), "focal": tuple(told["focal"])}
    return intake.Taken(content=content, **told)


def main() -> None:
    """Take in what is read, and tell what became of it."""
    _bound()
    try:
        told = asdict(intake.take(io.BytesIO(sys.stdin.buffer.read())))
    except ValidationError as problem:
        told = {"refused": problem.code, "params": problem.params or {}, "content": b""}
    content = told.pop("content")
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows has no such bounds
        return
    bounds = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in bounds.items():
        with suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(getattr(resource, name), (most, most))


if __name__ == "__main__":
    main()
