"""Put files of all kinds, broken and hostile ones too, through the door that pictures come in by."""

import io
import json
import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from PIL import Image

from articles.images import intake, pipeline, steps
from articles.images.specs import SPECS

MEMORY, SECONDS = 3 * 1024**3, 60
"""What each file may take, in bytes of address space and seconds of the processor."""


class Command(BaseCommand):
    """Say what becomes of each file, each in a process of its own with little memory and time."""

    help = _("Take every file of some folders in and cut it in all sizes, without storing anything.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folders, such as Tests/images of Pillow's sources."""
        parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, folders: list[Path], verbosity: int, **options: Any) -> None:
        """Count what was taken and refused; fail on whatever is neither, or took too much."""
        counts: Counter[str] = Counter()
        neither, largest, longest = [], 0, 0.0
        for path in _files(folders):
            found = _in_a_process_of_its_own(path)
            counts[found["became"]] += 1
            largest, longest = max(largest, found["megabytes"]), max(longest, found["seconds"])
            if not found["became"].startswith(("taken", "refused")):
                neither.append(f"{path}: {found['became']}")
            if verbosity > 1:
                self.stdout.write(f"{found['became']}  {found['megabytes']} MB  {found['seconds']} s  {path}")
        for became, count in sorted(counts.items()):
            self.stdout.write(f"{count:6}  {became}")
        self.stdout.write(f"at most {largest} MB and {longest} s of the processor for one file")
        if neither:
            raise CommandError("\n".join(neither))


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _in_a_process_of_its_own(path: Path) -> dict[str, Any]:
    reading, writing = os.pipe()
    if not (process := os.fork()):
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        os.write(writing, json.dumps(_judged(path)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as answer:
        told = answer.read()
    status = os.waitpid(process, 0)[1]
    return json.loads(told) if told else {"became": f"died of signal {status & 127}", "megabytes": 0, "seconds": 0.0}


def _judged(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            taken = intake.take(file)
        _cut(taken)
        became = f"taken as {Path(taken.name).suffix[1:]}{', moving' if taken.is_moving else ''}"
    except ValidationError as refused:
        became = f"refused: {refused.code}"
    except BaseException as problem:  # Whatever it is, it is what is looked for.
        became = f"{type(problem).__name__}: {problem}"
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"became": became, "megabytes": megabytes, "seconds": round(time.process_time(), 1)}


def _cut(taken: intake.Taken) -> None:
    with Image.open(io.BytesIO(taken.content), formats=steps.KEPT) as opened:
        opened.load()
        original = steps.eight_bit(opened)
    for spec in SPECS.values():
        for _rendition in pipeline.renditions(spec, original, taken.focal):
            pass
