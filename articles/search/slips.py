"""The forms that lie one slip of spelling or fingers from a folded word. Pure.

Edit distance as Damerau (1964) has it, turned round: every form one edit away is written down, to be looked up, so that
the cost grows with the word and not with the archive. Edits that spelling and fingers make often (letters that sound
alike, keys side by side, long vowels, letters doubled or swapped) cost less, and two of those may come together.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

SHORTEST, LONGEST = 3, 20
"""Letters of a word that may be corrected."""
TWICE = range(6, 13)
"""Letters of a word in which two easy edits may come together."""
ARTICLE, HAMZA = "ال", "ء"
DRAWN_OUT = re.compile(r"(.)\1{2,}")

EASY, HARD, SPACE, FIRST = 0.5, 1.0, 0.7, 0.4
"""What an easy edit, any other, a space, and a change of the first letter cost."""

_SOUNDS = (
    "تط سصث دضذظز قكغجگ ءاعه هحخ فبپ شجچژ يءا وا ويا "
    "aeiouy ckqs sz vwf bp dt gj iy uw "
    "иіїй еєэ гґх зс дт бп шщ оа ьй юу яа"
)
_ROWS = "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىهوزظ qwertyuiop asdfghjkl zxcvbnm йцукенгшщзхї фівапролджє ячсмитьбю"
ALPHABETS = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگ",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё",
)
LONG_VOWELS = ("اوي", "", "")
"""What Arabic writers leave out of foreign names, or put in."""


def _beside() -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {}
    for group in _SOUNDS.split():
        for letter in group:
            beside.setdefault(letter, set()).update(group)
    for row in _ROWS.split():
        for left, right in pairwise(row):
            beside.setdefault(left, set()).add(right)
            beside.setdefault(right, set()).add(left)
    return {letter: others - {letter} for letter, others in beside.items()}


BESIDE = _beside()


def forms(word: str) -> dict[str, float]:
    """Return the forms near a folded word, each with its cost; a form of two words has a space in it.

    Of a letter drawn out, «عاااجل», one or two are meant.
    """
    if DRAWN_OUT.search(word):
        meant = {DRAWN_OUT.sub(letters, word) for letters in (r"\1", r"\1\1")}
        return {form: EASY for form in sorted(meant) if SHORTEST <= len(form) <= LONGEST}
    if not SHORTEST <= len(word) <= LONGEST:
        return {}
    alphabet = next((number for number, letters in enumerate(ALPHABETS) if word[0] in letters), None)
    if alphabet is None:
        return {}
    found: dict[str, float] = {}
    easy = dict(_easy(word, LONG_VOWELS[alphabet]))
    for form, cost in easy.items():
        _keep(found, form, cost)
    if len(word) > SHORTEST:
        for form, cost in _hard(word, ALPHABETS[alphabet]):
            _keep(found, form, cost)
    if len(word) in TWICE:
        for form, cost in easy.items():
            for further, more in _easy(form, LONG_VOWELS[alphabet]):
                _keep(found, further, cost + more)
    if len(word) > SHORTEST + 1:
        for cut in range(2, len(word) - 1):
            _keep(found, f"{word[:cut]} {word[cut:]}", SPACE)
    found.pop(word, None)
    return found


def _keep(found: dict[str, float], form: str, cost: float) -> None:
    if cost < found.get(form, float("inf")):
        found[form] = cost


def _easy(word: str, vowels: str) -> Iterator[tuple[str, float]]:
    for place, letter in enumerate(word):
        dear = EASY if place else EASY + FIRST
        for other in BESIDE.get(letter, ()):
            yield word[:place] + other + word[place + 1 :], dear
        if letter in vowels or word[place - 1 : place] == letter:
            yield word[:place] + word[place + 1 :], dear
        yield word[:place] + letter + word[place:], EASY
        if place:
            yield word[: place - 1] + letter + word[place - 1] + word[place + 1 :], EASY if place > 1 else dear
            for vowel in vowels:
                yield word[:place] + vowel + word[place:], EASY
    for vowel in vowels:
        yield word + vowel, EASY
    if vowels and word[-1] in "او":
        yield word + HAMZA, EASY


def _hard(word: str, alphabet: str) -> Iterator[tuple[str, float]]:
    """Any letter for any other, but for the first one: «الزبيدي» is no slip for «العبيدي»."""
    first = len(ARTICLE) if word.startswith(ARTICLE) else 0
    for place in range(len(word) + 1):
        dear = HARD if place else HARD + FIRST
        for letter in alphabet:
            yield word[:place] + letter + word[place:], dear
            if first < place < len(word):
                yield word[:place] + letter + word[place + 1 :], dear
        if place < len(word):
            yield word[:place] + word[place + 1 :], dear
