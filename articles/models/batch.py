"""Counts kept together in memory for two seconds, then added to the database in one go.

Each process adds its own; the database does the sum, so none is lost and none is counted twice. A process that ends
waits for the thread that adds the last of them.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import DatabaseError, connection

EVERY = 2.0
"""Seconds that a count waits at most."""
MOST_WAITING = 50_000
"""Different things that are counted at once; while the database is down, new ones beyond are left out."""
Key = TypeVar("Key")
log = logging.getLogger(__name__)


class Batch(Generic[Key]):
    """What this process has counted and not yet added."""

    def __init__(self, add: Callable[[Counter[Key]], None], afterwards: Callable[[], object] = lambda: None) -> None:
        """Take what adds counts to the database, and what to do in the same thread after that."""
        self.add, self.afterwards = add, afterwards
        self.waiting: Counter[Key] = Counter()
        self.timer: threading.Timer | None = None
        self.lock = threading.Lock()

    def count(self, key: Key) -> None:
        """Count one. Asks nothing of the database."""
        with self.lock:
            if key in self.waiting or len(self.waiting) < MOST_WAITING:
                self.waiting[key] += 1
            if self.timer is None:
                self.timer = threading.Timer(EVERY, self._flush_in_thread)
                self.timer.daemon = False
                self.timer.start()

    def flush(self) -> None:
        """Add what waits to the database; while it is down, it goes on waiting."""
        with self.lock:
            taken, self.timer = Counter(self.waiting), None
            self.waiting.clear()
        if not taken:
            return
        try:
            self.add(taken)
        except DatabaseError:
            log.exception("%s counts could not be added yet; they will be tried again.", taken.total())
            with self.lock:
                self.waiting.update(taken)

    def _flush_in_thread(self) -> None:
        try:
            self.flush()
            self.afterwards()
        finally:
            connection.close()
