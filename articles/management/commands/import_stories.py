"""`manage.py import_stories PATH...`: documents become drafts."""

import json
import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from articles.importers import FORMATS
from articles.importers.decode import read
from articles.importers.imported import ImportedStory, Refused, Warning
from articles.importers.story import StoreResult, plan, store
from articles.models import Article
from articles.related.draft import Draft
from articles.related.duplicates import find_duplicates

OUTCOMES = {
    "created": pgettext_lazy("imported story", "created"),
    "updated": pgettext_lazy("imported story", "updated"),
    "skipped": pgettext_lazy("imported story", "skipped"),
    "refused": pgettext_lazy("imported story", "refused"),
}


class Command(BaseCommand):
    """Read documents into drafts, one story a file."""

    help = _("Read documents into drafts. A second run changes nothing.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths, format, and the two ways of only telling."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_("A file, or a folder of them."))
        parser.add_argument("--format", choices=sorted(FORMATS), default="text", help=_("The format of the documents."))
        parser.add_argument("--dry-run", action="store_true", help=_("Say what would happen and write nothing."))
        parser.add_argument("--json", action="store_true", help=_("Print one JSON object per story, and nothing else."))

    def handle(self, *, paths: list[Path], format: str, dry_run: bool, json: bool, **options: Any) -> None:
        """Import each file; a refused one does not stop the rest, but the command then ends with 1."""
        files = _files(paths)
        outcomes: Counter[str] = Counter()
        seen: dict[str, tuple[str, str]] = {}
        with self._progress(len(files)) as (advance, say):
            for file in files:
                shown = os.fsencode(file).decode("utf-8", "replace")
                imported, result, reason = _import(file, shown, format, dry_run, seen)
                outcomes[result.outcome] += 1
                say(_as_json(imported, result, reason) if json else _line(shown, imported, result, reason))
                advance()
        self._sum_up(outcomes, dry_run, json)

    @contextmanager
    def _progress(self, total: int) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
        """Yield how to advance and how to print. The bar is for a terminal only, and never on standard output."""
        if not self.stderr.isatty():
            yield lambda: None, self.stdout.write
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(_("Importing"), total=total)

            def say(text: str) -> None:
                if self.stdout.isatty():
                    bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
                else:
                    self.stdout.write(text)

            yield lambda: bar.advance(task), say

    def _sum_up(self, outcomes: Counter[str], dry_run: bool, as_json: bool) -> None:
        counts = _(", ").join(f"{label}: {outcomes[name]}" for name, label in OUTCOMES.items())
        summary = _("Nothing was written; this is what would happen. %(counts)s") if dry_run else "%(counts)s"
        (self.stderr if as_json else self.stdout).write(summary % {"counts": counts}, style_func=str)
        if outcomes["refused"]:
            raise CommandError(_("Files that were refused: %(count)s") % {"count": outcomes["refused"]}, returncode=1)


def _files(paths: list[Path]) -> list[Path]:
    """The files of the paths, those of a folder in order and without hidden ones; each once."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise CommandError(_("There is no such file or folder: %(path)s") % {"path": missing[0]})
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _in_folder(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _in_folder(folder: Path) -> list[Path]:
    inside = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in inside if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def _import(
    file: Path, shown: str, format: str, dry_run: bool, seen: dict[str, tuple[str, str]]
) -> tuple[ImportedStory, StoreResult, str]:
    try:
        if not file.is_file():
            raise Refused("unreadable", reason=_("it is no ordinary file"))
        imported = FORMATS[format](read(file), name=shown)
    except Refused as refusal:
        return ImportedStory("", (), file=shown), StoreResult("refused", None, refusal.code), refusal.message
    earlier = seen.setdefault(imported.import_ref, (shown, imported.digest))
    if earlier[0] == shown:
        result = plan(imported) if dry_run else store(imported)
    else:
        # Two versions of a story in one folder would overwrite each other in every run: the first one counts.
        code = "same_again" if earlier[1] == imported.digest else "told_twice"
        result = StoreResult("skipped", plan(imported).article, code)
    if result.article and not dry_run and result.outcome in ("created", "updated"):
        imported = _warned_of_copies(imported, result.article)
    return imported, result, result.reason


def _warned_of_copies(imported: ImportedStory, article: Article) -> ImportedStory:
    """The story with a warning for each that says the same, which the draft keeps for its editor too."""
    found = find_duplicates(Draft.of(article, imported.language))
    warnings = [
        Warning(
            "near_copy",
            {
                "percent": str(one.percent),
                "headline": one.article.headline_anywhere(),
                "date": timezone.localdate(one.at).isoformat(),
                "article": str(one.article.pk),
            },
        )
        for one in found
    ]
    if warnings:
        article.import_notes = [*article.import_notes, *(warning.as_json() for warning in warnings)]
        article.save(update_fields=["import_notes"])
    return replace(imported, warnings=(*imported.warnings, *warnings))


def _line(shown: str, imported: ImportedStory, result: StoreResult, reason: str) -> str:
    parts = [f"{OUTCOMES[result.outcome]}: {shown}"]
    if imported.headline:
        parts.append(f"«{imported.headline}»")
    if reason:
        parts.append(reason)
    if imported.warnings and result.outcome in ("created", "updated"):
        parts.append(_("Notes for the editor: %(count)s") % {"count": len(imported.warnings)})
    return " — ".join(parts)


def _as_json(imported: ImportedStory, result: StoreResult, reason: str) -> str:
    article = result.article.pk if result.article else None
    status = {"status": result.outcome, "reason": reason, "reason_code": result.code, "article": article}
    said = imported.as_json()
    return json.dumps({"file": said.pop("file"), **status, **said}, ensure_ascii=False)
