"""One spelling for searching, and the words of a text with their places in it.

Index and query go through the same functions, so that every engine gives the same hits. Everything is linear in the
length of the text, whatever stands in it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .stemmer import stem_folded

MAX_WORD = 64
"""Longest folded word kept, in characters: longer ones are noise, and PostgreSQL refuses lexemes over 2 KB."""

LETTERS = {
    "ا": "أإآٱٲٳٵ",
    "ء": "ؤئٔٴٶٸۓ",
    "ه": "ةہۀۂۃھەۿ",
    "ي": "ىیېےۍێۑؠ",
    "ك": "کڪڬ",
    "گ": "ګڭݣ",
    "ف": "ڤڡڥ",
    "ن": "ں",
    "و": "ۆۄ",
    ".": "٫",
    ",": "٬",
    "l": "ł",
    "o": "ø",
    "d": "đð",
    "i": "ı",
    "ss": "ß",
    "ae": "æ",
    "oe": "œ",
    "th": "þ",
    "σ": "ς",
}
KEPT = "йїґ"
"""Letters of their own that Unicode takes apart into a letter and a mark."""

HAMZA_ABOVE = 0x0654
APOSTROPHES = "'’ʼ"


class Token(NamedTuple):
    """A word: as written, as folded, and where it stands in the original text (`text[start:end]`)."""

    text: str
    folded: str
    start: int
    end: int


class _Spelling(dict[int, str | None]):
    """A `str.translate` table that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = result = _fold_character(chr(code))
        return result


def _fold_character(character: str) -> str | None:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return None
    if category in ("Cc", "Cs"):
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in KEPT:
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    if len(base.encode()) <= 2 and base != character:
        return SPELLING.get(ord(base), base)
    return character


SPELLING = _Spelling({ord(variant): letter for letter, variants in LETTERS.items() for variant in variants})
SPELLING.update({code: None for code in (0x0640, 0x06E5, 0x06E6, 0x02BC)} | {HAMZA_ABOVE: "\u0654"})


def _ranges(wanted: set[int]) -> str:
    """The inside of a regular expression's class for these code points."""
    parts, codes = [], sorted(wanted)
    start = previous = codes[0]
    for code in [*codes[1:], 0x110000]:
        if code != previous + 1:
            parts.append(f"\\U{start:08x}-\\U{previous:08x}")
            start = code
        previous = code
    return "".join(parts)


_ASSIGNED = range(0x20000)
_MARKS = _ranges({code for code in _ASSIGNED if unicodedata.category(chr(code)) in ("Mn", "Me")})
_HIDDEN = _ranges({code for code in _ASSIGNED if unicodedata.category(chr(code)) == "Cf"} | {0x0640})

HIDDEN = re.compile(f"[{_HIDDEN}]+")
LONG_MARKS = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]++")
INNER_APOSTROPHE = re.compile(rf"(?<=[\u0400-\u052f])[{APOSTROPHES}](?=[\u0400-\u052f])")

_NUMBER = r"\d++(?:[.,٫٬]\d++)*"
_LETTERS = rf"(?:[^\W\d_]++|[{_MARKS}{_HIDDEN}]++)++"
_WORD = (
    rf"{_LETTERS}(?:(?<=[\u0400-\u052f])[{APOSTROPHES}](?=[\u0400-\u052f]){_LETTERS})*+"
    r"(?:(?<=[A-Za-z])['’][sS](?!\w))?"
)
WORD = re.compile(f"{_NUMBER}|{_WORD}")
PIECE = re.compile(r"\d+|[^\W\d_]+")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DECIMAL = re.compile(r"\d+[.,]\d+")


def fold(text: str) -> str:
    """One spelling for searching: letters, digits and case made one, whitespace collapsed, punctuation kept."""
    if text.isascii():
        return " ".join(text.lower().translate(SPELLING).split())
    # A long run of marks would make Unicode's own reordering quadratic.
    text = LONG_MARKS.sub(r"\1", HIDDEN.sub("", text))
    text = unicodedata.normalize("NFKC", text).lower().translate(SPELLING)
    if "\u0654" in text:
        text = text.replace("ي\u0654", "ء").replace("و\u0654", "ء").replace("\u0654", "")
    text = INNER_APOSTROPHE.sub("", text)
    return " ".join(text.split())


def fold_key(text: str) -> str:
    """The key of a name: folded, with everything but letters and digits turned into single spaces."""
    return " ".join(PIECE.findall(fold(text)))


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text, in order. A ligature of several words gives several tokens at one place."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        start, end = match.span()
        for folded in _fold_word(word) if len(word) <= MAX_WORD else _fold_word.__wrapped__(word):
            found.append(Token(word, folded, start, end))
    return found


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
    """16,500 is 16500; 16.5 and 16,5 are 16.5; anything longer (dates, versions, lists) is its parts."""
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
