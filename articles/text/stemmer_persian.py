"""Light stemming of folded Persian words: plurals, the indefinite and the possessive endings."""

ENDINGS = ("هايشان", "هايمان", "هايتان", "هايي", "هايم", "هايت", "هايش", "هاي", "ها", "ترين", "شان", "مان", "تر")
PLURAL = "ان"


def persian(word: str) -> str:
    """The stem of a folded Persian word. Half-spaces are gone: «کتاب‌های» comes as «كتابهاي»."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if word.endswith("گان") and len(word) >= 6:
        return word[:-3]
    if len(word) >= 4 and word[-1] in "يه":
        return word[:-1]
    return word
