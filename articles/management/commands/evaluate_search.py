"""Measure the search on stories and queries with known answers."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.search.evaluation import BadLine, agreement, evaluate, read


class Command(BaseCommand):
    """Print how often the right story comes first, for this engine beside simpler ways. Nothing is kept."""

    help = _("Measure the search on a file of stories and queries (JSON lines), beside simpler ways.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the language of its stories."""
        parser.add_argument(
            "file", type=Path, help=_('Lines like {"id", "headline", "body"} and {"query", "relevant"}.')
        )
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="ar")
        parser.add_argument("--words", type=int, help=_("Only queries of so many words."))
        parser.add_argument(
            "--answers",
            type=Path,
            help=_("Keep what was found first here, or compare with what the other engine kept."),
        )

    def handle(
        self, *args: Any, file: Path, language: str, words: int | None, answers: Path | None, **options: Any
    ) -> None:
        """Read, measure, print a table."""
        try:
            with file.open(encoding="utf-8") as lines:
                stories, questions = read(lines)
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(_("%(file)s cannot be read: %(problem)s") % {"file": file, "problem": problem}) from None
        except BadLine as problem:
            raise CommandError(
                _("Line %(number)s of %(file)s is neither a story nor a query: %(problem)s")
                % {"number": problem.number, "file": file, "problem": problem.reason}
            ) from None
        if words:
            questions = [question for question in questions if len(question.text.split()) == words]
        self.stdout.write(
            _("%(stories)s stories, %(queries)s queries") % {"stories": len(stories), "queries": len(questions)}
        )
        self.stdout.write(f"{'':24}{'S@1':>7}{'MRR':>7}{'R@10':>7}{'P@5':>7}{'p50 ms':>9}{'p95 ms':>9}")
        found: dict[str, list[str]] = {}
        for row in evaluate(stories, questions, language, found):
            shares = "".join(f"{share:7.3f}" for share in row[1:5])
            self.stdout.write(f"{row.name:24}{shares}{row.median_ms:9.1f}{row.p95_ms:9.1f}")
        if answers:
            self._compare(found, answers)

    def _compare(self, found: dict[str, list[str]], answers: Path) -> None:
        if not answers.exists():
            answers.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
            return
        ten, first = agreement(found, json.loads(answers.read_text(encoding="utf-8")))
        self.stdout.write(
            _("The same as in %(file)s: %(ten).3f of the first ten, %(first).3f of the first")
            % {"file": answers, "ten": ten, "first": first}
        )
