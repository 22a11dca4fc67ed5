"""The word lists that the Arabic stemmer consults: words with counts, whole words, broken plurals, verbs."""

from functools import cache
from importlib.resources import files

from .folding import fold

NAMES = "names.txt"
SHORTEST_WITH_ARTICLE = 5
"""Letters of a word beginning like the article that is known by its ending too: «المهم» is no form of «ألم»."""
PLURAL_ENDINGS = ("اته", "اتها", "اتهم")
ENDINGS = ("ها", "هم", "ه", "ات", "ون", "ين", "ان", "يه", "ي", "ا", "نا", "هما", "وا", *PLURAL_ENDINGS)
FEMININE_ENDINGS = ("ات", "تان", "تين", "ته", "تها", "تهم", "تنا", *PLURAL_ENDINGS)
WEAK_ENDINGS = ("ت", "وا", "اه", "اها", "اهم", "ته", "تها", "تهم")
"""Endings of a past whose last letter is weak."""


def _lines(name: str) -> list[list[str]]:
    text = files("articles.text").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


@cache
def counts() -> dict[str, int]:
    """Folded words and how often they stand in newspapers."""
    return {word: int(number) for number, *words in _lines("vocabulary.txt") for word in words}


@cache
def parts(file: str) -> dict[str, list[list[str]]]:
    """The lines of words of each part of a file; a part begins with «[name]»."""
    found: dict[str, list[list[str]]] = {}
    section = ""
    for words in _lines(file):
        if words[0].startswith("["):
            section = " ".join(words).strip("[]")
        else:
            found.setdefault(section, []).append(words)
    return found


@cache
def words_of(file: str, part: str) -> frozenset[str]:
    """The words of a part of a file."""
    return frozenset(word for words in parts(file)[part] for word in words)


def whole(file: str) -> frozenset[str]:
    """The words of a language's file whose last letters are their own."""
    return words_of(file, "whole")


@cache
def forms(file: str) -> dict[str, str]:
    """The forms that no rule of a language finds, each with its word."""
    return {form: word for word, *others in parts(file)["forms"] for form in others}


@cache
def own(part: str) -> frozenset[str]:
    """Folded words whose "beginning", "ending", "feminine" or "relation" letters are their own.

    A "name" keeps its beginning and its ending, as foreign words with several spellings do.
    """
    names = words_of(NAMES, "name") | _spelled().keys() if part in ("beginning", "ending") else frozenset()
    return words_of(NAMES, part) | names


@cache
def singulars() -> dict[str, str]:
    """Folded broken plurals, other spellings and forms of verbs, each with the word that stands for it."""
    found: dict[str, str] = {}
    for singular, *plurals in (*_lines("plurals.txt"), *_lines("spellings.txt")):
        for plural in plurals:
            found.setdefault(fold(plural), fold(singular))
    known = set(found.values()) | pasts() | words_of(NAMES, "name")
    for past, *presents in _lines("verbs.txt"):
        if fold(past) not in found:
            forms = [inflected for form in presents for inflected in _inflected(fold(form))]
            if past[-1] in "ىا":
                forms += [fold(past[:-1] + ending) for ending in WEAK_ENDINGS]
            for form in forms:
                if form not in known:
                    found.setdefault(form, fold(past))
    return found


@cache
def _spelled() -> dict[str, list[str]]:
    """Folded foreign words that newspapers spell in several ways, each with all its spellings."""
    lines = [list(map(fold, words)) for words in _lines("spellings.txt")]
    return {word: words for words in lines for word in words}


def usual_spelling(word: str) -> str:
    """Return how most newspapers spell a folded foreign word that is listed, or the word itself."""
    return next(iter(_spelled().get(word, ())), word)


def other_spellings(word: str) -> list[str]:
    """Return how else newspapers spell a folded foreign word that is listed."""
    return [other for other in _spelled().get(word, ()) if other != word]


@cache
def pasts() -> frozenset[str]:
    """Folded verbs in the past."""
    return frozenset(fold(past) for past, *_presents in _lines("verbs.txt"))


def _inflected(present: str) -> list[str]:
    """The present of a verb with its endings."""
    stem = present[:-1] if present[-1] in "يو" else present
    return [present, *(stem + ending for ending in ("ون", "وا")), present + "ان"]


@cache
def verbs_and_nouns() -> dict[str, tuple[str, ...]]:
    """Folded forms of verbs with the other forms and the nouns made of them, and those nouns with the forms."""
    found: dict[str, tuple[str, ...]] = {}
    for verb, *nouns in _lines("verbal_nouns.txt"):
        forms, made = list(map(fold, verb.split("/"))), list(map(fold, nouns))
        for word in (*forms, *made):
            others = [other for other in (forms if word in made else forms + made) if other != word]
            found[word] = (*found.get(word, ()), *others)
    return found


@cache
def alike() -> dict[str, tuple[str, ...]]:
    """Folded words beside those in which other newspapers tell the same: «زلزال» and «هزة»."""
    lines = [[fold(word) for word in words] for words in _lines("alike.txt")]
    return {word: tuple(other for other in words if other != word) for words in lines for word in words}


@cache
def verbal_nouns() -> frozenset[str]:
    """Folded nouns of what is done: «زيارة», «فوز»."""
    return frozenset(fold(noun) for _verb, *nouns in _lines("verbal_nouns.txt") for noun in nouns)


def count(word: str) -> int:
    """Return how often a folded word stands in newspapers."""
    return counts().get(word, 0)


def count_any(word: str) -> int:
    """Return how often a folded word stands in newspapers, with the article or without it."""
    return count(word) + count("ال" + word)


def is_unknown(word: str) -> bool:
    """Return whether no list has a word, in any form."""
    return not evidence(word) and not keeps_beginning(word) and not keeps_ending(word) and word not in singulars()


def keeps_beginning(word: str) -> bool:
    """Return whether the first letters are the word's own, whatever clitic they look like."""
    forms = without_an_ending(word)
    if word.startswith("ال"):
        forms = [form for form in forms if form == word or len(form) >= SHORTEST_WITH_ARTICLE]
    return not own("beginning").isdisjoint(forms)


def keeps_ending(word: str) -> bool:
    """Return whether the last letters are the word's own, whatever mark of number they look like."""
    return word in own("ending")


def is_noun(word: str) -> bool:
    """Return whether a list has the word, or newspapers have it with the article."""
    return count("ال" + word) > 0 or keeps_ending(word) or keeps_beginning(word) or keeps_feminine(word)


def keeps_feminine(word: str) -> bool:
    """Return whether the word would be another one without its final ha."""
    return word in own("feminine")


def is_town_in_alef(word: str) -> bool:
    """Return whether a word is a listed name, «قفصة», as readers spell it who write as they speak: «قفصا»."""
    return len(word) >= 4 and word[-1] == "ا" and not count(word) and f"{word[:-1]}ه" in words_of(NAMES, "name")


def is_feminine(word: str) -> bool:
    """Return whether a final ha is a ta marbuta: newspapers have the word with the article, or a plural of it."""
    return word.endswith("ه") and (count("ال" + word) > 1 or count(word[:-1] + "ات") > 0)


def is_particle(word: str) -> bool:
    """Return whether a stem is a word of every story, of which other words are spelled like a form."""
    return word in own("particle")


def keeps_relation(word: str) -> bool:
    """Return whether the word would be another one without its final ya."""
    return word in own("relation")


def singular(word: str) -> str | None:
    """Return the singular of a broken plural, or the past of a verb's form, that the lists know."""
    return singulars().get(word)


@cache
def _for_others() -> frozenset[str]:
    return frozenset(singulars().values())


def stands_for_others(word: str) -> bool:
    """Return whether the lists have other forms of a word."""
    return word in _for_others()


def without_an_ending(word: str) -> list[str]:
    """The word, and what is left of it without each ending that it might have."""
    forms = [word]
    for ending, singular_ending in _endings().get(word[-1:], ()):
        if word.endswith(ending):
            form = word[: -len(ending)] + singular_ending
            if len(form) >= 3:
                forms.append(form)
    return forms


@cache
def _endings() -> dict[str, list[tuple[str, str]]]:
    """By their last letters, endings and what stands for them in the singular."""
    found: dict[str, list[tuple[str, str]]] = {}
    for endings, singular_ending in ((ENDINGS, ""), (FEMININE_ENDINGS, "ه")):
        for ending in endings:
            found.setdefault(ending[-1], []).append((ending, singular_ending))
    return found


def evidence(word: str) -> int:
    """How well a word is known, itself or without one of its endings."""
    return max(map(count, without_an_ending(word)))


def is_better(word: str, rest: str) -> bool:
    """Return whether a word is rather itself than the rest of it with the article."""
    if keeps_beginning(word):
        return keeps_beginning("ال" + rest) or count(word) >= count("ال" + rest)
    if keeps_beginning(rest) or (count("ال" + rest) and not count("ال" + word)):
        return False
    return evidence(word) > evidence(rest) + evidence("ال" + rest)
