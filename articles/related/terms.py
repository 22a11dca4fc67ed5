"""What a text is about: its stems, weighed by how often they stand in it and how seldom elsewhere. Pure."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from articles.search.query import STOP_WORDS
from articles.text.arabic import tokens
from articles.text.stemmer import stem_folded

HEADLINE = 2
"""How many words of the lead one word of the headline is worth."""
LEAD = 30
"""The first words of the running text, mostly its standfirst or first paragraph, say what it is about,"""
LATER = 0.5
"""and a word after them says so much of that."""
SATURATION = 2.5
"""As in BM25: the second mention of a word says less than the first, the tenth hardly anything."""
LENGTHENED = 0.5
"""As in BM25: how far a text longer than others must say a word more often for as much."""
RARITY_POWER = 0.5
"""Rarity counts on both sides of a cosine; a power below one keeps single rare words from ruling it."""
TELLING_SHARE = 0.05
"""A stem in more than this share of stories tells nothing of one of them."""
FEW = 20
"""Stems in no more stories than this may tell, however small the archive."""


class Stems(NamedTuple):
    """The stems of a text, in order."""

    headline: Sequence[str]
    body: Sequence[str]


def stems_of(text: str, language: str) -> list[str]:
    """The stems of a plain text, in order, as the search index holds them."""
    return [stem_folded(token.folded, language) for token in tokens(text)]


class Vector(NamedTuple):
    """What each stem of a text weighs, and the length of it all."""

    weights: Mapping[str, float]
    length: float


class Rarities(dict[str, float]):
    """How much it says that a stem stands in a story, by how many of all it stands in; worked out when first asked for.

    Stop words and single letters say nothing; a stem of no story says most, until it stands in one.
    """

    def __init__(self, stories: int, frequencies: dict[str, int], average_length: float = 0.0) -> None:
        """Begin with what is known; more frequencies may be added later. Lengths are in words."""
        super().__init__()
        self.stories = stories
        self.frequencies = frequencies
        self.average_length = average_length

    def __missing__(self, stem: str) -> float:
        if len(stem) < 2 or stem in _stop_stems():
            weight = 0.0
        elif found_in := self.frequencies.get(stem):
            weight = rarity(self.stories, found_in)
        else:
            return rarity(self.stories, 0)
        self[stem] = weight
        return weight


def rarity(stories: int, found_in: int) -> float:
    """How much it says that something stands in a story when it stands in so many of all."""
    return math.log(1 + max(stories, found_in, 1) / max(found_in, 1)) ** RARITY_POWER


def weighed(stems: Stems, rarities: Rarities) -> Vector:
    """What a text is about: each stem's saturated count times its rarity, headline and lead counting more."""
    counts: dict[str, float] = {stem: LATER * count for stem, count in Counter(stems.body[LEAD:]).items()}
    for worth, part in ((1, stems.body[:LEAD]), (HEADLINE, stems.headline)):
        for stem in part:
            counts[stem] = counts.get(stem, 0) + worth
    average = rarities.average_length
    times_average = sum(counts.values()) / average if average else 1.0
    damping = SATURATION * (1 - LENGTHENED + LENGTHENED * times_average)
    weights = {stem: count / (count + damping) * rarities[stem] for stem, count in counts.items()}
    return Vector(weights, math.sqrt(sum([weight * weight for weight in weights.values()])))


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two texts: 0 for nothing in common, 1 for the same words as often."""
    if len(one.weights) > len(other.weights):
        one, other = other, one
    both, its = one.length * other.length, other.weights
    return sum([weight * its[stem] for stem, weight in one.weights.items() if stem in its]) / both if both else 0.0


def shared(one: Vector, other: Vector, limit: int = 12) -> list[str]:
    """The stems that make two texts alike, those that do most first."""
    points = {stem: weight * other.weights[stem] for stem, weight in one.weights.items() if stem in other.weights}
    return sorted((stem for stem in points if points[stem]), key=lambda stem: (-points[stem], stem))[:limit]


def telling(vector: Vector, frequencies: Mapping[str, int], stories: int, limit: int = 25) -> list[str]:
    """The stems by which to look for like texts: the heaviest that stand somewhere, but not in too many stories."""
    most = max(FEW, TELLING_SHARE * stories)
    useful = [stem for stem, weight in vector.weights.items() if weight and 0 < frequencies.get(stem, 0) <= most]
    return sorted(useful, key=lambda stem: (-vector.weights[stem], stem))[:limit]


@cache
def _stop_stems() -> frozenset[str]:
    return STOP_WORDS | {stem_folded(word) for word in STOP_WORDS}
