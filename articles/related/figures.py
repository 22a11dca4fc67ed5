"""The figures that a text tells, in digits or in words. Pure."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from articles.text.arabic import fold
from articles.text.stemmer import stem_folded

IN_WORDS = (
    ("ar", range(3, 11), "ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"),
    ("ar", range(3, 11), "ثلاث أربع خمس ست سبع ثماني تسع عشر"),
    ("ar", range(20, 100, 10), "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون"),
    ("en", range(3, 13), "three four five six seven eight nine ten eleven twelve"),
    ("en", range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety"),
)
"""Not one and two, which are «one of» and Monday as well."""


def figures(stems: Sequence[str]) -> Counter[str]:
    """How often a text tells each figure; «أربعة وعشرون» is 24, as in digits."""
    values = _values()
    told: Counter[str] = Counter()
    said = 0
    for stem in (*stems, ""):
        if value := values.get(stem):
            said += value
            continue
        if said:
            told[str(said)] += 1
            said = 0
        if stem[:1].isdecimal():
            told[stem] += 1
    return told


@cache
def _values() -> dict[str, int]:
    return {
        stem_folded(fold(word), language): value
        for language, values, words in IN_WORDS
        for word, value in zip(words.split(), values, strict=True)
    }
