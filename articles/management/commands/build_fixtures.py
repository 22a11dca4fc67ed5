"""Build ``fixtures/newsroom.json`` from the documents."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.management.demo import DocumentProblem, build

FOLDER = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    """Build the demo newsroom, or say whether it is up to date."""

    help = _("Build the demo newsroom's fixture from its documents, always the same.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to write, or the wish only to compare."""
        parser.add_argument("--check", action="store_true", help=_("Only say whether the fixture is up to date."))
        parser.add_argument("--output", type=Path, default=FOLDER / "newsroom.json", metavar="FILE")

    def handle(self, *args: Any, check: bool, output: Path, **options: Any) -> None:
        """Write the fixture, or compare it with what would be written."""
        try:
            fixture = build(FOLDER)
        except DocumentProblem as problem:
            raise CommandError(str(problem)) from problem
        if not check:
            output.write_text(fixture, encoding="utf-8")
        elif not output.exists() or output.read_text(encoding="utf-8") != fixture:
            raise CommandError(_("%(file)s is out of date: run build_fixtures.") % {"file": output.name})
