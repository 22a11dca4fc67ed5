"""Measure what suggestions cost on a large archive."""

from time import process_time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from articles.management.measurement import TIMES
from articles.models import Article, Fingerprint, Tag
from articles.related import benchmark


class Command(BaseCommand):
    """Ask the scratch database that bench_search has filled. Tags and fingerprints are added to it and stay."""

    help = _(
        "Measure related stories, copies, tags and the related desk on the scratch database that bench_search has "
        "filled; make its fingerprints and as many tags as are asked for first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers of questions and of tags."""
        parser.add_argument("--questions", type=int, default=60, help=_("How many questions of each kind to ask."))
        parser.add_argument("--tags", type=int, default=50_000, help=_("How many tags there are to be at least."))
        parser.add_argument(
            "--texts",
            type=int,
            help=_(
                "How many stories differ: as many as bench_search was told to make, where it stored them several times."
            ),
        )

    def handle(self, *args: Any, questions: int, tags: int, texts: int | None, **options: Any) -> None:
        """Fill up what is wanting, ask, print."""
        if min(questions, 1 if texts is None else texts) < 1:
            raise CommandError(_("At least one story and one question are needed."))
        if not Article.objects.exists() or not Tag.objects.filter(slug="0").exists():
            raise CommandError(_("This is no scratch database: fill an empty one with bench_search first."))
        benchmark.add_tags(tags)
        if not Fingerprint.objects.exists():
            before = process_time()
            made = benchmark.add_fingerprints(texts or Article.objects.latest("pk").pk)
            self.stdout.write(
                _("%(made)s fingerprints in %(cpu).1f s of processor time")
                % {"made": made, "cpu": process_time() - before}
            )
        self.stdout.write(
            _("%(engine)s: %(stories)s stories, %(tags)s tags")
            % {"engine": connection.vendor, "stories": Article.objects.count(), "tags": Tag.objects.count()}
        )
        self.stdout.write(f"{'':22}{'found':>8}{TIMES}")
        for row in benchmark.ask(questions):
            times = "".join(f"{time:9.1f}" for time in row[2:])
            self.stdout.write(f"{row.kind:22}{row.found:8.1f}{times}")
