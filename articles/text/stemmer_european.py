"""Light stemming of folded English and Ukrainian words."""

import re

from . import lexicon

ENGLISH, UKRAINIAN = "english.txt", "ukrainian.txt"
VOWEL = re.compile("[aeiouy]")
MEASURE = re.compile("[aeiouy]+[^aeiou]+")
SYLLABLE = re.compile("[^aeiou][aeiouy][^aeiouwxy]$")
DOUBLED = re.compile(r"([^aeioulsz])\1$")
UKRAINIAN_ENDINGS = (
    *("ами", "ями", "ові", "еві", "єві", "ого", "ому", "ими", "іми"),
    *("ої", "ою", "ею", "єю", "ах", "ях", "ам", "ям", "ом", "ем", "єм", "ів", "їв", "ий", "ій", "их", "їх"),
    *("им", "їм", "іх", "ім", "ая", "яя", "ує", "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й"),
)

NOUNS_IN_IY = ("цій", "сій", "зій")
"""How only the genitive plural of nouns ends, «санкцій», and no adjective."""


def english(word: str) -> str:
    """One form for plural and singular (Harman's s-stemmer, 1991), past and progressive (step 1b of Porter's, 1980)."""
    word = _singular(word)
    word = lexicon.forms(ENGLISH).get(word, word)
    if len(word) < 4 or word in lexicon.whole(ENGLISH):
        return word
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if word.endswith("eed"):
            return word[:-1] if MEASURE.search(word[:-3]) else word
        if rest != word and len(rest) >= 3 and VOWEL.search(rest):
            return _without_mute(_whole_again(rest))
    return _without_mute(word)


def _singular(word: str) -> str:
    if word in lexicon.forms(ENGLISH) or len(word) < 4 or word in lexicon.whole(ENGLISH) or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ae" and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith(("us", "ss", "is")):
        return word
    return word[:-1]


def _whole_again(rest: str) -> str:
    """The verb of which «ing» or «ed» was taken: «planned» is of «plan», «voting» of «vote»."""
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if DOUBLED.search(rest):
        return rest[:-1]
    if rest.endswith("i"):
        return rest[:-1] + "y"
    return rest + "e" if _is_short(rest) else rest


def _without_mute(word: str) -> str:
    """The word without a final e that its other forms may not have, and with one l for two."""
    if word.endswith("ll") and len(MEASURE.findall(word)) > 1:
        return word[:-1]
    rest = word[:-1]
    is_mute = word.endswith("e") and not word.endswith("ee") and len(rest) >= 4
    return rest if is_mute and MEASURE.search(rest) and not _is_short(rest) else word


def _is_short(rest: str) -> bool:
    return len(MEASURE.findall(rest)) == 1 and bool(SYLLABLE.search(rest))


def ukrainian(word: str) -> str:
    """A noun or an adjective without its case ending; «Київ» and «Києва», «Львів» and «Львова» are one."""
    word = lexicon.forms(UKRAINIAN).get(word, word)
    if word.endswith("стей"):
        word = word[:-2]
    if word.endswith(NOUNS_IN_IY) and len(word) >= 6:
        return word[:-1]
    for ending in UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)].removesuffix("ь")
            break
    for adjective in ("ськ", "цьк"):
        if word.endswith(adjective) and len(word) - len(adjective) >= 4:
            word = word[: -len(adjective)]
    if len(word) >= 4 and word[-2:] in ("ів", "їв"):
        word = word[:-2] + ("єв" if word[-2] == "ї" else "ов")
    for possessive in ("ов", "ев", "єв"):
        if word.endswith(possessive) and len(word) - len(possessive) >= 3:
            return word[: -len(possessive)]
    return _with_one_stem(word)


def _with_one_stem(word: str) -> str:
    """The stem without the vowel that only some cases have: «кінець, кінця», «ринок, ринку»."""
    if len(word) >= 6 and word.endswith("іст"):
        return word[:-3] + "ост"
    if len(word) >= 5:
        if word.endswith("ец"):
            return word[:-2] + "ц"
        if word.endswith("єц"):
            return word[:-2] + "йц"
        if word.endswith("ок"):
            return word[:-2] + "к"
    return word
