"""The spellings that a word has in the stories found: «أحمد، احمد»."""

import re
from collections import Counter
from collections.abc import Iterable

from articles.text.arabic import tokens
from articles.text.folding import INVISIBLE, MARKS

from .query import Query

MOST = 4
"""Spellings of a word that are named."""
UNSPOKEN = re.compile(f"[{MARKS}{INVISIBLE}]+")
ARABIC = re.compile("[ء-ۿ]")


def spellings(texts: Iterable[str], query: Query) -> list[list[str]]:
    """Return, for each Arabic word of a query, its spellings in some texts where there are several, commonest first.

    Harakat and tatweel make no spelling of their own; inflected forms are other words.
    """
    wanted = {atom.word: Counter[str]() for atom in query.atoms if not atom.prefix and ARABIC.match(atom.word)}
    wanted |= {word: Counter() for atom in query.atoms if atom.is_phrase for word in atom.words if ARABIC.match(word)}
    if not wanted:
        return []
    for text in texts:
        for token in tokens(text):
            if token.folded in wanted:
                wanted[token.folded][UNSPOKEN.sub("", token.text)] += 1
    return [[text for text, _count in counts.most_common(MOST)] for counts in wanted.values() if len(counts) > 1]
