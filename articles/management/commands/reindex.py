"""Build the search index anew, or mend what has drifted."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from articles.search import index
from articles.search.rebuild import Indexed, measured, rebuild


class Command(BaseCommand):
    """Readers search the old index until the new one is whole; broken off, it goes on where it was."""

    help = _("Build the search index anew beside the one in use, then change over.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the wish to mend only."""
        parser.add_argument(
            "--stale", action="store_true", help=_("Index only stories that are missing or have changed since.")
        )
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, help=_("How many processes analyse stories.")
        )

    def handle(self, *args: Any, stale: bool, processes: int, verbosity: int, **options: Any) -> None:
        """Index and say how many; an index made by older rules is built anew even when only the stale is asked for."""
        if stale and not index.is_outdated():
            total = 0
            while done := index.refresh_stale(index.BATCH):
                total += done
                if done < index.BATCH:
                    break
            told = _("Indexed %(number)s stories.") % {"number": total}
        else:
            told = cost(self._rebuild(max(0, processes), quiet=not verbosity))
        if verbosity:
            self.stdout.write(told)

    def _rebuild(self, processes: int, *, quiet: bool) -> Indexed:
        console = Console(stderr=True, quiet=quiet)
        with Progress(console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task(_("Stories"), total=None)
            return measured(rebuild(processes), lambda step: bar.update(task, completed=step.done, total=step.total))


def cost(built: Indexed) -> str:
    """Return what a building of the index cost, in words."""
    return _("%(engine)s: %(stories)s stories indexed in %(wall).1f s, %(cpu).1f s of processor time") % {
        "engine": connection.vendor,
        "stories": built.stories,
        "wall": built.wall,
        "cpu": built.cpu,
    }
