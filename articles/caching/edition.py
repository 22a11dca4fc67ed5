"""The edition number: it tells every worker on every machine whether what it has stored is still the site."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Min, Q

from articles import clock
from articles.models import Article, Edition, FrontPageSlot
from articles.models.article import Status
from articles.models.named import in_languages

ROW = 1
LOOKED_AT_EVERY = 0.25
"""Seconds for which a worker trusts the number that it read last."""
told_of_time: list[Callable[[datetime], None]] = []
"""Called with the present when time alone may have changed what readers see: by the first request after that."""
log = logging.getLogger(__name__)


class Memory:
    """What a process remembers of the edition between two looks at the database."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self.number = 0
        self.looked_at = float("-inf")
        self.noticed_at = 0.0
        self.next_change: tuple[int, datetime, datetime] | None = None


_memory = Memory()


def current() -> int:
    """Return the edition number, read at most four times a second; while the database is down, the last one known."""
    now = time.monotonic()
    if now - _memory.looked_at >= LOOKED_AT_EVERY:
        _memory.looked_at = now
        try:
            row = Edition.objects.filter(pk=ROW).values_list("number", clock.DatabaseTime()).first()
        except DatabaseError:
            log.exception("The edition number could not be read; pages stay as they are.")
        else:
            number, shown = row or (0, None)
            clock.take(shown)
            if number != _memory.number:
                _memory.number, _memory.noticed_at = number, now
    return _memory.number


def known() -> int | None:
    """Return the edition number if it was read just now, without asking the database."""
    return _memory.number if time.monotonic() - _memory.looked_at < LOOKED_AT_EVERY else None


def age() -> float:
    """Return for how many seconds this process has known the current number."""
    return time.monotonic() - _memory.noticed_at


def bump() -> None:
    """Say that what readers see has changed."""
    if not Edition.objects.filter(pk=ROW).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=ROW)
    forget()


def bump_after_commit() -> None:
    """Say that what readers see has changed, once the change is through."""
    transaction.on_commit(bump)


def forget() -> None:
    """Let this process look again."""
    _memory.looked_at = float("-inf")
    _memory.next_change = None


def next_change(number: int, now: datetime) -> datetime:
    """Return the next moment at which time alone changes what readers see; asked of the database once an edition."""
    known = _memory.next_change
    if known is None or known[0] != number or not known[1] <= now < known[2]:
        known = _memory.next_change = (number, now, _next_change(now))
        for tell in told_of_time:
            tell(now)
    return known[2]


def _next_change(now: datetime) -> datetime:
    out = Article.objects.filter(status=Status.PUBLISHED, deleted_at=None)
    columns = [*in_languages("published_at"), "embargo_until", "expires_at", "breaking_until", "live_until"]
    moments = [out.filter(**{f"{column}__gt": now}).aggregate(at=Min(column))["at"] for column in columns]
    slots = FrontPageSlot.objects.filter(Q(shows_from__gt=now) | Q(shows_until__gt=now))
    moments += [at for row in slots.values_list("shows_from", "shows_until") for at in row if at and at > now]
    # Today's date stands on the pages, and the rights to pictures end with a day.
    midnight = clock.midnight(now) + timedelta(days=1)
    return min(at for at in [*moments, midnight] if at)
