"""The engine of the database in use, and what keeps its index small and quick."""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BinaryField, FloatField, Func, IntegerField, Lookup, QuerySet

from articles.models.prepared import Given, Prepared, tuples

from . import postgres, sqlite
from .expression import Expression

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}

ENOUGH = 2.0
"""Among how many documents the newest answers are looked for: so many times as should do."""
FURTHER = 8
"""At most so many times as many are looked through next."""
MERGED_PAGES = 500
"""Pages of FTS5's index that are merged in one statement: others may write in between."""


class Listed(Given):
    """Numbers that are told only when the query is asked, under a name."""

    def __init__(self, name: str) -> None:
        """Take the name."""
        super().__init__(name, IntegerField())

    def among(self, given: dict[str, Any]) -> str:
        """Return the numbers as ``Among`` takes them."""
        return ENGINES[connection.vendor].listed(given[self.name])


@IntegerField.register_lookup
class Among(Lookup):
    """The condition ``column__among=ids``: so many numbers are one parameter, which costs nothing to write down."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int] | Listed:
        """Take any numbers, or those to come."""
        return self.rhs if isinstance(self.rhs, Listed) else list(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition in the engine's SQL."""
        column, parameters = self.process_lhs(compiler, connection)
        engine = ENGINES[connection.vendor]
        ids = self.rhs if isinstance(self.rhs, Listed) else engine.listed(self.rhs)
        return f"{column} {engine.AMONG}", (*parameters, ids)


def among(ids: Iterable[int]) -> tuple[str, str]:
    """Return SQL that follows a column which has to be one of so many numbers, and its parameter."""
    engine = ENGINES[connection.vendor]
    return engine.AMONG, engine.listed(ids)


def seconds(column: str) -> Func:
    """Return SQL for the moment in a column as seconds since 1970."""
    return Func(column, template=ENGINES[connection.vendor].SECONDS, output_field=FloatField())


def utf8(column: str) -> Func:
    """Return SQL for the text in a column, which ``rows_of`` then gives as its bytes in UTF-8."""
    return Func(column, template=ENGINES[connection.vendor].UTF8, output_field=BinaryField())


def sql_of(queryset: QuerySet) -> tuple[str, tuple[Any, ...]]:
    """Return SQL and parameters of a query; raise ``EmptyResultSet`` when it can find nothing."""
    return queryset.query.get_compiler(connection=connection).as_sql()


def rows_of(queryset: QuerySet, *columns: str) -> list[tuple[Any, ...]]:
    """Return these columns of a query as the database tells them, in a third of the time that Django takes."""
    try:
        return _fetched(*sql_of(tuples(queryset, *columns)))
    except EmptyResultSet:
        return []


def rows_of_prepared(query: Prepared, **given: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query of ``tuples`` for some values as the database tells them."""
    return _fetched(query.sql, query.filled(given)) if query.sql else []


def _fetched(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        ENGINES[connection.vendor].leave_utf8(cursor)
        cursor.execute(sql, values)
        return cursor.fetchall()


class Question(NamedTuple):
    """A question to the index, how many documents are wanted, and about which share of all would answer it."""

    expression: Expression
    limit: int
    share: float


def newest_documents(
    asked: Sequence[Question],
    newest: int,
    oldest: int,
    source: str,
    where: Iterable[str] = (),
    values: Iterable[object] = (),
) -> list[list[int]]:
    """For each question the newest of the documents that answer it, up to its limit.

    They are looked for among so many of the newest documents as should hold them, then among more: otherwise PostgreSQL
    would fetch every one. ``newest`` and ``oldest`` are numbers of documents. ``source`` is the engine's ``INDEX``, or
    its ``FROM`` where conditions on documents (``d``) are given besides.
    """
    engine, span, conditions, given = ENGINES[connection.vendor], newest - oldest, list(where), list(values)
    found: list[list[int]] = [[] for _ in asked]
    reach = [max(1, int(ENOUGH * one.limit / max(one.share, 1e-9))) for one in asked]
    waiting = list(range(len(asked)))
    while waiting:
        near = {n: engine.newest(asked[n].expression, newest, min(reach[n], span)) for n in waiting}
        answers = _answers([(near[n], asked[n].limit) for n in waiting], source, conditions, given)
        for n, documents in zip(waiting, answers, strict=True):
            found[n] = documents
        waiting = [
            n
            for n in waiting
            if len(found[n]) < asked[n].limit and reach[n] < span and near[n] is not asked[n].expression
        ]
        reach = [_further(*known) for known in zip(reach, asked, found, strict=True)]
    return found


def _further(reach: int, asked: Question, found: list[int]) -> int:
    """Among how many documents to look next, after what was found among so many."""
    return reach * min(FURTHER, max(2, math.ceil(ENOUGH * asked.limit / max(len(found), 1))))


def _answers(
    asked: Iterable[tuple[Expression, int]], source: str, where: Iterable[str], values: Iterable[object]
) -> list[list[int]]:
    """For each expression, at most so many of the newest documents that match it, in one query."""
    engine, parts, parameters = ENGINES[connection.vendor], [], []
    conditions = " AND ".join([engine.MATCHES, *where])
    one = f"{engine.NUMBER} FROM {source} WHERE {conditions} ORDER BY {engine.ORDER} LIMIT %s"
    for number, (expression, limit) in enumerate(asked):
        parts.append(f"SELECT * FROM (SELECT {number}, {one}) AS asked{number}")  # noqa: S608
        parameters += [engine.compiled(expression), *values, limit]
    found: list[list[int]] = [[] for _ in parts]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for number, document in cursor.fetchall():
                found[number].append(document)
    return found


@contextmanager
def loading() -> Iterator[None]:
    """While much is written, let PostgreSQL's index take it in larger parts."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("ALTER INDEX articles_search_tokens SET (fastupdate = on)")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER INDEX articles_search_tokens SET (fastupdate = off)")
            cursor.execute("SELECT gin_clean_pending_list('articles_search_tokens')")


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """While much is written that nobody searches yet, do without PostgreSQL's index, and make it of all at once."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('articles_search_tokens'::regclass)")
        (definition,) = cursor.fetchone()
        cursor.execute("DROP INDEX articles_search_tokens")
        yield
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")


def tidy() -> None:
    """Have FTS5 forget the words of deleted documents, which it keeps until its segments merge."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        pages, before = -MERGED_PAGES, -2
        while (changes := connection.connection.total_changes) - before >= 2:
            before = changes
            cursor.execute("INSERT INTO articles_search_fts(articles_search_fts, rank) VALUES ('merge', %s)", [pages])
            pages = MERGED_PAGES
