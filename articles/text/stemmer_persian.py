"""Light stemming of folded Persian words: plurals, the indefinite and the possessive endings."""

from . import lexicon

LISTS = "persian.txt"
ENDINGS = ("هايشان", "هايمان", "هايتان", "هايي", "هايم", "هايت", "هايش", "هاي", "ها", "ترين", "شان", "مان", "تر")
SHORTEST, SHORTEST_BEFORE = 3, {"ها": 2, "هاي": 2, "مان": 4, "شان": 4}
"""Letters that must be left."""
OF_PLACES = "ستان"


def persian(word: str) -> str:
    """The stem of a folded Persian word. Half-spaces are gone: «کتاب‌های» comes as «كتابهاي»."""
    if word in lexicon.whole(LISTS) or word.endswith(OF_PLACES):
        return word
    if listed := lexicon.forms(LISTS).get(word):
        return listed
    if word.endswith(("اي", "اش", "ام", "ات")) and word[:-2] in lexicon.words_of(LISTS, "silent he"):
        return word[:-2]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_BEFORE.get(ending, SHORTEST):
            word = word[: -len(ending)]
            break
    if word in lexicon.whole(LISTS):
        return word
    if word.endswith("گان") and len(word) >= 6:
        return word[:-3] + "ه"
    if word.endswith("ان") and len(word) >= 6:
        word = word[:-2]
    if word.endswith("هي") and word[:-1] in lexicon.words_of(LISTS, "silent he"):
        return word[:-1]
    return word[:-1] if len(word) >= 4 and word[-1] == "ي" and word not in lexicon.whole(LISTS) else word
