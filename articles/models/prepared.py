"""Queries that are put into SQL once in a process and then asked again and again with other values.

Writing a query and making records of its rows is most of what a reader's page costs Django; the conditions stay where
they are said, in the querysets, and the database is asked the same as before.
"""

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import Expression
from django.db.models.lookups import In
from django.db.models.query import ModelIterable, get_related_populators

MOST_KEPT = 1000
"""Queries that a connection keeps at most."""


class Given(Expression):
    """A value that is told only when the query is asked, under a name, or under a name and a place in a list."""

    def __init__(self, name: str, kind: models.Field, place: int | None = None) -> None:
        """Take the name, the type of the value, and its place where a list of values is given."""
        super().__init__(output_field=kind)
        self.name, self.kind, self.place = name, kind, place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Return a gap, to be filled with the value."""
        return "%s", [self]

    def among(self, given: dict[str, Any]) -> Any:
        """Return the value as the database takes it."""
        value = given[self.name] if self.place is None else given[self.name][self.place]
        return self.kind.get_db_prep_value(value, connection)


NOW = Given("now", models.DateTimeField())


def is_one_of(column: str, name: str, count: int) -> In:
    """Return the condition that a column holds one of so many numbers or words, given as a list under a name."""
    return In(models.F(column), [Given(name, models.Field(), place) for place in range(count)])


def tuples(queryset: models.QuerySet, *columns: str) -> models.QuerySet:
    """Return the query of some columns alone, by the names that the database has for them, in this order."""
    plain = queryset.rewrite(False) if hasattr(queryset, "rewrite") else queryset
    return plain.values_list(*columns)


class Prepared:
    """A query in SQL, and how its rows are read."""

    def __init__(self, queryset: models.QuerySet) -> None:
        """Put a queryset into SQL: one of records, with those that they select along, or of ``tuples``."""
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
            return
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        self.read = partial(compiler.apply_converters, converters=converters) if converters else iter
        are_records = issubclass(queryset._iterable_class, ModelIterable)
        self.make = _maker(compiler, queryset.db) if are_records else tuple

    def __call__(self, **given: Any) -> list[Any]:
        """Return the rows for some values: records, or tuples; none, unasked, where no row could satisfy the query."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(given))
            return [self.make(row) for row in self.read(cursor.fetchall())]

    def filled(self, given: dict[str, Any]) -> list[Any]:
        """Return the parameters of the SQL for some values."""
        return [one.among(given) if isinstance(one, Given) else one for one in self.params]


def prepared(build: Callable[..., models.QuerySet]) -> Callable[..., Prepared]:
    """Decorate a function that writes a query; the SQL depends on nothing but what the function is called with.

    Each connection keeps its own, as long as it lives.
    """

    @wraps(build)
    def of_shape(*shape: Any) -> Prepared:
        kept: dict[Any, Prepared] | None = getattr(connection, "prepared_queries", None)
        if kept is None:
            kept = connection.prepared_queries = {}
        key = (build, shape)
        if key not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[key] = Prepared(build(*shape))
        return kept[key]

    return of_shape


def _maker(compiler: Any, database: str) -> Callable[[Sequence[Any]], models.Model]:
    """Return what makes a record of a row, with the records selected along."""
    told, own = compiler.klass_info, compiler.klass_info["select_fields"]
    first, end = own[0], own[-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:end]]
    related = get_related_populators(told, compiler.select, database)  # type: ignore[call-arg] # Django 6's has more

    def make(row: Sequence[Any]) -> models.Model:
        record: models.Model = told["model"].from_db(database, names, row[first:end])
        for populator in related:
            populator.populate(row, record)
        return record

    return make
