"""Light stemming of folded English and Ukrainian words."""

ENGLISH_WHOLE = frozenset(
    ["news", "always", "perhaps", "has", "was", "this", "his", "its", "us", "series", "species", "means", "texas"]
)
UKRAINIAN_ENDINGS = (
    *("ами", "ями", "ові", "еві", "єві", "ого", "ому", "ими", "іми"),
    *("ої", "ою", "ею", "єю", "ах", "ях", "ам", "ям", "ом", "ем", "єм", "ів", "їв", "ий", "ій", "их", "їх"),
    *("им", "їм", "іх", "ім", "ая", "яя", "ує", "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й"),
)


def english(word: str) -> str:
    """Plural and singular as one (Harman's s-stemmer, 1991)."""
    if len(word) < 4 or word in ENGLISH_WHOLE or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ae" and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith(("us", "ss", "is")):
        return word
    return word[:-1]


def ukrainian(word: str) -> str:
    """A noun or an adjective without its case ending; «Київ» and «Києва», «Львів» and «Львова» are one."""
    for ending in UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)].removesuffix("ь")
            break
    if len(word) >= 4 and word[-2:] in ("ів", "їв"):
        word = word[:-2] + ("єв" if word[-2] == "ї" else "ов")
    for possessive in ("ов", "ев", "єв", "ськ", "цьк"):
        if word.endswith(possessive) and len(word) - len(possessive) >= 4:
            return word[: -len(possessive)]
    return word
