"""One spelling for searching, and the words of a text with their places in it.

Index and query go through the same functions, so that every engine gives the same hits. Everything is linear in the
length of the text, whatever stands in it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .folding import APOSTROPHES, INVISIBLE, MARKS, PIECE, fold, fold_key
from .remembering import Remembering
from .stemmer import STEM_VERSION, stem_folded

__all__ = [
    "PIECES",
    "STEM_VERSION",
    "WORD",
    "Token",
    "fold",
    "fold_key",
    "folded_words",
    "stem",
    "tokens",
    "whole_numbers",
    "words",
]

MAX_WORD = 64
"""Longest folded word kept, in characters: longer ones are noise, and PostgreSQL refuses lexemes over 2 KB."""

_GROUPED = r"\d{1,3}+(?:[ \u00a0\u202f]\d{3})++(?![.,٫٬]?\d)"
"""Thousands with spaces between them, as French writes them: 1 000."""
_NUMBER = rf"{_GROUPED}|\d++(?:[.,٫٬]\d++)*"
_LETTERS = rf"(?:[^\W\d_]++|[{MARKS}{INVISIBLE}]++)++"
_WORD = (
    rf"{_LETTERS}(?:(?<=[\u0400-\u052f])[{APOSTROPHES}](?=[\u0400-\u052f]){_LETTERS})*+"
    r"(?:(?<=[A-Za-z])['’][sS](?!\w))?"
)
WORD = re.compile(f"{_NUMBER}|{_WORD}")
GROUPED = re.compile(rf"(?<![\d.,٫٬]){_GROUPED}")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.000")
"""Thousands as the Maghreb writes them, where no decimal is meant: 1.250.000, 20.000."""
DECIMAL = re.compile(r"\d+[.,]\d+")


class Token(NamedTuple):
    """A word: as written, as folded, and where it stands in the original text (`text[start:end]`)."""

    text: str
    folded: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text, in order. A ligature of several words gives several tokens at one place."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        start, end = match.span()
        for folded in folded_words(word):
            found.append(Token(word, folded, start, end))
    return found


def words(text: str) -> list[str]:
    """The folded words of a text, in order: those of `tokens` without their places, in a tenth of the time."""
    return [word for piece in whole_numbers(text).split() for word in PIECES[piece]]


def whole_numbers(text: str) -> str:
    """The text with the spaces inside its numbers left out."""
    return GROUPED.sub(lambda number: "".join(number.group().split()), text)


def folded_words(written: str) -> tuple[str, ...]:
    """The folded words that a word as written (a match of ``WORD``) stands for: usually one."""
    return _fold_word(written) if len(written) <= MAX_WORD else _fold_word.__wrapped__(written)


@lru_cache(maxsize=200_000)
def _fold_word(word: str) -> tuple[str, ...]:
    if word[0].isdecimal():
        return _fold_number(fold(word))
    if word[-2:] in ("'s", "’s", "'S", "’S"):
        word = word[:-2]
    folded = fold(word)
    if folded.isalpha():
        return (folded[:MAX_WORD],)
    return tuple(piece[:MAX_WORD] for piece in PIECE.findall(folded))


def _fold_number(number: str) -> tuple[str, ...]:
    """16,500, 16 500 and 16.000 are thousands, 16.5 and 16,5 are 16.5; anything else (dates, lists) is its parts."""
    if " " in number:
        return (number.replace(" ", "")[:MAX_WORD],)
    if DOTTED.fullmatch(number):
        return (number.replace(".", "")[:MAX_WORD],)
    if THOUSANDS.fullmatch(number):
        return (number.replace(",", "")[:MAX_WORD],)
    if DECIMAL.fullmatch(number):
        return (number.replace(",", ".")[:MAX_WORD],)
    return tuple(piece[:MAX_WORD] for piece in PIECE.findall(number))


def stem(word: str, language: str = "ar") -> str:
    """The form that a word shares with its inflexions, for finding, never for showing.

    The script chooses the rules; `language` tells Persian from Arabic.
    """
    return stem_folded(fold(word), language)


def _words_of_piece(piece: str) -> tuple[str, ...]:
    return tuple(folded for word in WORD.findall(piece) for folded in folded_words(word))


PIECES = Remembering(_words_of_piece)
"""The folded words of what stands between two spaces: no word holds one but a number closed up before."""
