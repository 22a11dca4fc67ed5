"""Slugs that keep the letters of their language: «كييف: 27 أكتوبر» becomes كييف-27-أكتوبر."""

import re
import unicodedata

from .digits import to_ascii

MAX_LENGTH = 80
MAX_READ = 4_000
"""Characters looked at: no headline is longer, and Unicode's ordering of marks is quadratic in a run of them."""

TATWEEL, NON_JOINER = "\u0640", "\u200c"
_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['’ʼ](?=[^\\W\\d_])")
_SEPARATORS = re.compile(r"[\W_]+")


def slugify(text: str) -> str:
    """The words of a headline joined by hyphens, at most 80 characters; "" when it has no letter and no digit.

    Letters of every script stay (Latin and Cyrillic in lower case). Harakat, tatweel, accents that cannot be
    composed, bidi characters and joiners go. Digits become 0-9, all else a hyphen, the non-joiner among it with which
    Persian parts a word: «می‌خواهم» is می-خواهم, for what is joined without it reads as another word.
    """
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[:MAX_READ]).lower())
    letters = "".join(character for character in composed.replace(NON_JOINER, "-") if not _is_dropped(character))
    words = _SEPARATORS.sub("-", _APOSTROPHE.sub("", to_ascii(letters))).strip("-")
    return _cut(words)


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    return character == TATWEEL or category == "Cf" or category.startswith("M")


def _cut(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    word_end = slug.rfind("-", 0, MAX_LENGTH + 1)
    return slug[:word_end] if word_end > 0 else slug[:MAX_LENGTH]
