"""Foreign names by their shape, and how else newspapers may write one. Pure.

An Arabic word has a root of three consonants as a rule, its first two never the same and no two lips' letters side by
side (Greenberg, 1950), or of two twice over. What has more of them, or such ones, and none of the letters that only
Arabic has, is foreign: its long vowels are there or not as the writer likes, and some of its sounds have several
letters.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

from . import lexicon

VOWELS = "اوي"
SOUNDS = ("غجقك", "وف", "سص", "سش", "سز", "تط", "زذ")
"""Letters in which Arabic newspapers write one foreign sound."""
OWN = frozenset("عحضظ")
"""Letters of sounds that only Arabic has."""
LIPS = frozenset("بفم")
PREFIXES = (
    *("است", "يست", "تست", "نست", "مست"),
    *("ان", "ين", "من", "تن", "مت", "يت", "تت"),
    *("ا", "ي", "ت", "ن", "م"),
)
"""What Arabic puts before a root."""
CLITICS = "وفبلكس"
SHORTEST, ROOT, WIDE = 4, 4, 5
"""Letters of a foreign word, consonants that no root has, and those of a word in which two vowels may differ."""


def is_foreign(word: str) -> bool:
    """Return whether a folded word without clitics looks like a foreign name; one that takes the article is none."""
    if len(word) < SHORTEST or not OWN.isdisjoint(word) or not "\u0620" <= word[0] <= "\u06ff":
        return False
    if lexicon.count("ال" + word) or word in lexicon.singulars():
        return False
    if word[0] in CLITICS and lexicon.evidence(word[1:]):
        return False
    letters = _consonants(word)
    return _is_no_root(_root(word)) and letters[: len(letters) // 2] * 2 != letters


def otherwise(word: str) -> set[str]:
    """Return other ways to write a foreign name: sounds in other letters, long vowels left out or put in.

    Two things differ only in a long name.
    """
    others = set(sounds(word))
    found = others | set(_vowels(word))
    if is_long(word):
        found |= {further for other in others for further in _vowels(other)} | set(_two_vowels(word))
    return found - {word}


def sounds(word: str) -> Iterator[str]:
    """Write a name with other letters for one of its sounds."""
    for letters in SOUNDS:
        for letter in set(word).intersection(letters):
            for other in set(letters) - {letter}:
                yield word.replace(letter, other)
                yield from (f"{word[:place]}{other}{word[place + 1 :]}" for place in _places(word, letter))


def is_long(word: str) -> bool:
    """Return whether a name has so many consonants that no other differs from it in a vowel alone."""
    return len(_consonants(word)) >= WIDE


def _is_no_root(letters: str) -> bool:
    if len(letters) >= ROOT:
        return True
    are_lips = any(one != other and {one, other} <= LIPS for one, other in pairwise(letters))
    return len(letters) == 3 and (letters[0] == letters[1] or are_lips)


def _root(word: str) -> str:
    """The consonants without what looks like an Arabic prefix, infix or ending."""
    prefix = next((one for one in PREFIXES if word.startswith(one) and len(word) - len(one) >= 3), "")
    rest = word[len(prefix) :]
    if len(prefix) == 1 and len(rest) > 3 and (rest[1] == "ت" or rest[:2] in ("صط", "طط", "زد")):
        rest = rest[0] + rest[2:]
    letters = _consonants(rest)
    return letters[:-1] if letters.endswith("ت") and len(letters) == ROOT else letters


def _consonants(text: str) -> str:
    """The letters that are no long vowels: waw is one only between others."""
    edges = (0, len(text) - 1)
    return "".join(
        letter for place, letter in enumerate(text) if letter not in "اويء" or (letter == "و" and place in edges)
    )


def _places(word: str, letters: str) -> list[int]:
    return [place for place, letter in enumerate(word) if letter in letters]


def _inner_vowels(word: str) -> list[int]:
    return [place for place in _places(word, VOWELS) if 0 < place < len(word) - 1]


def _gaps(word: str) -> list[int]:
    """Where a vowel may have been left out: between two consonants, and after the alef that bears a first vowel."""
    places = range(1, len(word))
    return [at for at in places if word[at] not in VOWELS and (word[at - 1] not in VOWELS or word[:at] == "ا")]


def _vowels(word: str) -> Iterator[str]:
    for place in _inner_vowels(word):
        yield word[:place] + word[place + 1 :]
    for place in _gaps(word):
        yield from (word[:place] + vowel + word[place:] for vowel in VOWELS)


def _two_vowels(word: str) -> Iterator[str]:
    """Both of two vowels left out or put in, one for another, or one on the other side of a consonant."""
    for first, second in combinations(_inner_vowels(word), 2):
        yield word[:first] + word[first + 1 : second] + word[second + 1 :]
    for first, second in combinations(_gaps(word), 2):
        for one in VOWELS:
            yield from (f"{word[:first]}{one}{word[first:second]}{other}{word[second:]}" for other in VOWELS)
    for place in _inner_vowels(word):
        yield from (word[:place] + vowel + word[place + 1 :] for vowel in VOWELS)
        yield word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
