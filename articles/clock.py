"""The clock by which stories come out and embargoes end: the database's, which all machines have in common.

No machine whose own clock runs ahead lets anything out early, and none that is behind lets it out late.
"""

import time
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, models
from django.utils import timezone

TRUSTED_FOR = 60.0
"""Seconds for which one look at the database's clock is enough; this process counts them without its own clock."""


class Look(NamedTuple):
    """What the database's clock showed, and when, in this process's monotonic seconds."""

    shown: datetime
    at: float


_last: Look | None = None


class DatabaseTime(models.Func):
    """What the database's own clock shows, to be read along with something else; nothing on SQLite, which has none."""

    function = "clock_timestamp"
    arity = 0
    output_field = models.DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple[()]]:
        """Return nothing."""
        return "NULL", ()


def now() -> datetime:
    """Return the moment by the database's clock; by this machine's on SQLite, and while no database was ever reached.

    An answer takes its time on the way, so this is never later than what the database would say.
    """
    if not has_its_own():
        return timezone.now()
    if _last is None or time.monotonic() - _last.at > TRUSTED_FOR:
        _look()
    return timezone.now() if _last is None else _since(_last)


def today() -> date:
    """Return the day that the newsroom's calendar shows."""
    return timezone.localdate(now())


def midnight(at: datetime | None = None) -> datetime:
    """Return the moment at which the newsroom's day began, that of a moment (now)."""
    return timezone.localtime(at or now()).replace(hour=0, minute=0, second=0, microsecond=0)


def take(shown: datetime | None) -> None:
    """Go on from what the database's clock has just shown."""
    global _last
    if shown is not None:
        _last = Look(shown, time.monotonic())


@cache
def has_its_own() -> bool:
    """Return whether the database has a clock of its own: SQLite's is this machine's."""
    return connection.vendor == "postgresql"


def database_time() -> datetime | None:
    """Ask what the database's own clock shows; None where it has none."""
    if not has_its_own():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    return moment  # type: ignore[no-any-return]


def _look() -> None:
    """Look at the database's clock; while the database is away, go on from what it showed last."""
    try:
        take(database_time())
    except DatabaseError:
        take(_last and _since(_last))


def _since(look: Look) -> datetime:
    return look.shown + timedelta(seconds=time.monotonic() - look.at)
