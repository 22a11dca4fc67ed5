"""The word lists that the Arabic stemmer consults: words with counts, whole words, broken plurals."""

from functools import cache
from importlib.resources import files

from .folding import fold

ENDINGS = ("ها", "هم", "ه", "ات", "ون", "ين", "ان", "يه", "ي", "ا", "نا")


def _lines(name: str) -> list[list[str]]:
    text = files("articles.text").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


@cache
def counts() -> dict[str, int]:
    """Folded words and how often they stand in newspapers."""
    return {word: int(number) for number, *words in _lines("vocabulary.txt") for word in words}


@cache
def own(part: str) -> frozenset[str]:
    """Folded words whose "beginning", "ending", "feminine" or "relation" letters are their own."""
    found: dict[str, set[str]] = {}
    section = ""
    for words in _lines("names.txt"):
        if words[0].startswith("["):
            section = words[0].strip("[]")
        else:
            found.setdefault(section, set()).update(words)
    return frozenset(found[part])


@cache
def singulars() -> dict[str, str]:
    """Folded broken plurals and their singulars."""
    found: dict[str, str] = {}
    for singular, *plurals in _lines("plurals.txt"):
        for plural in plurals:
            found.setdefault(fold(plural), fold(singular))
    return found


def count(word: str) -> int:
    """Return how often a folded word stands in newspapers."""
    return counts().get(word, 0)


def is_unknown(word: str) -> bool:
    """Return whether no list has a word, in any form."""
    return not evidence(word) and not keeps_beginning(word) and not keeps_ending(word) and word not in singulars()


def keeps_beginning(word: str) -> bool:
    """Return whether the first letters are the word's own, whatever clitic they look like."""
    return any(form in own("beginning") for form in without_an_ending(word))


def keeps_ending(word: str) -> bool:
    """Return whether the last letters are the word's own, whatever mark of number they look like."""
    return word in own("ending")


def keeps_feminine(word: str) -> bool:
    """Return whether the word would be another one without its final ha."""
    return word in own("feminine")


def is_feminine(word: str) -> bool:
    """Return whether a final ha is a ta marbuta: newspapers have the word with the article, or a plural of it."""
    return word.endswith("ه") and (count("ال" + word) > 1 or count(word[:-1] + "ات") > 0)


def keeps_relation(word: str) -> bool:
    """Return whether the word would be another one without its final ya."""
    return word in own("relation")


def singular(word: str) -> str | None:
    """Return the singular of a broken plural that the list knows."""
    return singulars().get(word)


def without_an_ending(word: str) -> list[str]:
    """The word, and what is left of it without each ending that it might have."""
    forms = [word]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            forms.append(word[: -len(ending)])
    if word.endswith("ات"):
        forms.append(word[:-2] + "ه")
    return forms


def evidence(word: str) -> int:
    """How well a word is known, itself or without one of its endings."""
    return max(map(count, without_an_ending(word)))


def is_better(word: str, rest: str) -> bool:
    """Return whether a word is rather itself than the rest of it with the article."""
    if keeps_beginning(word) or keeps_beginning(rest):
        return keeps_beginning(word)
    return evidence(word) > evidence(rest) + evidence("ال" + rest)
