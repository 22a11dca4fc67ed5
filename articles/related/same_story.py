"""Whether two texts that share runs of words tell the same story, or two of a series. Pure.

The next match, the result after the programme and tomorrow's weather are told in the same words as the last: they have
other figures, other names, or came out on other days. What is taken over in one long passage is a copy all the same,
but not tomorrow's toll: it says another day, and other figures.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from articles.text.arabic import fold
from articles.text.dates import WEEKDAYS
from articles.text.stemmer import stem_folded

from .figures import figures

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
"""So many stems in a row are taken over, whatever else is said, and whenever; in a short text, half of it. Within
`DAYS` they are two sentences of a wire kept in a story of one's own, also if they are `HARDLY` any of it."""
DAYS = 3
"""Wire copy is run within so many days. What came out further apart is a follow-up, a notice repeated or the next of a
series, unless it is a copy or has a long passage."""
TAKEN_OVER_SOON, PASSAGE_SOON = 0.25, 15
"""Within these days this share of the runs and so many stems in a row are enough: outlets run a wire with figures of
another hour, names spelled otherwise and paragraphs of their own."""


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
    other_days: bool = False
    """Whether each says on which day it came out, and not the other's."""


def same_text(one: Side, other: Side, common: Common) -> bool:
    """Whether so much is shared that one text was made of the other, and not both after the same pattern."""
    figures = same_figures(one.stems, other.stems)
    if common.other_days and figures < SAME_FIGURES:
        return False
    soon = common.days <= DAYS
    share, passage = (TAKEN_OVER_SOON, PASSAGE_SOON) if soon else (SAME_STORY, PASSAGE)
    if common.share >= share and common.passage >= min(passage, len(one.stems) / 2, len(other.stems) / 2):
        return True
    if soon and common.share >= HARDLY and common.passage >= PASSAGE:
        return True
    if common.share < SAME_STORY or not same_names(one, other):
        return False
    return common.share >= COPY or (soon and figures >= SAME_FIGURES)


def in_other_words(one: Side, other: Side, common: Common) -> float:
    """The share of the telling words by which one is the other in other words; 0 if it is not."""
    if common.days > DAYS or common.share < HARDLY:
        return 0.0
    if same_figures(one.stems, other.stems) < SAME_FIGURES or not same_names(one, other):
        return 0.0
    size = max(min(len(one.words), len(other.words)), FEWEST_WORDS)
    in_order = common_in_order(one.words, other.words) / size
    if in_order >= REWORDED:
        return in_order
    in_any = (Counter(one.words) & Counter(other.words)).total() / size
    return in_any if in_any >= REARRANGED else 0.0


def say_other_days(one: Sequence[str], day: date, other: Sequence[str], others: date) -> bool:
    """Whether each of two texts says on which day of the week it came out, and not the other's, as a series does."""
    names, theirs = _names_of_day(day.weekday()), _names_of_day(others.weekday())
    if names == theirs:
        return False
    here, there = set(one), set(other)
    named = not names.isdisjoint(here) and not theirs.isdisjoint(there)
    return named and names.isdisjoint(there) and theirs.isdisjoint(here)


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
    here, there = figures(one), figures(other)
    fewer = min(here.total(), there.total())
    return (here & there).total() / fewer if fewer >= FEWEST_FIGURES else 1.0


@cache
def _names_of_day(weekday: int) -> frozenset[str]:
    return frozenset(stem_folded(fold(names[weekday]), language) for language, names in WEEKDAYS.items())


def _named(one: Side, other: Side) -> bool:
    """Whether some of the rarest words of one stand in the other; of too few words nothing is said."""
    named = {word for word in one.words if not word[0].isdecimal()}
    rarest = sorted(named, key=lambda word: (-one.weights[word], word))[:RAREST]
    return len(rarest) < RAREST or len(set(other.words).intersection(rarest)) >= SAME_NAMES
