"""How well a story answers a query: pure arithmetic, the same for every engine.

BM25 (Robertson and others, 1994) over stems, half of it again over the words as spelled (folded), with fields weighted
as in BM25F; more for words that stand early in the body, where news says what it is about; more for words that stand
near each other as they do in the query; all of it times one plus the square of the share of the query that was found.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from .sought import Sought, Wanted

K1 = 1.2
B = 0.75
NEAR = 0.5
LEAD = 3.0
LEAD_REACH = 20.0
FIELD_WEIGHTS = (4.0, 3.0, 2.0, 1.5, 1.0)
"""Headline and kicker, tags with aliases, bylines and sources, standfirst, body: the lines of a document's words."""
BODY = 4
EARLY = 300
"""Bytes of the stored words that are taken for headline and lead."""
EARLY_STEMS = 100
"""Bytes of the stored stems, which are fewer, that are taken for the same."""
TYPED = 0.1
"""What the very spelling typed adds, as a share of the score."""
FRESH = 0.3
"""The most that recency can add, as a share of the score."""

LEAD_WEIGHTS = [1 + LEAD * math.exp(-place / LEAD_REACH) for place in range(200)]

Places = list[list[int]]
"""Where something stands, field by field."""


class Hit(NamedTuple):
    """A story, how well it answers, and how much of the query stands in it; with what the counts beside it need.

    ``out_at`` is in seconds since 1970.
    """

    score: float
    out_at: float | None
    article: int
    share: float = 1.0
    section: int | None = None
    kind: str = ""


class Points(NamedTuple):
    """How well a story answers, and the share of the query that stands in it."""

    score: float
    share: float


NOTHING = Points(0.0, 0.0)


def score(wanted: Wanted, words: bytes) -> Points:
    """How well stored words (UTF-8) answer a query; nothing when a phrase is missing or something unwanted is there."""
    if has_excluded(wanted, words):
        return NOTHING
    every = words.split()
    damping = K1 * (1 - B + B * len(every) / (wanted.average_length or 1))
    standing = {form: _places(b" %b " % form, words) for form in wanted.forms.intersection(every)}
    total, found, rarities, places = 0.0, 0, [], []
    for group in wanted.groups:
        best, rarity, where = 0.0, 0.0, []
        for sought in group:
            if not sought.forms or not sought.forms.isdisjoint(standing):
                points, here = _points_of(sought, words, standing, damping)
                if points > best:
                    best, rarity, where = points, sought.rarity, here
        if not best and any(sought.demanded for sought in group):
            return NOTHING
        total += best
        found += best > 0
        rarities.append(rarity)
        places.append(where)
    if not found:
        return NOTHING
    share = found / len(wanted.groups)
    return Points((total + NEAR * _nearness(rarities, places)) * (1 + share**2), share)


def has_excluded(wanted: Wanted, words: bytes) -> bool:
    """Return whether something unwanted stands in stored words (in UTF-8)."""
    return any(sought.spelled in words for sought in wanted.excluded)


def _points_of(
    sought: Sought, words: bytes, standing: Mapping[bytes, Places], damping: float
) -> tuple[float, list[int]]:
    """Points, and the places in the body."""
    if not sought.forms:
        places = _places(sought.spelled, words)
        return _points(places, sought.rarity * (1 + sought.exact * sought.phrase), damping), places[BODY]
    found = [places for form, places in standing.items() if form in sought.forms]
    places = found[0] if len(found) == 1 else [sorted(chain.from_iterable(one)) for one in zip(*found, strict=True)]
    points = _points(places, sought.rarity, damping)
    if sought.word in standing:
        points += sought.exact * _points(standing[sought.word], sought.word_rarity, damping)
    return points, places[BODY]


def _places(text: bytes, words: bytes) -> Places:
    """Where in each field a text begins, which begins with a space: as the number of words before."""
    places: Places = [[] for _ in FIELD_WEIGHTS]
    field, line, first = 0, 0, words.find(text)
    while first >= 0:
        field += words.count(b"\n", line, first)
        line = words.rfind(b"\n", 0, first) + 1
        places[field].append(words.count(b" ", line, first))
        first = words.find(text, first + 1)
    return places


def _points(places: Places, rarity: float, damping: float) -> float:
    weight = 0.0
    for field_weight, found in zip(FIELD_WEIGHTS[:BODY], places, strict=False):
        weight += field_weight * len(found)
    for place in places[BODY]:
        weight += LEAD_WEIGHTS[place] if place < len(LEAD_WEIGHTS) else 1.0
    return rarity * weight * (K1 + 1) / (weight + damping)


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


def approximately(wanted: Wanted) -> Callable[[bytes, bytes, int], Points]:
    """Return a cheap likeness of ``score``, to choose which stories are worth scoring.

    It takes stored words and stems in UTF-8, and how many words there are.
    """
    groups = [[(sought.text, sought.rough_rarity, *_columns(sought)) for sought in group] for group in wanted.groups]
    least, growth = K1 * (1 - B), K1 * B / (wanted.average_length or 1)

    def points(words: bytes, stems: bytes, length: int) -> Points:
        damping = least + growth * length
        total, found = 0.0, 0
        for group in groups:
            best = 0.0
            for text, rarity, in_words, in_stems in group:
                if in_words and (first := words.find(text)) >= 0:
                    weight = words.count(text, first) + (LEAD if first < EARLY else 0.0)
                elif in_stems and (first := stems.find(text)) >= 0:
                    weight = 1 + LEAD if first < EARLY_STEMS else 1.0
                else:
                    continue
                reached = rarity * weight / (weight + damping)
                if reached > best:
                    best = reached
            if best:
                total += best
                found += 1
        share = found / (len(groups) or 1)
        return Points(total * (1 + share * share), share)

    return points


def _columns(sought: Sought) -> tuple[bool, bool]:
    """Whether what is looked for at a glance may stand among words, and among stems: those that are no words there."""
    stem = sought.text.strip()
    return not sought.forms or stem in sought.forms, not sought.forms or sought.forms != {stem}


def as_typed(spellings: Sequence[str], text: str) -> float:
    """A factor of 1 and a little more for a text that has the words of a query in the very spelling typed."""
    if not spellings:
        return 1.0
    return 1 + TYPED * sum(_stands(spelling, text) for spelling in spellings) / len(spellings)


def _stands(spelling: str, text: str) -> bool:
    """Whether a word stands in a text by itself."""
    first = text.find(spelling)
    return first >= 0 and bool(re.compile(rf"(?<!\w){re.escape(spelling)}(?!\w)").search(text, first))


def freshened(points: float, out_at: float | None, now: float, half_life_days: float | None) -> float:
    """The score with recency blended in: a story of today gains most, one half-life older half of that.

    Moments are seconds since 1970.
    """
    if not half_life_days or out_at is None:
        return points
    age = max(0.0, (now - out_at) / 86_400)
    return points * (1 + FRESH * 0.5 ** (age / half_life_days))


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Best first; equals by the newest, then by the highest id."""
    return sorted(hits, key=lambda hit: (round(hit.score, 9), hit.out_at or 0.0, hit.article), reverse=True)
