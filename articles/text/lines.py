"""Texts of one line, as headlines are: without what breaks a line, disguises it or turns what stands beside it."""

import re
from functools import lru_cache

from .markup import UNWANTED

_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_ISOLATES = re.compile("[\u2066-\u2069]")
POP = "\u2069"
LATIN_MARK = "\u200e"
"""What stands for a Latin letter and is not seen (Unicode: LRM)."""
NAMES = re.compile(r"(?<![A-Za-z0-9_])[@#.]?[A-Za-z][A-Za-z0-9.:/@&+#?=%~_-]*")
ARABIC_LETTERS = re.compile("[\u0621-\u06d3]")
LAST_SIGNS = "+#/%=~&_"
"""What belongs to a Latin name that it ends: C++, C#, https://example.org/."""


def one_line(text: str) -> str:
    """Return a text as one line: breaks are spaces, controls and bidi overrides are gone, every isolate is closed.

    Whatever is set beside it (a site's name, a date) then keeps its direction.
    """
    if not _ODD.search(text):
        return text
    return _closed(" ".join(text.translate(UNWANTED).split()))


def some_lines(text: str) -> str:
    """Return a text of several lines with the same taken out of each."""
    if not _ODD.search(text):
        return text
    return "\n".join(_closed(line) for line in text.replace("\r\n", "\n").translate(UNWANTED).splitlines())


@lru_cache(maxsize=5000)
def names_whole(text: str) -> str:
    """Return a text in which the signs of Latin names stay on their side of them among Arabic words: C++, @name."""
    if not ARABIC_LETTERS.search(text):
        return text

    def marked(found: re.Match[str]) -> str:
        name = found[0]
        before = "" if name[0].isalnum() else LATIN_MARK
        return before + name + (LATIN_MARK if name[-1] in LAST_SIGNS else "")

    return NAMES.sub(marked, text)


def _closed(text: str) -> str:
    """Close the isolates that are open, and drop the closings of none."""
    depth = 0

    def counted(found: re.Match[str]) -> str:
        nonlocal depth
        if found[0] != POP:
            depth += 1
            return found[0]
        if depth:
            depth -= 1
            return found[0]
        return ""

    closed = _ISOLATES.sub(counted, text)
    return closed + POP * depth
