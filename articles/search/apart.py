"""Names written together or apart: «عبد الله» and «عبدالله», «أبو ظبي» and «أبوظبي», «نيو يورك» and «نيويورك».

A pair of neighbours of the query is looked for as one word too, and a name that begins with one of a few words as two
that stand side by side, when the archive has them so. Nothing of this is demanded of a story.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from articles.text.arabic import stem

from .query import Atom, Query

FIRST = ("عبدال", "ابو")
"""How names begin that are written together, though both parts are words."""
SHORTEST, SHORTEST_PART = 6, 2
"""Letters of two words that are joined, and of each of them."""

Forms = Mapping[int, tuple[tuple[str, ...], ...]]
"""By the number of a group, what else may stand for it: one word, or two side by side."""


def together_or_apart(query: Query) -> Forms:
    """Return how the archive may write the names in an Arabic query otherwise."""
    if query.language != "ar":
        return {}
    asked = [_asked_word(group) for group in query.groups]
    found = {number: _divided(word) for number, word in enumerate(asked)}
    for number, pair in enumerate(pairwise(asked)):
        joined = "".join(pair)
        if min(map(len, pair)) >= SHORTEST_PART and len(joined) >= SHORTEST:
            found[number].append((joined,))
            found[number + 1].append((joined,))
    return {number: tuple(forms) for number, forms in found.items() if forms}


def stems_of(forms: Forms) -> set[str]:
    """Return the stems of all words that may stand for others."""
    return {stem(word) for found in forms.values() for words in found for word in words}


def with_forms(query: Query, forms: Forms, stories: Mapping[str, int]) -> Query:
    """Return the query with those forms of which every word stands in some story as it is."""

    def others(number: int) -> list[Atom]:
        known = (words for words in forms.get(number, ()) if all(stories.get(word, 0) for word in words))
        return [Atom(words, query.language, asked=False) for words in known]

    return replace(query, groups=tuple((*group, *others(number)) for number, group in enumerate(query.groups)))


def _asked_word(group: tuple[Atom, ...]) -> str:
    """The word of a group of one word as typed, or nothing."""
    first = group[0]
    return "" if len(group) > 1 or first.is_phrase or first.prefix else first.word


def _divided(word: str) -> list[tuple[str, ...]]:
    first = next((one.removesuffix("ال") for one in FIRST if word.startswith(one)), "")
    return [(first, word[len(first) :])] if first and len(word) - len(first) > SHORTEST_PART else []
