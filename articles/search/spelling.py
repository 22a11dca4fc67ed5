"""«Did you mean»: the words of the archive nearest to words that it does not know. Pure; the vocabulary is asked once.

Every form one slip away (``slips``) is looked up. A name in Latin letters may be one in Arabic letters.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log, prod

from articles.text import lexicon
from articles.text.arabic import Token, stem, tokens

from .fields import FIELD_NAMES, MINUSES
from .latin import WITH_FIGURES, in_arabic
from .layouts import retyped
from .query import MAX_LENGTH, OR_WORDS, STARS, STOP_WORDS
from .slips import HARD, SHORTEST, forms

Vocabulary = Callable[[set[str]], Mapping[str, int]]
"""In how many stories each of some terms stands: stems, and words with an equals sign before them."""

MAX_WORDS = 8
"""Words of a query that are looked at."""
MAX_UNKNOWN = 3
"""Unknown words for which neighbours are written down."""

COLONS = ":：﹕"
NUMERALS = "0123456789.,"
JOINT = re.compile(r"\s+|[-‐‑–]")
"""What may stand inside a word that another writes as one: «cease-fire»."""
OF_ADDRESSES = "./@_"
"""What joins the words of an address, which are no slips."""

COMMON = 0.1
"""How much commonness weighs against distance."""
PRINTED = 5
"""A word that stands so often in newspapers is no slip."""
RARE, MUCH_COMMONER, SLIP = 2, 20, 5
"""A word that stands in so few stories may be a slip that was printed: a neighbour must be so many times commoner, and
longer where the word has fewer letters, for short ones have too many neighbours."""
TOTAL = "#stories"
"""The term under which the vocabulary tells how many stories there are."""


@dataclass(frozen=True)
class Correction:
    """A text in which some words are to be read as others: each place with the folded word that is meant."""

    text: str
    changes: tuple[tuple[int, int, str], ...]

    @property
    def words(self) -> list[str]:
        """The folded words that are meant."""
        return [word for _start, _end, folded in self.changes for word in folded.split()]

    def written(self, spellings: Mapping[str, str] | None = None) -> str:
        """Return the text with its changes, in the spellings given for folded words."""
        parts, at = [], 0
        for start, end, folded in self.changes:
            shown = " ".join((spellings or {}).get(word, word) for word in folded.split())
            parts += [self.text[at:start], shown]
            at = end
        return "".join([*parts, self.text[at:]])


def correction(
    text: str, language: str, vocabulary: Vocabulary, right: Collection[str] = frozenset()
) -> Correction | None:
    """Return what a query may have meant, or None when the archive knows its words or nothing like them.

    Folded words that are ``right`` are no slips.
    """
    text = text[:MAX_LENGTH].replace("\0", " ")
    words = _words(text)
    if not words:
        return None
    first = [term for word in words for term in _terms(word.folded, language)]
    others = [(other, tokens(other)) for other in retyped(text, language)]
    first += [term for _other, found in others for token in found for term in _terms(token.folded, language)]
    known = dict(vocabulary({TOTAL, *first}))
    strange = [
        word
        for word in words
        if word.folded not in right and _count(word.folded, known, language) <= RARE and not _is_word(word, language)
    ]
    if not strange:
        return None
    on_other_keys = [
        (other, found)
        for other, found in others
        if len(found) <= len(tokens(text))
        and not WITH_FIGURES.search(text)
        and any(len(token.folded) >= SHORTEST for token in found)
        and not any(_count(word.folded, known, language) > 0 for word in words if len(word.folded) > 1)
    ]
    for other, found in on_other_keys:
        if _are_known(found, known, language):
            return Correction(other, tuple((token.start, token.end, token.folded) for token in found))
    nearest = _nearest(text, words, strange[:MAX_UNKNOWN], known, vocabulary, language)
    if nearest or not on_other_keys:
        return nearest
    return _mistyped(*on_other_keys[0], known, vocabulary, language)


def _are_known(found: list[Token], known: Mapping[str, int], language: str) -> bool:
    asked = [token for token in found if token.folded not in STOP_WORDS]
    return bool(asked) and all(_count(token.folded, known, language) for token in asked)


def _mistyped(
    text: str, found: list[Token], known: dict[str, int], vocabulary: Vocabulary, language: str
) -> Correction | None:
    """What the keys of another layout write but for a slip: every word of it is told."""
    asked = (token for token in found if token.folded not in STOP_WORDS)
    strange = [token for token in asked if not _count(token.folded, known, language)]
    nearest = _nearest(text, found, strange[:MAX_UNKNOWN], known, vocabulary, language)
    if nearest is None:
        return None
    changed = [range(start, end) for start, end, _folded in nearest.changes]
    kept = [token for token in found if not any(token.start in places for places in changed)]
    if any(token in strange for token in kept):
        return None
    as_found = ((token.start, token.end, token.folded) for token in kept)
    return Correction(text, tuple(sorted((*nearest.changes, *as_found))))


def _nearest(
    text: str, words: list[Token], strange: list[Token], known: dict[str, int], vocabulary: Vocabulary, language: str
) -> Correction | None:
    nearby = {word: forms(word.folded) | _heard(word.folded, language) for word in strange}
    joined = {
        (left, right): left.folded + right.folded
        for left, right in pairwise(words)
        if (left in nearby or right in nearby) and JOINT.fullmatch(text, left.end, right.start)
    }
    asked = {f"={part}" for found in nearby.values() for form in found for part in form.split()}
    known |= vocabulary(asked | {f"={word}" for word in joined.values()})
    changes, used = [], set()
    for (left, right), word in joined.items():
        alone = min(_count(left.folded, known, language), _count(right.folded, known, language))
        if left not in used and known.get(f"={word}", 0) > alone * MUCH_COMMONER:
            changes.append((left.start, right.end, word))
            used |= {left, right}
    for token, found in nearby.items():
        best = _best(token, found, known, language) if token not in used else None
        if best:
            changes.append((token.start, token.end, best))
    return Correction(text, tuple(sorted(changes))) if changes else None


def _best(token: Token, found: Mapping[str, float], known: Mapping[str, int], language: str) -> str | None:
    own = _count(token.folded, known, language)
    best, best_price = None, float("inf")
    for form, cost in found.items():
        if form in STOP_WORDS:
            continue
        count = _together([known.get(f"={part}", 0) for part in form.split()], known)
        is_slip = cost <= HARD and (len(form) > len(token.folded) or len(token.folded) >= SLIP)
        is_likely = cost < HARD or count > RARE
        if count and is_likely and count > own * MUCH_COMMONER and (not own or is_slip):
            price = cost - COMMON * log(count)
            if price < best_price:
                best, best_price = form, price
    return best


def _together(counts: list[int], known: Mapping[str, int]) -> float:
    """In how many stories some words may be expected together, from the number of stories with each."""
    total = known.get(TOTAL, max(counts))
    return min(min(counts), prod(counts) / total ** (len(counts) - 1)) if all(counts) else 0


def _heard(word: str, language: str) -> dict[str, float]:
    """How Arabic may write a name in Latin letters."""
    return in_arabic(word) if language == "ar" else {}


def _words(text: str) -> list[Token]:
    """The words of a query that can be misspelled: no operators, no fields' names, nothing left out or cut off."""
    kept = []
    for token in _tokens(text):
        before, after = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 1]
        beyond = text[token.end + 1 : token.end + 2]
        if (before and before[-1] in OF_ADDRESSES) or (after and after in OF_ADDRESSES and beyond.isalnum()):
            continue
        if after and (after in STARS or (after in COLONS and token.folded in FIELD_NAMES)):
            continue
        if token.text in OR_WORDS or (before and before[-1] in MINUSES and not before[:-1].strip()):
            continue
        if token.folded not in STOP_WORDS and token.folded.strip(NUMERALS):
            kept.append(token)
    return kept[:MAX_WORDS]


def _tokens(text: str) -> list[Token]:
    """The words of a text, those in Latin letters and figures («7amas») whole."""
    named = [Token(match.group(), match.group().lower(), *match.span()) for match in WITH_FIGURES.finditer(text)]
    inside = {place for name in named for place in range(name.start, name.end)}
    return sorted(
        [*named, *(token for token in tokens(text) if token.start not in inside)], key=lambda token: token.start
    )


def _is_word(token: Token, language: str) -> bool:
    """Whether newspapers or lists have this word: it is no slip, even where the archive does not have it."""
    word = token.folded
    return language == "ar" and (lexicon.count(word) >= PRINTED or lexicon.keeps_beginning(word))


def _terms(word: str, language: str) -> list[str]:
    return [f"={word}", stem(word, language)]


def _count(word: str, known: Mapping[str, int], language: str) -> int:
    """In how many stories a word stands in any form of it."""
    return max(known.get(term, 0) for term in _terms(word, language))
