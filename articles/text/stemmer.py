"""Light stemming of folded words: the clitics and endings that a vocabulary says are not the word's own.

After Larkey, Ballesteros and Connell's light10 (2007), with chains of clitics, pronouns, broken plurals, and a list of
words with counts that is asked before a letter that may be the word's own is taken.
"""

import re
from functools import lru_cache

from . import lexicon, verbs
from .stemmer_european import english, ukrainian
from .stemmer_persian import persian

STEM_VERSION = 9
"""Stored with an index: when it changes, or what the index keeps of a story, stories are indexed anew."""

ARTICLES = ("وبال", "فبال", "وكال", "فكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال")
CLITICS = ("ولل", "وب", "ول", "وك", "فب", "فل", "وس", "فس", "و", "ف", "ب", "ل", "ك", "س")
OFTEN_JOINED = ("و", "ب", "ل")
"""Newspapers may have a word with these oftener than without: «بسبب», «وأوضح», «لمدة»."""
BEFORE_FORMS = ("و", "ب", "ل", "س", "وس", "ول")
"""What may stand before a broken plural or a verb's form that the lists know: «بشظايا», «سيستقيل»."""
FUTURE = ("وس", "فس", "س")
PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ه")
BORROWED = str.maketrans("پچژگ", "بجزغ")
ALIKE = 5
"""A verb's own form is found beside another form of it, of which so many more may stand in newspapers."""
_SHAPES = ("تVVV", "تVVيV", "تVاVV", "انVVاV", "اVتVاV", "استVVاV")
_SHAPE_ENDINGS = ("ا", "ه", "ها", "هم", "هما", "نا", *lexicon.PLURAL_ENDINGS, "ات")
VERBAL = re.compile(f"(?!تت)(?:{'|'.join(_SHAPES)})(?:{'|'.join(_SHAPE_ENDINGS)})?$".replace("V", "[^اوي]"))
"""Nouns of verbs by their shape, «تمرد، تجنيد، تصادم، انحراف، ابتزاز», and what they may end in."""
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
    word = word.translate(BORROWED)
    if word.endswith("يء") and word[-4:-3] == "ا":  # «شاطيء» is «شاطئ»
        word = word[:-2] + "ء"
    stem = without_endings(without_clitics(word))
    if lexicon.is_particle(stem):
        return _beside_particle(word, stem)
    if (usual := lexicon.usual_spelling(stem)) != stem:
        stem = without_endings(usual)
    is_other_seat = stem.endswith("يء") and not lexicon.keeps_ending(stem)  # «شيء» is «شئ»
    return stem[:-2] + "ء" if is_other_seat and len(stem) >= 3 else stem


def _beside_particle(word: str, particle: str) -> str:
    """The particle, or the stem of a word that is only spelled like a form of it: «الكان», «غيرت», «يتكون»."""
    if article := next((article for article in ARTICLES if word.startswith(article)), None):
        rest = word[len(article) :]
        return f"ال{rest}" if rest == particle else rest
    core = without_clitics(word)
    if particle in ("كان", "يكون"):
        return particle
    if particle == "تكون":
        return "تكونت" if core == "تكونت" or core[1:] == particle else particle
    return f"{particle}ت" if core in (f"{particle}ت", f"{particle}وا") else particle


@lru_cache(maxsize=20_000)
def without_clitics(word: str) -> str:
    """The word without article, conjunctions and prepositions, as far as the vocabulary agrees."""
    if len(word) < 4 or lexicon.keeps_beginning(word):
        return word
    count = lexicon.count(word)
    is_after_one = word[0] in "بل" and not word.startswith(ARTICLES) and not lexicon.count("ال" + word)
    if is_after_one and _is_inflected_noun(word[1:]):
        return word[1:]
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
            is_listed = is_listed or (clitic in BEFORE_FORMS and _is_form(rest, word))
            is_joined = most and best == word and clitic in OFTEN_JOINED and _is_known(rest)
            if found > most or is_listed or is_joined:
                best, most = rest, max(most, found)
    if best == word and word[0] == "و" and len(word) >= 5:
        is_verb = word[1] in "يت" and lexicon.count(word[1:]) * ALIKE > count
        if is_verb or not most:
            best = word[1:]
    return without_clitics(best) if best == word[1:] and word[0] in "وف" else best


def _is_inflected_noun(word: str) -> bool:
    """Return whether newspapers have a word without its pronoun, or its singular, and that with the article: «سجنه»."""
    nouns = [word.removesuffix(pronoun) for pronoun in PRONOUNS if word.endswith(pronoun)]
    women = [word.removesuffix(ending) + "ه" for ending in lexicon.FEMININE_ENDINGS if word.endswith(ending)]
    return any(len(noun) >= 3 and lexicon.count(noun) and lexicon.count("ال" + noun) for noun in (*nouns, *women))


def _is_form(rest: str, word: str) -> bool:
    """Return whether the lists know a broken plural or a verb's form, and not the word with a clitic before it."""
    listed = lexicon.singular(rest) if word[0] == "ب" else _listed(rest)
    if len(rest) < 4 or not listed or lexicon.singular(word) or lexicon.count("ال" + word):
        return False
    return not lexicon.count(word) or not rest.endswith(lexicon.WEAK_ENDINGS)


def _listed(word: str) -> str | None:
    """The singular of a broken plural or the past of a verb that lists know, or that its shape tells."""
    return lexicon.singular(word) or verbs.past(word)


def _is_derived(word: str) -> bool:
    """Return whether a word begins as participles and nouns of place do, or is shaped like the noun of a verb."""
    is_verbal = (len(word) >= 6 and word.startswith("است")) or bool(VERBAL.match(word))
    return is_verbal or (len(word) >= 5 and word[0] == "م")


def _is_known(word: str) -> int:
    return lexicon.evidence(word) if len(word) >= 5 else lexicon.count(word)


def without_endings(core: str) -> str:
    """The word without pronouns, the marks of number and gender, and the ending of relation."""
    if singular := _listed(core):
        return without_endings(singular)
    if lexicon.keeps_ending(core):
        return _without_relation(core)
    if lexicon.is_town_in_alef(core):
        return without_endings(core[:-1] + "ه")
    word = _without_pronoun(core)
    if word[-1] == "ا":
        word = _without_alef(word, core)
    if (singular := _listed(word)) and not lexicon.is_feminine(core):
        return without_endings(singular) if singular != core else _without_relation(_without_number(core))
    word = _without_number(verbs.without_her_ending(word))
    if past := verbs.past(word):  # «يتحدثون»
        return without_endings(past)
    return _without_relation(word)


def _without_alef(word: str, core: str) -> str:
    """«أسراها» is «أسرى» and a pronoun, «مداها» is «مدى»; «أشهرا» is «أشهر» in the accusative."""
    full = word[:-1] + "ي"
    if listed := next((form for form in (full, word[:-1]) if lexicon.singular(form)), None):
        return listed
    has_pronoun = word != core and core[-1] != "ه"
    return full if has_pronoun and lexicon.count_any(full) > lexicon.count_any(word) else word


def _without_pronoun(word: str) -> str:
    if lexicon.keeps_feminine(word):
        return word
    if word.endswith(("نا", "ها")) and (lexicon.keeps_ending(word[:-1]) or _is_noun_in_noon(word)):
        return word[:-1]
    for pronoun in PRONOUNS:
        rest = word[: -len(pronoun)]
        if word.endswith(pronoun) and len(rest) >= 3:
            if rest[-1] == "ت" and _is_feminine_with_pronoun(rest):
                return rest[:-1] + "ه"
            if pronoun in ("ه", "ها") or lexicon.evidence(rest) or not lexicon.count(word):
                return rest
    if word[-1] == "ك" and len(word) >= 5 and not lexicon.count(word) and lexicon.count(word[:-1]):
        return word[:-1]
    return word


def _is_noun_in_noon(word: str) -> bool:
    """Return whether «نا» is the noon of a noun in the accusative, «أعوانا», and not the pronoun."""
    return len(word) >= 5 and word[-2] == "ن" and lexicon.count_any(word[:-1]) > lexicon.count(word)


def _is_feminine_with_pronoun(word: str) -> bool:
    """Return whether a final ta before a pronoun is a ta marbuta."""
    feminine = word[:-1] + "ه"
    return lexicon.keeps_feminine(feminine) or lexicon.count_any(feminine) > lexicon.count_any(word)


def _without_number(word: str) -> str:
    if lexicon.keeps_ending(word):
        return word
    count = lexicon.count(word)
    if len(word) >= 6 and word.endswith("تا") and lexicon.count(word[:-1]) > count:
        word = word[:-1]
    for ending in NUMBERS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            is_kept = lexicon.keeps_feminine(rest + "ه")
            if ending == "ات" and (is_kept or (len(rest) == 2 and lexicon.count(rest + "ه"))):
                return rest + "ه"
            if len(rest) == 2 and ending in ("تان", "تين") and lexicon.count(rest + "ه") > lexicon.count(rest + "ت"):
                return rest + "ه"
            if len(rest) < 3:
                continue
            if ending in ("تان", "تين"):
                if is_kept:
                    return rest + "ه"
                if lexicon.count_any(rest + "ت") > lexicon.count_any(rest + "ه"):
                    return rest + "ت"
            found = max(lexicon.count(rest), lexicon.count(rest + "ه"), lexicon.count(rest + "ي"))
            enough = found and found >= (count if ending == "ان" else count / 10)
            is_verbal = ending == "وا" and not lexicon.count(word[:-1] + "ي")
            if ending == "ات" or is_verbal or enough or (len(rest) >= 4 and not (count and ending == "ان")):
                return rest
    if word[-1] == "ت" and word[:-1] in lexicon.pasts():
        return word[:-1]
    if len(word) >= 4 and word[-1] in "تو" and lexicon.count(word[:-1]) * (ALIKE if word[-1] == "ت" else 1) > count:
        return word[:-1]
    return word


def _without_relation(word: str) -> str:
    if len(word) < 4 or lexicon.keeps_feminine(word):
        return word
    is_accusative = word[-1] == "ا" and _is_accusative(word)
    if word[-1] == "ه":
        word = word[:-1]
    if len(word) >= 4 and word[-1] == "ا" and not lexicon.keeps_relation(word):
        rest = word[:-1]
        if rest[-1] == "ي" or is_accusative or lexicon.count(rest) or lexicon.count(rest + "ي"):
            word = rest
    if len(word) >= 6 and word.endswith("يي"):
        word = word[:-1]
    if len(word) >= 4 and word[-1] == "ي" and not lexicon.keeps_relation(word):
        word = word[:-1]
        if lexicon.keeps_feminine(word + "ه") and lexicon.count_any(word + "ه") > lexicon.count_any(word):
            return word + "ه"
        if word + "ا" in lexicon.own("name"):
            return word + "ا"
        if len(word) >= 4 and word[-1] == "ت" and lexicon.count(word[:-1] + "ه") > lexicon.count(word):
            word = word[:-1] + ("ه" if lexicon.keeps_feminine(word[:-1] + "ه") else "")
    return word


def _is_accusative(word: str) -> bool:
    """Return whether before the final alef stands a participle, or a word of newspapers (with the article) or lists."""
    rest = word[:-1]
    is_participle = len(word) >= 5 and word[0] == "م"
    is_known = is_participle or VERBAL.match(word) or lexicon.stands_for_others(rest)
    return lexicon.count("ال" + rest) > 0 or (bool(is_known) and not lexicon.keeps_ending(word))
