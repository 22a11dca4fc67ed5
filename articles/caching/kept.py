"""What every page of the site shows alike, made once an edition in each process.

Only what is small and the same for all readers belongs here: the sections, a menu, a form; never a story, whose time
may come or go. It lasts until something that readers see changes, or the day does.
"""

import threading
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from articles.caching import edition

MOST = 2000
"""Things kept at most; an edition that needs more begins again."""
Made = TypeVar("Made")


class Shelf:
    """What was made for one edition on one day."""

    def __init__(self, of: tuple[int, date] | None = None) -> None:
        """Begin empty."""
        self.of, self.things = of, dict[Hashable, Any]()


_shelf, _lock = Shelf(), threading.Lock()


def kept(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what ``make`` returns, made once for a key as long as the edition and the day last."""
    global _shelf
    now = (edition.current(), timezone.localdate())
    shelf = _shelf
    if shelf.of != now or len(shelf.things) >= MOST:
        with _lock:
            shelf = _shelf = Shelf(now)
    try:
        return shelf.things[key]  # type: ignore[no-any-return]
    except KeyError:
        made = shelf.things[key] = make()
        return made


def forget() -> None:
    """Forget everything, in this process."""
    global _shelf
    _shelf = Shelf()
