"""How much of one text stands in another, and what is new in it. Pure.

What stands in many stories over many days (a weather report, a market's close) is a formula, and no sign of a copy.
What is told four times within three weeks (the weekend's matches, then their referees) is none yet.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from .fingerprints import COMPARED, shingles
from .same_story import DAYS, HARDLY, Common, Side, in_other_words, same_text, say_other_days

FEWEST = 10
"""A text of fewer shingles is held to so many, or three words in common would make a copy of it."""
FORMULA_STORIES, FORMULA_DAYS = 4, 21
"""A shingle in so many stories over more than so many days is a formula,"""
FORMULA_MANY = 8
"""or in so many over more than `DAYS`."""


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
    reworded: bool = False
    """Too few runs of words are shared; the share is that of telling words."""


def is_formula(days: Sequence[date], stories: int, apart: int = DAYS) -> bool:
    """Whether something that stood in stories of these days is a way of speaking: so many, over more days than that."""
    return len(days) >= stories and (max(days) - min(days)).days > apart


def all_tell(stems: Sequence[str]) -> Mapping[str, float]:
    """Every stem tells as much of a story as any other."""
    return dict.fromkeys(stems, 1.0)


def copies(
    new: Text, known: Mapping[int, Text], weigh: Callable[[Sequence[str]], Mapping[str, float]] = all_tell
) -> list[Copy]:
    """The known texts that share enough with the new one, those that share most first.

    ``weigh`` says how much each stem of a text tells of its story, 0 for nothing: by these a copy in other words is
    known, and the next of a series. It is asked only of texts that share something.
    """
    here = shingles(new.stems)
    there = {article: shingles(text.stems) for article, text in known.items()}
    days: dict[tuple[str, ...], list[date]] = defaultdict(lambda: [new.day])
    for article, runs in there.items():
        for run in here & runs:
            days[run].append(known[article].day)
    formulas = {
        run
        for run, stood in days.items()
        if is_formula(stood, FORMULA_STORIES, FORMULA_DAYS) or is_formula(stood, FORMULA_MANY)
    }
    here -= formulas
    found, one = [], None
    for article, runs in there.items():
        text, common, size = known[article], len(here & runs), len(runs) - len(runs & formulas)
        share = common / max(min(len(here), size), FEWEST)
        if share < HARDLY:
            continue
        one = one or _side(new.stems, formulas, weigh)
        other = _side(text.stems, formulas, weigh)
        both = Common(
            share,
            longest_passage(new.stems, runs),
            abs((text.day - new.day).days),
            say_other_days(new.stems, new.day, text.stems, text.day),
        )
        of_both = (common / max(len(here), 1), common / max(size, 1))
        if same_text(one, other, both):
            found.append(Copy(article, share, *of_both))
        elif told := in_other_words(one, other, both):
            found.append(Copy(article, told, *of_both, reworded=True))
    return sorted(found, key=lambda copy: (-round(copy.share, 6), -copy.article))


def longest_passage(stems: Sequence[str], runs: Set[tuple[str, ...]]) -> int:
    """The most stems in a row all of whose runs are among these."""
    longest = in_a_row = 0
    for start in range(len(stems) - COMPARED + 1):
        in_a_row = in_a_row + 1 if tuple(stems[start : start + COMPARED]) in runs else 0
        longest = max(longest, in_a_row)
    return longest + COMPARED - 1 if longest else 0


def _side(
    stems: Sequence[str],
    formulas: Set[tuple[str, ...]],
    weigh: Callable[[Sequence[str]], Mapping[str, float]],
) -> Side:
    weights = weigh(stems)
    taken = {
        place
        for start in range(len(stems) - COMPARED + 1)
        if tuple(stems[start : start + COMPARED]) in formulas
        for place in range(start, start + COMPARED)
    }
    return Side(stems, [stem for place, stem in enumerate(stems) if place not in taken and weights[stem]], weights)


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
