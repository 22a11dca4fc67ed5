"""A query made ready for looking through stored words: every part in the letters of the index, with its rarity."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .letters import stored
from .query import Atom, Query

EXACT = 0.5
"""What the word as spelled counts beside its stem."""
Forms = Mapping[str, frozenset[str]]
"""The words of the archive by their stem."""
Beginnings = Mapping[str, Mapping[str, int]]
"""The words of the archive that begin so, and in how many stories each stands."""


@dataclass(frozen=True)
class Statistics:
    """What the index knows of all stories: how many, how long, in how many each word and stem stands, the words of each
    stem and with each beginning, its generation, and the numbers of the newest document and of the oldest wanted."""

    stories: int
    average_length: float
    words: Mapping[str, int]
    stems: Mapping[str, int]
    forms: Forms = field(default_factory=dict)
    beginnings: Beginnings = field(default_factory=dict)
    generation: int = 0
    newest: int = 0
    oldest: int = 0

    def begun(self, word: str) -> int:
        """In how many stories words stand that begin so; one with several of them counts as often."""
        return sum(self.beginnings.get(word, {}).values())

    def rarity(self, found_in: float) -> float:
        """The inverse document frequency of something that stands in so many stories."""
        return math.log(1 + (max(self.stories - found_in, 0) + 0.5) / (found_in + 0.5))


@dataclass(frozen=True)
class Sought:
    """A word, a beginning or a phrase to look for.

    Everything is in UTF-8. ``text`` is what finds it at a glance, ``spelled`` is what finds it as it was spelled,
    ``forms`` are all words with the stem of a single word, ``rarity`` is that of stem, beginning or phrase,
    ``word_rarity`` that of the word as spelled.
    """

    word: bytes
    phrase: bool
    text: bytes
    spelled: bytes
    forms: frozenset[bytes]
    rarity: float
    word_rarity: float
    rough_rarity: float
    demanded: bool = False
    exact: float = EXACT


@dataclass(frozen=True)
class Wanted:
    """A whole query to look for, and the length of a usual story; ``forms`` are those of all its single words."""

    groups: tuple[tuple[Sought, ...], ...]
    excluded: tuple[Sought, ...]
    average_length: float
    forms: frozenset[bytes]


def wanted(query: Query, statistics: Statistics) -> Wanted:
    """Make a query ready."""
    groups = tuple(_sought_group(group, statistics) for group in query.groups)
    return Wanted(
        groups=groups,
        excluded=tuple(_sought(atom, statistics) for atom in query.excluded),
        average_length=statistics.average_length,
        forms=frozenset().union(*(sought.forms for group in groups for sought in group)),
    )


def _sought_group(group: tuple[Atom, ...], statistics: Statistics) -> tuple[Sought, ...]:
    """The atoms of a group; what only stands in for a word that the archive has is worth no more than the word."""
    made = [_sought(atom, statistics) for atom in group]
    known = [sought for atom, sought in zip(group, made, strict=True) if atom.asked and statistics.stems.get(atom.stem)]
    if not known:
        return tuple(made)
    most, most_rough = max(one.rarity for one in known), max(one.rough_rarity for one in known)

    def worth(atom: Atom, sought: Sought) -> Sought:
        if atom.asked:
            return sought
        rarity, rough = min(sought.rarity, most) * atom.worth, min(sought.rough_rarity, most_rough) * atom.worth
        word_rarity = min(sought.word_rarity, most) * atom.worth
        return replace(sought, rarity=rarity, rough_rarity=rough, word_rarity=word_rarity)

    return tuple(worth(atom, sought) for atom, sought in zip(group, made, strict=True))


def _sought(atom: Atom, statistics: Statistics) -> Sought:
    word, stem = stored(atom.word), stored(atom.stem)
    of_stem = statistics.rarity(statistics.stems.get(atom.stem, 0))
    rarity = of_stem
    if atom.prefix:
        rarity = statistics.rarity(statistics.begun(atom.word))
    elif atom.is_phrase:
        rarity = sum(statistics.rarity(statistics.words.get(part, 0)) for part in atom.words)
    spelled = " ".join(map(stored, atom.words)) if atom.is_phrase else word
    single = not atom.is_phrase and not atom.prefix
    return Sought(
        word=word.encode(),
        phrase=atom.is_phrase,
        text=(f" {word}" if atom.prefix else f" {stem} ").encode(),
        spelled=(f" {spelled}" if atom.prefix else f" {spelled} ").encode(),
        forms=frozenset(form.encode() for form in (word, *map(stored, statistics.forms.get(atom.stem, ()))) if single),
        rarity=rarity,
        word_rarity=statistics.rarity(statistics.words.get(atom.word, 0)),
        rough_rarity=rarity if atom.prefix else of_stem,
        demanded=atom.is_demanded,
    )
