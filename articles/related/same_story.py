"""Whether two texts that share runs of words tell the same story, or two of a series. Pure.

The next match, the result after the programme and tomorrow's weather are told in the same words as the last: they have
other figures, other names, or came out on other days. What is taken over in one long passage is a copy all the same.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

COPY = 0.5
"""From this share of the shorter text on, one is a copy of the other."""
SAME_STORY = 0.3
"""From this share on, the two are probably the same story: worth a warning."""
REWORDED = 0.5
"""With this share of the telling words in the same order, one is the other in other words,"""
HARDLY = 0.15
"""if this share of the runs stands there too: tables of results name the same clubs in the same order."""
REARRANGED = 2 / 3
"""With this share of the telling words in any order, paragraphs were turned round."""
FEWEST_WORDS = 30
"""A text of fewer telling words is held to so many."""
SAME_FIGURES = 0.5
"""Where less than half is shared, the same story keeps this share of the shorter list of figures; the next earthquake
and the result of a match do not."""
FEWEST_FIGURES = 3
RAREST = 8
"""Of so many rarest words of a text, most of them names,"""
SAME_NAMES = 2
"""the same story has these; the next match is between others."""
PASSAGE = 25
"""So many stems in a row are taken over, whatever else is said, and whenever; in a short text, half of it."""
DAYS = 3
"""Wire copy is run within so many days. What came out further apart is a follow-up, a notice repeated or the next of a
series, unless more is shared:"""
SAME_STORY_LATER = 0.4
SAME_WORDS_LATER = 0.8
"""so much of the runs, and so many of the telling words of the shorter text;"""
REWORDED_LATER = 0.7
FORTNIGHT = 14
"""Further apart than this only a copy is told: the same notice of another month shares four tenths."""


class Side(NamedTuple):
    """A text as it is held against another."""

    stems: Sequence[str]
    words: Sequence[str]
    """The stems that tell its story, in order, formulas aside."""
    weights: Mapping[str, float]
    """How much each stem tells."""


class Common(NamedTuple):
    """What two texts share."""

    share: float
    """Of the runs of the shorter one, formulas aside."""
    passage: int
    """The longest, in stems."""
    days: int
    """Between the two."""


def same_text(one: Side, other: Side, common: Common) -> bool:
    """Whether so much is shared that one text was made of the other."""
    if common.share >= SAME_STORY and common.passage >= min(PASSAGE, len(one.stems) / 2, len(other.stems) / 2):
        return True
    if not same_names(one, other):
        return False
    return common.share >= COPY or (
        same_figures(one.stems, other.stems) >= SAME_FIGURES and _enough(one, other, common)
    )


def in_other_words(one: Side, other: Side, common: Common) -> float:
    """The share of the telling words by which one is the other in other words; 0 if it is not."""
    if common.share < HARDLY or same_figures(one.stems, other.stems) < SAME_FIGURES or not same_names(one, other):
        return 0.0
    size = max(min(len(one.words), len(other.words)), FEWEST_WORDS)
    in_order = common_in_order(one.words, other.words) / size
    if common.days > DAYS:
        return in_order if common.days <= FORTNIGHT and in_order >= REWORDED_LATER else 0.0
    if in_order >= REWORDED:
        return in_order
    in_any = (Counter(one.words) & Counter(other.words)).total() / size
    return in_any if in_any >= REARRANGED else 0.0


def same_names(one: Side, other: Side) -> bool:
    """Whether some of the rarest words of either text stand in the other as well."""
    return _named(one, other) or _named(other, one)


def common_in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """The most words that two texts share in the same order, with a bit for each word (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for place, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(other)) - 1
    row = full
    for word in one:
        if word in places:
            matches = row & places[word]
            row = ((row + matches) | (row - matches)) & full
    return len(other) - row.bit_count()


def same_figures(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the shorter list of figures that stands in the other text; 1 when there are hardly any."""
    here, there = (Counter(stem for stem in stems if stem[0].isdecimal()) for stems in (one, other))
    fewer = min(here.total(), there.total())
    return (here & there).total() / fewer if fewer >= FEWEST_FIGURES else 1.0


def _enough(one: Side, other: Side, common: Common) -> bool:
    """Whether less than half of the runs makes one story of two so many days apart."""
    if common.days <= DAYS:
        return common.share >= SAME_STORY
    here, there = set(one.words), set(other.words)
    as_many = len(here & there) >= SAME_WORDS_LATER * min(len(here), len(there))
    return common.days <= FORTNIGHT and common.share >= SAME_STORY_LATER and as_many


def _named(one: Side, other: Side) -> bool:
    """Whether some of the rarest words of one stand in the other; of too few words nothing is said."""
    named = {word for word in one.words if not word[0].isdecimal()}
    rarest = sorted(named, key=lambda word: (-one.weights[word], word))[:RAREST]
    return len(rarest) < RAREST or len(set(other.words).intersection(rarest)) >= SAME_NAMES
