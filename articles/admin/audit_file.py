"""The log as a table for other programs."""

import csv
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import pgettext

from articles.admin.audit_words import details_of, name_of, sentence_of, who_of
from articles.models import AuditEntry

MARK = "\ufeff"
"""Without it some spreadsheets take Arabic for something else."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What the csv module writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Yield a table, line by line: time, person, action, sentence, details, address."""
    writer = csv.writer(_Line())
    heads = [
        pgettext("log", "time"),
        pgettext("log", "person"),
        pgettext("log", "action"),
        pgettext("log", "what happened"),
        pgettext("log", "details"),
        pgettext("log", "from the address"),
    ]
    yield MARK + writer.writerow(heads)  # type: ignore[operator]
    for entry in entries:
        cells = (
            timezone.localtime(entry.at).isoformat(sep=" ", timespec="seconds"),
            who_of(entry),
            name_of(entry.action),
            strip_tags(sentence_of(entry)),
            strip_tags(details_of(entry)),
            entry.address or "",
        )
        yield writer.writerow([_safe(cell) for cell in cells])  # type: ignore[misc]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
