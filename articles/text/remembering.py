"""A mapping that works out each value once, when it is first asked for."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

MOST = 300_000
"""Keys that are kept; when there are more, all are forgotten: what is common is soon known again."""
LONGEST = 80
"""Characters of a key that is kept."""


class Remembering(dict[str, Value]):
    """Values of texts by a function: looked up twice as fast as with a cached function, and as often as wanted."""

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        """Take the function that tells the value of a key."""
        super().__init__()
        self.work_out = work_out

    def __missing__(self, key: str) -> Value:
        result = self.work_out(key)
        if len(key) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[key] = result
        return result
