"""Light stemming of folded words."""

PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def stem_folded(word: str, language: str = "ar") -> str:
    """The stem of a word that `fold` has been through (Larkey, Ballesteros and Connell's light10)."""
    if not "\u0620" <= word[:1] <= "\u06ff":
        return word
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= (3 if prefix == "و" else 2):
            word = word[len(prefix) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word
