"""The empty tables, kept from one run of the tests to the next."""

import re
from pathlib import Path
from shutil import copyfile

from django.db import connection


def lay_out(folder: Path) -> None:
    """Give this process empty tables; they are made by all migrations where none have been kept for this code."""
    if connection.vendor == "sqlite":
        _from_a_file(folder / "newsroom.sqlite3")
    else:
        _from_a_template(folder.name)


def _make() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def _from_a_file(tables: Path) -> None:
    if tables.exists():
        copyfile(tables, connection.settings_dict["TEST"]["NAME"])
        return
    _make()
    half = tables.with_name("half")
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.rename(tables)


def _from_a_template(key: str) -> None:
    """PostgreSQL copies a database in a moment; the last run's copies stay until the next, as the template does."""
    name, own = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
    kept = f"kept_{name}_{key}"
    quote = connection.ops.quote_name
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        there = {
            known for (known,) in cursor.fetchall() if re.fullmatch(f"kept_{re.escape(name)}_[0-9a-f]{{16}}", known)
        }
        for old in there - {kept}:
            cursor.execute(f"DROP DATABASE {quote(old)}")
        if kept in there:
            cursor.execute(f"DROP DATABASE IF EXISTS {quote(own)}")
            cursor.execute(f"CREATE DATABASE {quote(own)} TEMPLATE {quote(kept)}")
            return
        _make()
        connection.close()
        connection.settings_dict["NAME"] = name
        cursor.execute(f"CREATE DATABASE {quote(kept)} TEMPLATE {quote(own)}")
