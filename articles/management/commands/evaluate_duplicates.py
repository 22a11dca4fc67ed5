"""Measure how surely copies of stories are recognised."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from articles.management.measurement import TIMES, Measurement
from articles.related.duplicates_evaluation import evaluate


class Command(Measurement):
    """Change stories as wires do, print how many are still recognised. Nothing is kept."""

    help = _(
        "Measure how surely copies are recognised: stories of the file changed in known ways, and its own pairs, "
        'lines like {"like": id, "relevant": [copies], "different": [no copies]}.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the language, how many stories to change and which."""
        super().add_arguments(parser)
        parser.add_argument("--sample", type=int, default=500, help=_("How many stories are changed."))
        parser.add_argument("--draw", type=int, default=20, help=_("Another number draws other stories."))

    def handle(  # type: ignore[override]
        self, *args: Any, file: Path, language: str, sample: int, draw: int, **options: Any
    ) -> None:
        """Read, measure, print."""
        stories, questions = self.read(file)
        self.stdout.write(f"{'':26}{'found':>8}{'of':>7}{TIMES}")
        for row in evaluate(stories, questions, language, sample, draw):
            times = "".join(f"{time:9.1f}" for time in row[3:])
            self.stdout.write(f"{row.name:26}{row.share:8.3f}{row.stories:7}{times}")
