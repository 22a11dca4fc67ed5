"""The letters in which the index stores words: a byte for each of the commonest Arabic ones instead of two.

Half the room, and half of what every search reads and looks through. The signs that stand for them are never part of a
word and mean nothing to FTS5 and PostgreSQL between quotation marks; none is a quotation mark, or = or #, which mark
words and totals.
"""

ARABIC = "اليمنورتهبدعسكفحقجشصخءطضزث"
SIGNS = "!$%&()*+,-/:;<>?@[]^_`{|}~"

_STORED = str.maketrans(ARABIC, SIGNS)
_PLAIN = str.maketrans(SIGNS, ARABIC)


def stored(words: str) -> str:
    """Return folded words as the index stores them."""
    return words.translate(_STORED)


def plain(words: str) -> str:
    """Return stored words as they are folded."""
    return words.translate(_PLAIN)
