"""How much of one text stands in another, and what is new in it. Pure.

What stands in many stories over many days (a weather report, a market's close) is a formula, and no sign of a copy.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .fingerprints import COMPARED, shingles

COPY = 0.5
"""From this share of the shorter text on, one is a copy of the other."""
SAME_STORY = 0.25
"""From this share on, the two are probably the same story: worth a warning."""
FEWEST = 10
"""A text of fewer shingles is held to so many, or three words in common would make a copy of it."""
FORMULA_STORIES = 4
FORMULA_DAYS = 3
"""A shingle in so many stories over more days than this is a formula."""


class Text(NamedTuple):
    """The stems of a story and the day on which it appeared."""

    stems: Sequence[str]
    day: date


class Copy(NamedTuple):
    """How much of the new text and of the known one the two share, formulas aside."""

    article: int
    share: float
    """Of the shorter one: what decides."""
    of_new: float
    of_known: float


def is_formula(days: Sequence[date], stories: int = FORMULA_STORIES) -> bool:
    """Whether something that stood in stories of these days is a way of speaking."""
    return len(days) >= stories and (max(days) - min(days)).days > FORMULA_DAYS


def copies(new: Text, known: Mapping[int, Text]) -> list[Copy]:
    """The known texts that share enough with the new one, those that share most first."""
    here = shingles(new.stems)
    there = {article: shingles(text.stems) for article, text in known.items()}
    days: dict[tuple[str, ...], list[date]] = defaultdict(lambda: [new.day])
    for article, runs in there.items():
        for run in here & runs:
            days[run].append(known[article].day)
    formulas = {run for run, stood in days.items() if is_formula(stood)}
    here -= formulas
    found = []
    for article, runs in there.items():
        common = len(here & runs)
        size = len(runs) - len(runs & formulas)
        share = common / max(min(len(here), size), FEWEST)
        if share >= SAME_STORY:
            found.append(Copy(article, share, common / max(len(here), 1), common / max(size, 1)))
    return sorted(found, key=lambda copy: (-round(copy.share, 6), -copy.article))


class Passage(NamedTuple):
    """A sentence, and whether it is missing from the other text."""

    text: str
    is_new: bool


def passages(sentences: Sequence[tuple[str, Sequence[str]]], other: Sequence[str]) -> list[Passage]:
    """Mark the sentences (text and stems) of which less than half stands in the other text."""
    runs, words = shingles(other), set(other)
    marked = []
    for text, stems in sentences:
        own: set = shingles(stems) if len(stems) > COMPARED else set(stems)
        common = len(own & runs) if len(stems) > COMPARED else len(own & words)
        marked.append(Passage(text, bool(own) and 2 * common < len(own)))
    return marked
