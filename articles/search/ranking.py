"""How well a story answers a query: pure arithmetic, the same for every engine.

BM25 (Robertson and others, 1994) over stems, half of it again over the words as spelled (folded), with fields weighted
as in BM25F; more for words that stand early in the body, where news says what it is about; more for words that stand
near each other as they do in the query; all of it times one plus the square of the share of the query that was found.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from .query import Atom, Query

K1 = 1.2
B = 0.75
EXACT = 0.5
NEAR = 0.5
LEAD = 3.0
LEAD_REACH = 20.0
FIELD_WEIGHTS = (4.0, 3.0, 2.0, 1.5, 1.0)
"""Headline and kicker, tags with aliases, bylines and sources, standfirst, body: the order of `Fields`."""
BODY = 4
PREFIX_SHARE = 0.01
"""The share of stories that a word's beginning is taken to stand in, for its rarity is not counted."""
EARLY = 300
"""Characters of the stored words that are taken for headline and lead."""
EARLY_STEMS = 100
"""Characters of the stored stems, which are fewer, that are taken for the same."""
TYPED = 0.1
"""What the very spelling typed adds, as a share of the score."""
FRESH = 0.3
"""The most that recency can add, as a share of the score."""

LEAD_WEIGHTS = [1 + LEAD * math.exp(-place / LEAD_REACH) for place in range(200)]


class Fields(NamedTuple):
    """A story's words and their stems, field by field, side by side."""

    words: Sequence[Sequence[str]]
    stems: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Statistics:
    """What the index knows of all stories: how many, how long, and in how many each word and stem stands."""

    stories: int
    average_length: float
    words: Mapping[str, int]
    stems: Mapping[str, int]

    def rarity(self, found_in: float) -> float:
        """The inverse document frequency of something that stands in so many stories."""
        return math.log(1 + (max(self.stories - found_in, 0) + 0.5) / (found_in + 0.5))


class Hit(NamedTuple):
    """A story and how well it answers."""

    score: float
    published_at: datetime | None
    article: int


def score(query: Query, fields: Fields, statistics: Statistics) -> float:
    """How well a story answers a query; 0 when a phrase is missing or something unwanted stands in it."""
    if any(_occurs(atom, fields) for atom in query.excluded):
        return 0.0
    length = sum(map(len, fields.words))
    damping = K1 * (1 - B + B * length / (statistics.average_length or 1))
    total, found, rarities, places = 0.0, 0, [], []
    for group in query.groups:
        best, rarity, where = 0.0, 0.0, []
        for atom in group:
            points, rare, here = _atom_score(atom, fields, statistics, damping)
            if points > best:
                best, rarity, where = points, rare, here
        if not best and any(atom.is_phrase for atom in group):
            return 0.0
        total += best
        found += best > 0
        rarities.append(rarity)
        places.append(where)
    if not found:
        return 0.0
    return (total + NEAR * _nearness(rarities, places)) * (1 + (found / len(query.groups)) ** 2)


def _atom_score(atom: Atom, fields: Fields, statistics: Statistics, damping: float) -> tuple[float, float, list[int]]:
    """Points, rarity, and the places in the body."""
    if atom.is_phrase:
        places = [_phrase_places(atom.words, words) for words in fields.words]
        rare = sum(statistics.rarity(statistics.words.get(word, 0)) for word in atom.words)
        return _points(places, rare * (1 + EXACT), damping), rare, places[BODY]
    if atom.prefix:
        places = [_places(words, lambda word: word.startswith(atom.word)) for words in fields.words]
        rare = statistics.rarity(PREFIX_SHARE * statistics.stories)
        return _points(places, rare, damping), rare, places[BODY]
    places = [_places_of(atom.stem, stems) for stems in fields.stems]
    rare = statistics.rarity(statistics.stems.get(atom.stem, 0))
    points = _points(places, rare, damping)
    exact = [_places_of(atom.word, words) for words in fields.words]
    points += EXACT * _points(exact, statistics.rarity(statistics.words.get(atom.word, 0)), damping)
    return points, rare, places[BODY]


def _points(places: list[list[int]], rarity: float, damping: float) -> float:
    weight = sum(field_weight * len(found) for field_weight, found in zip(FIELD_WEIGHTS[:BODY], places, strict=False))
    weight += sum(LEAD_WEIGHTS[place] if place < len(LEAD_WEIGHTS) else 1.0 for place in places[BODY])
    return rarity * weight * (K1 + 1) / (weight + damping)


def _places_of(wanted: str, words: Sequence[str]) -> list[int]:
    found, start = [], -1
    for _ in range(words.count(wanted)):
        start = words.index(wanted, start + 1)
        found.append(start)
    return found


def _places(words: Sequence[str], wanted: Callable[[str], bool]) -> list[int]:
    return [place for place, word in enumerate(words) if wanted(word)]


def _phrase_places(phrase: tuple[str, ...], words: Sequence[str]) -> list[int]:
    return [start for start in _places_of(phrase[0], words) if tuple(words[start : start + len(phrase)]) == phrase]


def _occurs(atom: Atom, fields: Fields) -> bool:
    if atom.is_phrase:
        return any(_phrase_places(atom.words, words) for words in fields.words)
    if atom.prefix:
        return any(word.startswith(atom.word) for words in fields.words for word in words)
    return any(atom.word in words for words in fields.words)


def _nearness(rarities: list[float], places: list[list[int]]) -> float:
    """For each two neighbours of the query, the rarity of the commoner one, less the further apart they stand."""
    total = 0.0
    for (left_rarity, left), (right_rarity, right) in pairwise(zip(rarities, places, strict=True)):
        if left and right:
            total += min(left_rarity, right_rarity) / (1 + 0.25 * max(0, _gap(left, right) - 1))
    return total


def _gap(left: list[int], right: list[int]) -> int:
    """The smallest distance between two sorted lists of places."""
    best, i, j = 1 << 30, 0, 0
    while i < len(left) and j < len(right):
        best = min(best, abs(left[i] - right[j]))
        if left[i] < right[j]:
            i += 1
        else:
            j += 1
    return best


def approximate(query: Query, words: str, stems: str, length: int, statistics: Statistics) -> float:
    """A cheap likeness of ``score`` from what is stored, to choose which stories are worth scoring."""
    damping = K1 * (1 - B + B * length / (statistics.average_length or 1))
    total, found = 0.0, 0
    for group in query.groups:
        best = 0.0
        for atom in group:
            wanted = f" {atom.word}" if atom.prefix else f" {atom.stem} "
            first = words.find(wanted)
            if first >= 0 or wanted in stems:
                early = 0 <= first < EARLY or 0 <= stems.find(wanted) < EARLY_STEMS
                weight = (words.count(wanted) or 1) + (LEAD if early else 0)
                rare = PREFIX_SHARE * statistics.stories if atom.prefix else statistics.stems.get(atom.stem, 0)
                best = max(best, statistics.rarity(rare) * weight / (weight + damping))
        total += best
        found += best > 0
    return total * (1 + (found / max(len(query.groups), 1)) ** 2)


def as_typed(query: Query, text: str) -> float:
    """A factor of 1 and a little more for a text that has the words of the query in the very spelling typed."""
    if not query.spellings:
        return 1.0
    standing = sum(bool(re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", text)) for spelling in query.spellings)
    return 1 + TYPED * standing / len(query.spellings)


def freshened(
    points: float, published_at: datetime | None, now: datetime | None, half_life_days: float | None
) -> float:
    """The score with recency blended in: a story of today gains most, one half-life older half of that."""
    if not half_life_days or published_at is None or now is None:
        return points
    age = max(0.0, (now - published_at).total_seconds() / 86_400)
    return points * (1 + FRESH * 0.5 ** (age / half_life_days))


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Best first; equals by the newest, then by the highest id."""
    return sorted(
        hits,
        key=lambda hit: (round(hit.score, 9), hit.published_at.timestamp() if hit.published_at else 0.0, hit.article),
        reverse=True,
    )
