"""How well one story goes with another, and why: pure arithmetic, the same for every engine.

The likeness of the texts leads. Shared tags count by rarity and kind, a storyline and a section add a little, and what
lies closer in time comes first among equals.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import NamedTuple

from .terms import Vector, likeness, shared

SCORE_VERSION = 7
"""Stored with every suggestion: raise it with any change below."""

TAGS = 0.3
FULL = 4.0
"""Common tags that weigh so much together count in full, lesser ones by the square: a city on every tenth story, even
as the only tag of both, says little."""
STORYLINE = 0.15
SECTION = 0.05
"""What the same tags, a common storyline and the same section add to a likeness of at most one."""
FRESH = 0.2
HALF_LIFE_DAYS = 45.0
"""The share of the score that time takes away in the end, half of it after so many days."""

LEAST = 0.075
"""Stories with a lower score have nothing to do with one another."""
SAME_TEXT = 0.92
"""From this likeness on, one is a copy or an update of the other: no related story."""
NEAR_COPY = 0.85
"""From this likeness on, two suggestions are one."""

KIND_WEIGHTS = {
    "storyline": 2.0,
    "event": 1.5,
    "person": 1.2,
    "organisation": 1.0,
    "topic": 0.8,
    "place": 0.8,
}


@dataclass(frozen=True)
class Features:
    """What scoring knows of a story."""

    article: int
    vector: Vector
    tags: frozenset[int] = frozenset()
    sections: tuple[int, ...] = ()
    """The section, then the one above it."""
    at: datetime | None = None


class Scored(NamedTuple):
    """A story, how well it goes with the draft, and why."""

    article: int
    score: float
    likeness: float
    stems: list[str]
    tags: list[int]
    same_section: bool
    days: int | None
    """Days from the draft to the story: negative for an earlier one."""
    copies: list[int]
    """Other stories that say the same."""


def score(draft: Features, other: Features, tag_weights: Mapping[int, float], storylines: Set[int]) -> Scored:
    """How well a story goes with the draft; what they have in common is left to `best`, for the few that it chooses."""
    alike = likeness(draft.vector, other.vector)
    common = draft.tags & other.tags
    points = alike + TAGS * _tag_likeness(draft.tags, other.tags, tag_weights)
    points += STORYLINE * bool(common & storylines)
    points += SECTION * _section_likeness(draft.sections, other.sections)
    days = None
    if draft.at and other.at:
        seconds = (other.at - draft.at).total_seconds()
        days = (other.at.date() - draft.at.date()).days
        points *= 1 - FRESH + FRESH * 0.5 ** (abs(seconds) / 86_400 / HALF_LIFE_DAYS)
    return Scored(
        other.article,
        points,
        alike,
        [],
        sorted(common, key=lambda tag: (-tag_weights.get(tag, 0.0), tag)),
        bool(draft.sections and draft.sections[:1] == other.sections[:1]),
        days,
        [],
    )


def best(
    draft: Features,
    candidates: Iterable[Features],
    limit: int,
    tag_weights: Mapping[int, float],
    storylines: Set[int] = frozenset(),
) -> list[Scored]:
    """The stories that go best with the draft, the best first; copies of the draft are out, copies of each other one.

    Equals stand by the newest, then by the highest id.
    """
    vectors = {other.article: other for other in candidates if other.article != draft.article}
    scored = [score(draft, other, tag_weights, storylines) for other in vectors.values()]
    scored = [one for one in scored if one.score >= LEAST and one.likeness < SAME_TEXT]
    scored.sort(key=lambda one: (-round(one.score, 9), -_moment(vectors[one.article]), -one.article))
    chosen: list[Scored] = []
    for one in scored:
        vector = vectors[one.article].vector
        told = next((known for known in chosen if likeness(vectors[known.article].vector, vector) >= NEAR_COPY), None)
        if told:
            told.copies.append(one.article)
        elif len(chosen) == limit:
            break
        else:
            chosen.append(one)
    return [one._replace(stems=shared(draft.vector, vectors[one.article].vector)) for one in chosen]


def _moment(features: Features) -> float:
    return features.at.timestamp() if features.at else 0.0


def _tag_likeness(one: frozenset[int], other: frozenset[int], weights: Mapping[int, float]) -> float:
    """The cosine of two sets of weighed tags, less where what they have in common is common with many."""

    def length(tags: Iterable[int]) -> float:
        return sqrt(sum(weights.get(tag, 0.0) ** 2 for tag in tags))

    both, common = length(one) * length(other), length(one & other)
    return common**2 / both * min(1.0, common / FULL) ** 2 if both else 0.0


def _section_likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    if not one or not other:
        return 0.0
    return 1.0 if one[0] == other[0] else 0.5 * (one[-1] == other[-1])
