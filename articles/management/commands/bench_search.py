"""Measure indexing and searching at scale, on made-up stories in a scratch database."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from articles.management.commands.reindex import cost
from articles.models import Article
from articles.search import benchmark
from articles.search.filling import fill, repeat
from articles.search.rebuild import measured, rebuild


class Command(BaseCommand):
    """Fill the empty database of DATABASE_URL, index it, ask it. What was stored stays: throw the database away."""

    help = _("Fill an empty scratch database with made-up stories, index them, search them, and print the cost.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers of stories and of queries."""
        parser.add_argument("--stories", type=int, default=20_000, help=_("How many stories to make."))
        parser.add_argument("--queries", type=int, default=100, help=_("How many queries of each kind to ask."))
        parser.add_argument(
            "--straight",
            action="store_true",
            help=_("Index the stories while they are made: for sizes at which only the asking is to be measured."),
        )
        parser.add_argument(
            "--times", type=int, default=1, help=_("Store the stories so many times over, each time under later dates.")
        )
        parser.add_argument(
            "--ask-only", action="store_true", help=_("Only search what an earlier run has stored and indexed.")
        )

    def handle(
        self,
        *args: Any,
        stories: int,
        queries: int,
        times: int,
        ask_only: bool,
        straight: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        """Fill, index, ask, print."""
        if min(stories, queries, times) < 1:
            raise CommandError(_("At least one story and one query are needed."))
        if ask_only != Article.objects.exists():
            raise CommandError(
                _("There are no stories to search.") if ask_only else _("This database has stories: take an empty one.")
            )
        if not ask_only:
            self._build(stories, times, straight=straight, quiet=verbosity == 0)
        self.stdout.write(f"{'':14}{'found':>8}{'p50 ms':>9}{'p95 ms':>9}{'cpu p50':>9}{'cpu p95':>9}")
        for row in benchmark.ask(queries):
            shown = "".join(f"{number:9.1f}" for number in row[3:])
            self.stdout.write(f"{row.kind:14}{row.found:8.0f}{shown}")

    def _build(self, stories: int, times: int, *, straight: bool, quiet: bool) -> None:
        console = Console(stderr=True, quiet=quiet)
        with Progress(console=console, disable=not console.is_terminal) as bar:
            stored = bar.add_task(_("Stories"), total=stories * times)
            indexed = bar.add_task(_("Search index"), total=stories, visible=not straight)

            def tell(done: int) -> None:
                bar.update(stored, completed=done)

            text_bytes = fill(stories, tell, indexed=straight, times=times) * times
            if not straight:
                steps = rebuild(os.cpu_count() or 1)
                built = measured(steps, lambda step: bar.update(indexed, completed=step.done))
            repeat(stories, times, tell)
        if not straight:
            self.stdout.write(cost(built))
        index_bytes = benchmark.index_bytes()
        self.stdout.write(
            _("index %(index).1f MB, %(ratio).2f times the text of %(text).1f MB")
            % {"index": index_bytes / 1e6, "ratio": index_bytes / max(text_bytes, 1), "text": text_bytes / 1e6}
        )
