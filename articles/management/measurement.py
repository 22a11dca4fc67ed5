"""What the commands that measure suggestions have in common: a file in, a table out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.related.measuring import BadLine, Measured, Question, read

TIMES = "".join(f"{name:>9}" for name in ("p50 ms", "p95 ms", "cpu p50", "cpu p95"))


class Measurement(BaseCommand):
    """Read a file of stories and questions, measure, print a table."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the language of its stories."""
        parser.add_argument("file", type=Path, help=_("Stories and questions, a JSON object a line."))
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="ar")

    def handle(self, *args: Any, file: Path, language: str, **options: Any) -> None:
        """Read, measure, print."""
        stories, questions = self.read(file)
        self.stdout.write(
            _("%(stories)s stories, %(questions)s questions") % {"stories": len(stories), "questions": len(questions)}
        )
        shares = "".join(f"{name:>7}" for name in ("P@5", "MRR", "S@1", "R@10"))
        self.stdout.write(f"{'':26}{shares}{TIMES}")
        for row in self.measured(stories, questions, language):
            shares = "".join(f"{share:7.3f}" for share in row[1:5])
            times = "".join(f"{time:9.1f}" for time in row[5:])
            self.stdout.write(f"{row.name:26}{shares}{times}")

    def measured(self, stories: list[dict[str, Any]], questions: list[Question], language: str) -> Iterator[Measured]:
        """Measure each way of suggesting in turn."""
        raise NotImplementedError

    def read(self, file: Path) -> tuple[list[dict[str, Any]], list[Question]]:
        """Return the stories and questions of a file; raise ``CommandError`` with the line that is wrong."""
        try:
            with file.open(encoding="utf-8") as lines:
                stories, questions = read(lines)
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(_("%(file)s cannot be read: %(problem)s") % {"file": file, "problem": problem}) from None
        except BadLine as problem:
            raise CommandError(
                _("Line %(number)s of %(file)s is neither a story nor a question: %(problem)s")
                % {"number": problem.number, "file": file, "problem": problem.reason}
            ) from None
        names = {story["id"] for story in stories}
        if not stories:
            raise CommandError(_("There are no stories in %(file)s.") % {"file": file})
        if unknown := next((question.like for question in questions if question.like not in names), None):
            raise CommandError(_("There is no story “%(story)s” in the file.") % {"story": unknown})
        return stories, questions
