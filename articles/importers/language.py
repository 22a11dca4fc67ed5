"""Which of the site's languages a text is written in, by its letters and its commonest words."""

import re

SAMPLE = 20_000
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")
PERSIAN_LETTERS = re.compile(r"[پچژگکی]")
ARABIC_LETTERS = re.compile(r"[ةىيكأإؤ]")
PERSIAN_WORDS = re.compile(r"(?<!\w)(?:است|این|که|را|می|های|برای|شد|کرد|شده|آن)(?!\w)")
UKRAINIAN_LETTERS = re.compile(r"[іїєґІЇЄҐ]")
RUSSIAN_LETTERS = re.compile(r"[ыэъёЫЭЪЁ]")
ENGLISH_WORDS = re.compile(r"(?<!\w)(?:the|of|and|to|in|is|that|for|on|with|said)(?!\w)", re.IGNORECASE)


def detect(text: str) -> tuple[str, bool]:
    """Return the language's code (`ar`, `en`, `uk`, `fa`) and whether it is sure; `ar` when nothing tells."""
    sample = text[:SAMPLE]
    counts = {"arabic": _count(ARABIC, sample), "cyrillic": _count(CYRILLIC, sample), "latin": _count(LATIN, sample)}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return "ar", False
    if script == "arabic":
        return _arabic_or_persian(sample)
    if script == "cyrillic":
        return "uk", _count(UKRAINIAN_LETTERS, sample) > _count(RUSSIAN_LETTERS, sample)
    words = max(1, sample.count(" "))
    return "en", _count(ENGLISH_WORDS, sample) * 20 >= words


def _arabic_or_persian(sample: str) -> tuple[str, bool]:
    persian = _count(PERSIAN_LETTERS, sample) + 5 * _count(PERSIAN_WORDS, sample)
    return ("fa" if persian > _count(ARABIC_LETTERS, sample) else "ar"), True


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
