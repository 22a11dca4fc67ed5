"""Room for deep calls."""

from collections.abc import Callable
from typing import Any

SLOTS = 1 << 15


def in_one_piece(act: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose calls, however deep, stand in one piece of half a megabyte.

    Python lays calls into pieces of 16 kB and gives an empty one back at once: where a loop stands at the end of one,
    each call in it asks the system for memory. The form of a story did so a thousand times, a fifth of what it cost. A
    call that says that it wants so much gets a piece in which there is room for the others.
    """

    def called(*given: Any, **named: Any) -> Any:
        return act(*given, **named)

    called.__code__ = called.__code__.replace(co_stacksize=SLOTS)
    return called
