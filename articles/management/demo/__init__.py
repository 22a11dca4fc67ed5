"""The demo newsroom as a Django fixture: its documents read by the importer, and what an editor adds to them.

No database is touched: rows are made in memory, and their computed fields by the models' own ``prepare``.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import translation

from articles.management.demo import desk, stories
from articles.management.demo.plan import DocumentProblem, Plan, read
from articles.management.demo.rows import Row, record

__all__ = ["DocumentProblem", "build"]


def build(folder: Path) -> str:
    """Return the fixture, as JSON, of the documents and pictures in a folder. Raises ``DocumentProblem``."""
    with translation.override("ar"):
        records = list(_records(read(folder)))
    return json.dumps(records, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n"


def _records(plan: Plan) -> Iterator[Row]:
    yield from desk.sections(plan)
    yield from desk.sources(plan)
    yield from desk.authors(plan)
    yield from desk.tags(plan)
    yield from desk.pictures(plan)
    yield from stories.articles(plan)
    for rows in (stories.bylines(plan), stories.ties(plan), stories.slots(plan)):
        yield from _numbered(rows)


def _numbered(rows: Iterator[Model]) -> Iterator[Row]:
    for pk, row in enumerate(rows, 1):
        row.pk = pk
        yield record(row)
