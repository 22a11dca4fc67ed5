"""Names and terms of a text that could become tags: what it repeats and what is rarely said. Pure."""

import re
from collections.abc import Callable, Collection, Sequence
from math import log
from typing import NamedTuple

from articles.search.query import STOP_WORDS
from articles.text import lexicon
from articles.text.arabic import Token
from articles.text.folding import MARKS
from articles.text.stemmer import without_clitics

from .naming import REPORTING, is_a_verb
from .phrases import bare_forms

LONGEST = 3
RARE = 10
"""A word that stands no more often than this in the vocabulary is likely a name or a term."""
UNSEEN = 2
"""A word by itself is offered only when the vocabulary hardly knows it."""
ADVERBS = ("اً", "ًا")
LETTER = re.compile(rf"[^{MARKS}\u0640]")


class Term(NamedTuple):
    """A run of words that could be a tag: as it would be written, its folded words, how often, and its score."""

    name: str
    words: tuple[str, ...]
    count: int  # type: ignore[assignment]
    score: float


def never_a_tag(words: Sequence[str]) -> bool:
    """Whether a name is only a word in which news is told."""
    return len(words) == 1 and (len(words[0]) < 2 or words[0] in STOP_WORDS or words[0] in REPORTING)


def terms(
    text: str, tokens: Sequence[Token], taken: Collection[int], rarity: Callable[[int], float], limit: int
) -> list[Term]:
    """The runs of up to three words that a text repeats and that are rare elsewhere, the best first.

    ``taken`` holds the places of words that belong to known tags; ``rarity`` gives that of the word at a place.
    """
    standing = {token.folded for token in tokens}
    places: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if not _may_stand(text, tokens, end - 1, taken, follows=end - 1 > start):
                break
            words = (_core(tokens[start].folded, standing), *(token.folded for token in tokens[start + 1 : end]))
            places.setdefault(words, []).append(start)
    found = []
    for words, starts in places.items():
        if len(starts) < 2 or not _telling(words):
            continue
        start = starts[0]
        mean = sum(rarity(place) for place in range(start, start + len(words))) / len(words)
        early = 2 - start / max(len(tokens), 1)
        score = (1 + log(len(starts))) * mean * (1 + 0.5 * (len(words) - 1)) * early
        found.append(Term(_as_written(text, tokens, start, len(words), words[0]), words, len(starts), score))
    found.sort(key=lambda term: (-round(term.score, 9), term.words))
    return _without_parts(found)[:limit]


def _may_stand(text: str, tokens: Sequence[Token], place: int, taken: Collection[int], *, follows: bool) -> bool:
    word = tokens[place].folded
    if tokens[place].text.endswith(ADVERBS):
        return False
    if place in taken or len(word) < 3 or not word.isalpha() or word in STOP_WORDS or word in REPORTING:
        return False
    if not follows:
        return without_clitics(word) not in REPORTING
    between = text[tokens[place - 1].end : tokens[place].start]
    return not between.strip() and "\n" not in between


def _core(word: str, standing: Collection[str]) -> str:
    """The word without what is written onto it, as far as the vocabulary knows it or it stands bare in the text too."""
    core = without_clitics(word)
    bare = [form for form in bare_forms(core)[1:] if len(form) > LONGEST and form in standing]
    return bare[0] if bare else core


def _telling(words: tuple[str, ...]) -> bool:
    if any(map(is_a_verb, words)):
        return False
    counts = [lexicon.count(word) for word in words]
    return counts[0] <= UNSEEN if len(words) == 1 else min(counts) <= RARE


def _as_written(text: str, tokens: Sequence[Token], start: int, length: int, first: str) -> str:
    """The run as spelled, without the letters that were taken off its first word."""
    token = tokens[start]
    extra = len(token.folded) - len(first) if token.folded.endswith(first) else 0
    letters = [match.start() for match in LETTER.finditer(token.text)]
    begin = token.start + (letters[extra] if 0 < extra < len(letters) else 0)
    return " ".join(text[begin : tokens[start + length - 1].end].split())


def _without_parts(found: list[Term]) -> list[Term]:
    """Leave out a run that stands no more often than a longer one of which it is a part."""
    kept = []
    for term in found:
        within = (other for other in found if len(other.words) > len(term.words) and other.count >= term.count)
        if not any(_part_of(term.words, other.words) for other in within):
            kept.append(term)
    return kept


def _part_of(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    size = len(words)
    ends = [longer[start : start + size] for start in range(len(longer) - size + 1)]
    return any(part[1:] == words[1:] and words[0] in bare_forms(part[0]) for part in ends)
