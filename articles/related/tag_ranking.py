"""Which of the names in a text say what it is about. Pure.

(1 + ln n) x (mean rarity of the words + rarity of the name) x words x (2 - place / length), where n is how often the
name stands there and place is where it first does; what stands only within a longer name counts for less.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from operator import itemgetter
from typing import NamedTuple

from .phrases import Mention

WITHIN = 0.3
"""What a mention within a longer name is worth."""
LONGEST_NAME = 10
INFLECTED = 0.3
"""What an inflected mention is worth."""


class Ranked(NamedTuple):
    """A name's owner, its score, how often it stands in the text, and its first mention."""

    owner: int
    score: float
    count: int  # type: ignore[assignment]
    first: Mention
    rivals: tuple[int, ...]
    """Others that go by the same words at the same places: somebody must choose."""


def rank(
    found: Sequence[Mention],
    length: int,
    word_rarities: Sequence[float],
    name_rarities: Mapping[int, float],
) -> list[Ranked]:
    """The owners of the mentions, the best first. ``word_rarities`` holds that of every word of the text."""
    longest = _longest_covers(found)
    by_owner: dict[int, list[Mention]] = {}
    at_place: dict[tuple[int, int], list[int]] = {}
    for mention in found:
        by_owner.setdefault(mention.owner, []).append(mention)
        at_place.setdefault((mention.start, mention.end), []).append(mention.owner)
    ranked = []
    for owner, own in by_owner.items():
        counted = sum(
            (WITHIN if longest[mention.start] > mention.end or _inside(mention, longest) else 1.0)
            * (1.0 if mention.exact else INFLECTED)
            for mention in own
        )
        first = own[0]
        best = max(own, key=lambda mention: mention.end - mention.start)
        words = range(best.start, best.end)
        rarity = sum(word_rarities[place] for place in words) / len(words) + name_rarities.get(owner, 0.0)
        weight = 1 + log(counted) if counted >= 1 else counted
        score = weight * rarity * len(words) * (2 - first.start / max(length, 1))
        rivals = {other for mention in own for other in at_place[mention.start, mention.end]} - {owner}
        ranked.append(Ranked(owner, score, len(own), first, tuple(sorted(rivals))))
    best_first = sorted(ranked, key=lambda one: (-round(one.score, 9), one.owner))
    echoes = _echoes([by_owner[one.owner] for one in best_first])
    return [one for one, _echo in sorted(zip(best_first, echoes, strict=True), key=itemgetter(1))]


def _echoes(mentioned: Iterable[list[Mention]]) -> Iterator[bool]:
    """Of each, whether it stands where a better one does as another form of the same word: «أفلام» beside «الفيلم»."""
    seen: dict[frozenset[tuple[int, int]], list[bool]] = {}
    for mentions in mentioned:
        exact = [mention.exact for mention in mentions]
        yield seen.setdefault(frozenset((mention.start, mention.end) for mention in mentions), exact) != exact


def _longest_covers(found: Sequence[Mention]) -> dict[int, int]:
    """For each place where a mention begins, the end of the longest one that begins there."""
    ends: dict[int, int] = {}
    for mention in found:
        ends[mention.start] = max(ends.get(mention.start, 0), mention.end)
    return ends


def _inside(mention: Mention, longest: Mapping[int, int]) -> bool:
    """Whether the mention stands within one that begins earlier; no name is longer than a few words."""
    return any(
        longest.get(start, 0) >= mention.end for start in range(max(0, mention.start - LONGEST_NAME), mention.start)
    )
