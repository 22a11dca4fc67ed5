"""The past of a verb by the shape of its present, where no noun has that shape, and the noun made of it. Pure.

The longer patterns of Arabic verbs (V to X, and III) show in their letters which they are: «يستعرض» is of «استعرض»,
«يندلع» of «اندلع», «يعتقل» of «اعتقل», «يتحدث» of «تحدث», «يناقش» of «ناقش». The shorter ones do not, and are a list.
The nouns of VII, VIII and X are as regular: «انتهاك».
"""

import re
from functools import cache

from . import lexicon

C = "[^اوي]"
"""A consonant."""
PREFIXES = "يتن"
"""What the present begins with, he, she and we."""
TENTH = re.compile(f"[{PREFIXES}]ست.{{3}}$")
EIGHTH = re.compile(f"[{PREFIXES}](?:[^اوي]ت|[صض]ط|زد)[^وي].$")
SEVENTH = re.compile(f"[{PREFIXES}]ن(?:{C}{C}.|{C}ا{C})$")
FIFTH = re.compile("(?:يت[^ايت]|[تن]ت[^اي]|[يتن]ت[^ا]ا).[^ه]$")
THIRD = re.compile(f"[{PREFIXES}][^اي]ا..$")
QUADRILITERAL = re.compile(f"يت{C}{{3}}.$")
HOLLOW = re.compile(f"است{C}ي{C}$")
_PASTS = (
    *(f"است{C}{{3}}", f"ان{C}{{3}}", f"ا{C}ت{C}{{2}}", f"ا[صض]ط{C}{{2}}", f"ازد{C}{{2}}", f"ا{C}{{3}}"),
    *(f"ت[^اي]{C}{{2}}", f"ت{C}[^اي]{C}", f"ت?[^اي]ا{C}{{2}}"),
)
PASTS = re.compile(f"(?:{'|'.join(_PASTS)})(?=ت$)")
"""A past of such a pattern before the ending of her."""
VERBS_AND_NOUNS = (
    *(("انVVV", "انVVاV"), ("انVاV", "انVياV"), ("استVVV", "استVVاV"), ("استVاV", "استVاVه")),
    *(("اVتVV", "اVتVاV"), ("اVتاV", "اVتياV"), ("اتVV", "اتVاV"), ("ازدVV", "ازدVاV")),
    *(("اصطVV", "اصطVاV"), ("اضطVV", "اضطVاV")),
)
"""The past of a pattern and the noun made of it, V for each consonant: «انتهك، انتهاك», «استقال، استقالة»."""


def past(word: str) -> str | None:
    """Return the past of the folded present of a verb, without clitics and endings, if its shape tells it."""
    if word[:1] not in PREFIXES or not 5 <= len(word) <= 6 or _is_no_verb(word):
        return None
    if TENTH.match(word):
        found = "ا" + word[1:]
        return f"{found[:-2]}ا{found[-1]}" if HOLLOW.match(found) else found
    if word[-1] in "اه" and (lexicon.singular(word[:-1]) or not _is_known(word[1:])):
        return None  # «تنظمه», «تلتها»
    if EIGHTH.match(word) or SEVENTH.match(word):
        is_doubtful = word[0] == "ن" or word[-1] in "هت"
        return "ا" + word[1:] if not is_doubtful or lexicon.evidence("ا" + word[1:]) else None
    if FIFTH.match(word) or QUADRILITERAL.match(word):
        is_safe = word[0] == "ي" or (word[0] == "ت" and word[3] != "ي")  # but «تتويج»
        return word[1:] if is_safe or lexicon.evidence(word[1:]) else None
    if THIRD.match(word):
        is_plain = word[0] == "ي" and not set("اويه") & set(word[3:])
        return word[1:] if is_plain or lexicon.count(word[1:]) else None
    return None


def _is_known(end: str) -> bool:
    """Return whether a list or newspapers have the past that ends so."""
    return end in lexicon.pasts() or lexicon.count("ا" + end) > 0


def _is_no_verb(word: str) -> bool:
    """Return whether a list has the word as something else, or newspapers as a noun."""
    if lexicon.keeps_ending(word) or lexicon.stands_for_others(word) or lexicon.keeps_feminine(word + "ه"):
        return True
    return word[0] != "ي" and lexicon.count("ال" + word) > 0


def without_her_ending(word: str) -> str:
    """The past of a longer pattern without the ending of her: «استعرضت»."""
    match = PASTS.match(word)
    return match.group() if match else word


def verb_or_noun(word: str) -> str | None:
    """Return the noun made of a folded past, or the past of such a noun, if its shape tells it.

    «است» before two letters may begin a word of VIII or of X («استعد», «استعاد»): it tells nothing.
    """
    for shape, other in _shapes():
        if match := shape.fullmatch(word):
            letters = iter(match.groups())
            return "".join(next(letters) if letter == "V" else letter for letter in other)
    return None


@cache
def _shapes() -> list[tuple[re.Pattern[str], str]]:
    pairs = [pair for verb, noun in VERBS_AND_NOUNS for pair in ((verb, noun), (noun, verb))]
    return [(re.compile(shape.replace("اVت", "ا(?!س)Vت").replace("V", f"({C})")), other) for shape, other in pairs]
