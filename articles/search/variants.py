"""The spellings that a word has in the stories found: «أحمد، احمد»."""

import re
from collections import Counter
from collections.abc import Mapping

from articles.text.arabic import PIECES, WORD, folded_words
from articles.text.folding import INVISIBLE, MARKS

from .query import Query

MOST = 4
"""Spellings of a word that are named."""
UNSPOKEN = re.compile(f"[{MARKS}{INVISIBLE}]+")
ARABIC = re.compile("[ء-ۿ]")


def spellings(written: Mapping[str, int], query: Query) -> list[list[str]]:
    """Return, for each Arabic word of a query, its spellings among what stands between spaces, the commonest first.

    A word in no other spelling than the one typed has none. Harakat and tatweel make no spelling of their own;
    inflected forms are other words.
    """
    asked = [atom for atom in query.atoms if atom.asked and not atom.prefix]
    counted = {word: Counter[str]() for atom in asked for word in atom.words if ARABIC.match(word)}
    if not counted:
        return []
    others = {atom.word: counted[atom.spells] for atom in query.atoms if atom.spells}
    wanted = {**others, **counted}
    for piece, count in written.items():
        if not wanted.keys().isdisjoint(PIECES[piece]):
            for word in WORD.findall(piece):
                for folded in wanted.keys() & folded_words(word):
                    wanted[folded][UNSPOKEN.sub("", word)] += count
    return [
        [text for text, _count in counts.most_common(MOST)]
        for word, counts in counted.items()
        if len(counts) > 1 or any(word not in folded_words(text) for text in counts)
    ]
