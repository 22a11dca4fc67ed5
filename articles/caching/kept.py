"""What every page of the site shows alike, made once an edition in each process.

Only what is small and the same for all readers belongs here: the sections, a menu, a form; never a story, whose time
may come or go. It lasts until something that readers see changes, or the day does.
"""

import threading
from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any, TypeVar

from articles import clock
from articles.caching import edition

MOST = 2000
"""Things kept at most; an edition that needs more begins again."""
Made = TypeVar("Made")


class Shelf:
    """What was made for one edition on one day."""

    def __init__(self, number: int | None = None) -> None:
        """Begin empty, with what ends at midnight in the site's time zone."""
        self.number, self.things = number, dict[Hashable, Any]()
        self.ends_at = (clock.midnight() + timedelta(days=1)).timestamp()


_shelf: Shelf | None = None
_lock = threading.Lock()


def kept(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what ``make`` returns, made once for a key as long as the edition and the day last."""
    global _shelf
    number, shelf = edition.current(), _shelf
    if shelf is None or shelf.number != number or clock.now().timestamp() >= shelf.ends_at or len(shelf.things) >= MOST:
        with _lock:
            shelf = _shelf = Shelf(number)
    try:
        return shelf.things[key]  # type: ignore[no-any-return]
    except KeyError:
        made = shelf.things[key] = make()
        return made


def forget() -> None:
    """Forget everything, in this process."""
    global _shelf
    _shelf = None
