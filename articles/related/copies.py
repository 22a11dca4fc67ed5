"""How much of one text stands in another, and what is new in it. Pure.

What stands in many stories over many days (a weather report, a market's close) is a formula, and no sign of a copy.
What is told four times within three weeks (the weekend's matches, then their referees) is none yet.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from .fingerprints import COMPARED, shingles

COPY = 0.5
"""From this share of the shorter text on, one is a copy of the other."""
SAME_STORY = 0.3
"""From this share on, the two are probably the same story: worth a warning."""
FEWEST = 10
"""A text of fewer shingles is held to so many, or three words in common would make a copy of it."""
REWORDED = 0.5
"""With this share of the telling words in the same order, one is the other in other words,"""
HARDLY = 0.15
"""if this share of the runs stands there too: tables of results name the same clubs in the same order."""
REARRANGED = 2 / 3
"""With this share of the telling words in any order, paragraphs were turned round."""
FEWEST_WORDS = 30
"""A text of fewer telling words is held to so many."""
SAME_FIGURES = 0.4
"""A story in other words keeps this share of the shorter list of figures; the next earthquake does not."""
FEWEST_FIGURES = 2
DAYS = 3
"""Wire copy is run within so many days. What came out further apart is a follow-up, a notice repeated or the next of a
series, unless more is shared:"""
SAME_STORY_LATER = 0.4
REWORDED_LATER = 0.6
FORTNIGHT = 14
"""Further apart than this only a copy is told: the same notice of another month shares four tenths."""
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


def copies(new: Text, known: Mapping[int, Text], tells: Callable[[str], bool] = bool) -> list[Copy]:
    """The known texts that share enough with the new one, those that share most first.

    ``tells`` says whether a stem tells one story from others: by these a copy in other words is known.
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
    words = _telling(new.stems, formulas, tells)
    found = []
    for article, runs in there.items():
        common = len(here & runs)
        size = len(runs) - len(runs & formulas)
        share = common / max(min(len(here), size), FEWEST)
        of_both = (common / max(len(here), 1), common / max(size, 1))
        apart = abs((known[article].day - new.day).days)
        if share >= _asked(apart):
            found.append(Copy(article, share, *of_both))
        elif (
            share >= HARDLY
            and same_figures(new.stems, known[article].stems) >= SAME_FIGURES
            and (told := _told(words, _telling(known[article].stems, formulas, tells), apart))
        ):
            found.append(Copy(article, told, *of_both, reworded=True))
    return sorted(found, key=lambda copy: (-round(copy.share, 6), -copy.article))


def _asked(apart: int) -> float:
    """The share of the runs that makes one story of two so many days apart."""
    if apart <= DAYS:
        return SAME_STORY
    return SAME_STORY_LATER if apart <= FORTNIGHT else COPY


def _told(one: Sequence[str], other: Sequence[str], apart: int) -> float:
    """The share of the telling words by which one is the other in other words; 0 if it is not."""
    size = max(min(len(one), len(other)), FEWEST_WORDS)
    in_order = common_in_order(one, other) / size
    if apart <= FORTNIGHT and in_order >= (REWORDED if apart <= DAYS else REWORDED_LATER):
        return in_order
    in_any = (Counter(one) & Counter(other)).total() / size
    return in_any if apart <= DAYS and in_any >= REARRANGED else 0.0


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


def _telling(stems: Sequence[str], formulas: Set[tuple[str, ...]], tells: Callable[[str], bool]) -> list[str]:
    """The telling stems outside the formulas."""
    taken = {
        place
        for start in range(len(stems) - COMPARED + 1)
        if tuple(stems[start : start + COMPARED]) in formulas
        for place in range(start, start + COMPARED)
    }
    return [stem for place, stem in enumerate(stems) if place not in taken and tells(stem)]


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
