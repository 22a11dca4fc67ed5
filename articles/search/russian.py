"""Russian spellings in Ukrainian queries: «путин» for «Путін», «харьков» for «Харків», «выборы» for «вибори». Pure."""

import re

LETTERS = str.maketrans({"ы": "и", "э": "е", "ё": "е", "ъ": None})
AFTER_VOWEL = re.compile("(?<=[аеиіоуюя])и")
RELATION = re.compile("([сц])к(?=[иіоа][йгмя])")
OF_TOWNS = re.compile("(?<=[^аеиіоуюя])[ое]в$")
DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1")
SHORTEST = 4
"""Letters of a word that is read so."""


def in_ukrainian(word: str) -> list[str]:
    """Return how a folded Russian word or name may be written in Ukrainian."""
    if len(word) < SHORTEST or not "\u0400" <= word[0] <= "\u052f":
        return []
    plain = RELATION.sub(r"\1ьк", AFTER_VOWEL.sub("ї", word).replace("и", "і").replace("ьк", "к").translate(LETTERS))
    forms = [
        plain,
        plain.replace("іе", "иє"),
        word.translate(LETTERS)[:-2] + plain[-2:],
        OF_TOWNS.sub("ів", plain),
        DOUBLED.sub(r"\1", plain),
        re.sub("^е", "є", plain),
    ]
    return [form for form in dict.fromkeys(forms) if form != word]
