"""Emptying the tables after a test whose transactions are true ones."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction


def emptier() -> Callable[[Any], None]:
    """Return what empties the tables and leaves what the migrations made, as it is in them now.

    Django would ask the migrations' receivers to make it anew, which cost more than most of these tests do; and on
    PostgreSQL it would cut off each table with all its files, where a few rows of a few tables are to be taken out.
    """
    made = [(model, list(model._base_manager.all())) for model in (ContentType, Permission, Group)]
    held = Group.permissions.through
    made.append((held, list(held._base_manager.all())))
    quote = connection.ops.quote_name
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    which_have_rows = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})"  # noqa: S608 - names of tables
        for table in tables
    )

    def empty(_test: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(which_have_rows)
            for (table,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608
            for model, rows in made:
                model._base_manager.bulk_create(rows)
        ContentType.objects.clear_cache()

    return empty
