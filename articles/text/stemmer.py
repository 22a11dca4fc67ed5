"""Light stemming of folded words: the clitics and endings that a vocabulary says are not the word's own.

After Larkey, Ballesteros and Connell's light10 (2007), with chains of clitics, pronouns, broken plurals, and a list of
words with counts that is asked before a letter that may be the word's own is taken.
"""

from functools import lru_cache

from . import lexicon
from .stemmer_european import english, ukrainian
from .stemmer_persian import persian

STEM_VERSION = 5
"""Stored with an index: when it changes, or what the index keeps of a story, stories are indexed anew."""

ARTICLES = ("وبال", "فبال", "وكال", "فكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال")
CLITICS = ("ولل", "وب", "ول", "وك", "فب", "فل", "وس", "فس", "و", "ف", "ب", "ل", "ك", "س")
OFTEN_JOINED = ("و", "ب", "ل")
"""Newspapers may have a word with these oftener than without: «بسبب», «وأوضح», «لمدة»."""
FUTURE = ("وس", "فس", "س")
PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ه")
BORROWED = str.maketrans("پچژگ", "بجزغ")
ALIKE = 5
"""A verb's own form is found beside another form of it, of which so many more may stand in newspapers."""
NUMBERS = ("تان", "تين", "ات", "ون", "ين", "ان", "وا")


@lru_cache(maxsize=200_000)
def stem_folded(word: str, language: str = "ar") -> str:
    """The stem of a word that `fold` has been through."""
    first = word[:1]
    if "\u0620" <= first <= "\u06ff":
        return persian(word) if language == "fa" else arabic(word)
    if "a" <= first <= "z":
        return english(word)
    if "\u0400" <= first <= "\u052f":
        return ukrainian(word)
    return word


def arabic(word: str) -> str:
    """The stem of a folded Arabic word; letters that Arabic borrows for foreign names are its own nearest ones."""
    return without_endings(without_clitics(word.translate(BORROWED)))


def without_clitics(word: str) -> str:
    """The word without article, conjunctions and prepositions, as far as the vocabulary agrees."""
    if len(word) < 4 or lexicon.keeps_beginning(word):
        return word
    count = lexicon.count(word)
    for article in ARTICLES:
        if word.startswith(article):
            rest = word[len(article) :]
            if article.endswith("لل"):
                if lexicon.is_better("ل" + rest, rest):
                    return "ل" + rest
            elif lexicon.keeps_beginning("ال" + rest):
                return "ال" + rest
            is_known = lexicon.count(rest) or lexicon.count("ال" + rest)
            if len(rest) >= 4 or (len(rest) == 3 and not count) or (len(rest) >= 2 and is_known):
                return rest
            break
    best, most = word, lexicon.evidence(word)
    for clitic in CLITICS:
        rest = word[len(clitic) :]
        if word.startswith(clitic) and len(rest) >= 3 and (clitic not in FUTURE or rest[0] in "يتن"):
            found = lexicon.count(rest) if count or len(rest) == 3 else lexicon.evidence(rest)
            is_listed = not count and (lexicon.is_noun(rest) or (not most and _is_derived(rest)))
            is_joined = count and best == word and clitic in OFTEN_JOINED and _is_known(rest)
            if found > most or is_listed or is_joined:
                best, most = rest, max(most, found)
    if best == word and word[0] == "و" and len(word) >= 5:
        is_verb = word[1] in "يت" and lexicon.count(word[1:]) * ALIKE > count
        if is_verb or not most:
            best = word[1:]
    return without_clitics(best) if best == word[1:] and word[0] in "وف" else best


def _is_derived(word: str) -> bool:
    """Return whether a word begins as participles and nouns of place do, or the nouns of verbs with «است»."""
    return (len(word) >= 5 and word[0] == "م") or (len(word) >= 6 and word.startswith("است"))


def _is_known(word: str) -> int:
    return lexicon.evidence(word) if len(word) >= 5 else lexicon.count(word)


def without_endings(core: str) -> str:
    """The word without pronouns, the marks of number and gender, and the ending of relation."""
    if singular := lexicon.singular(core):
        return without_endings(singular)
    if lexicon.keeps_ending(core):
        return _without_relation(core)
    word = _without_pronoun(core)
    if word[-1] == "ا":  # «أسراها» is «أسرى» and a pronoun, «أشهرا» is «أشهر» in the accusative
        word = next((form for form in (word[:-1] + "ي", word[:-1]) if lexicon.singular(form)), word)
    if (singular := lexicon.singular(word)) and not lexicon.is_feminine(core):
        return without_endings(singular) if singular != core else _without_relation(_without_number(core))
    return _without_relation(_without_number(word))


def _without_pronoun(word: str) -> str:
    if lexicon.keeps_feminine(word):
        return word
    for pronoun in PRONOUNS:
        rest = word[: -len(pronoun)]
        if word.endswith(pronoun) and len(rest) >= 3:
            if rest[-1] == "ت" and lexicon.count(rest[:-1] + "ه") > lexicon.count(rest):
                return rest[:-1] + "ه"
            if pronoun in ("ه", "ها") or lexicon.evidence(rest) or not lexicon.count(word):
                return rest
    if word[-1] == "ك" and len(word) >= 5 and not lexicon.count(word) and lexicon.count(word[:-1]):
        return word[:-1]
    return word


def _without_number(word: str) -> str:
    if lexicon.keeps_ending(word):
        return word
    count = lexicon.count(word)
    for ending in NUMBERS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if ending == "ات" and lexicon.count(rest + "ه") and (len(rest) == 2 or lexicon.keeps_feminine(rest + "ه")):
                return rest + "ه"
            if len(rest) == 2 and ending in ("تان", "تين") and lexicon.count(rest + "ه") > lexicon.count(rest + "ت"):
                return rest + "ه"
            if len(rest) < 3:
                continue
            if ending in ("تان", "تين") and lexicon.keeps_feminine(rest + "ه"):
                return rest + "ه"
            found = max(lexicon.count(rest), lexicon.count(rest + "ه"), lexicon.count(rest + "ي"))
            enough = found and found >= (count if ending == "ان" else count / 10)
            if ending == "ات" or enough or (len(rest) >= 4 and not (count and ending == "ان")):
                return rest
    if len(word) >= 4 and word[-1] in "تو" and lexicon.count(word[:-1]) * (ALIKE if word[-1] == "ت" else 1) > count:
        return word[:-1]
    return word


def _without_relation(word: str) -> str:
    if len(word) < 4 or lexicon.keeps_feminine(word):
        return word
    is_accusative = word[-1] == "ا" and _is_accusative(word)
    if word[-1] == "ه":
        word = word[:-1]
    if len(word) >= 4 and word[-1] == "ا":
        rest = word[:-1]
        if rest[-1] == "ي" or is_accusative or lexicon.count(rest) or lexicon.count(rest + "ي"):
            word = rest
    if len(word) >= 4 and word[-1] == "ي" and not lexicon.keeps_relation(word):
        word = word[:-1]
        if len(word) >= 4 and word[-1] == "ت" and lexicon.count(word[:-1] + "ه") > lexicon.count(word):
            word = word[:-1]
    return word


def _is_accusative(word: str) -> bool:
    """Return whether before the final alef stands a participle, or a word that newspapers have with the article."""
    is_participle = len(word) >= 5 and word[0] == "م" and not lexicon.keeps_ending(word)
    return is_participle or lexicon.count("ال" + word[:-1]) > 0
