"""Names typed in Latin letters, «trump», as Arabic may write them: by sounds, the likeliest letters first. Pure.

Who chats so writes figures for the letters that Latin has not: «7amas», «9afsa».
"""

import re

SOUNDS = dict(
    line.split(" ", 1)
    for lines in (
        "tch تش;sch ش;sh ش;ch ش تش ك خ;dj ج;kh خ;gh غ;th ث ت ذ;dh ذ ض ظ;ph ف;ck ك;qu ك كو;ou و;oo و;ee ي;ea ي يا ا",
        "ai ي اي ا;ay اي ي;ei ي اي;ey ي اي;ie ي;aa ا;au و او;ae اءي اع اي ا;ia يا يه;io يو;b ب;c ك س;d د ض;f ف",
        "g غ ج ق;h ه ح;j ج خ ي;k ك ق خ;l ل;m م;n ن;p ب;q ق ك;r ر;s س ص ز;t ت ط;v ف;w و;x كس;y ي;z ز ظ س",
        "a ا _ ي;e _ ي ا;i ي _ اي;o و _ ا;u و _ ا يو;2 ء ا;3 ع;5 خ;6 ط;7 ح;9 ق ص",
    )
    for line in lines.split(";")
)
"""Letters of each sound; _ is none, as of short vowels."""
FIRST = {
    "a": "ا ع",
    "2": "ا",
    "e": "ا اي",
    "i": "ا اي",
    "o": "او ا ع",
    "u": "او يو ا",
    "y": "ي",
    "ou": "و او",
    "ai": "ع اي",
}
LAST = {"a": "ه ا ي", "e": "ه _ ي", "i": "ي", "o": "و", "u": "و", "y": "ي", "ah": "ه", "eh": "ه", "ie": "ي"}
_FIGURED = "(?:[235679]?[a-z]){3,}"
NAME = re.compile(f"[a-z]+|{_FIGURED}")
WITH_FIGURES = re.compile(rf"(?<![\w./@])(?=[a-z]*[235679]){_FIGURED}(?![\w@]|[./]\w)", re.IGNORECASE)
SOUND = re.compile("|".join(sorted(SOUNDS, key=len, reverse=True)))
ENDING = re.compile(f"(?:{'|'.join(sorted(LAST, key=len, reverse=True))})$")
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
VOWEL = re.compile("[aeiouy]")
SOFT = frozenset("eiy")
ARTICLE = re.compile(r"^[ae](?:l|([dnrstz])(?=\1))(?=.{4})")
"""Of «el Kef» and of «Essebsi»."""
COST, DEARER = 0.5, 0.12
"""What a form costs beside a slip of the fingers, and each letter that is not the likeliest."""
LONGEST, MOST = 16, 300
"""Letters of a name that is read so, and its forms."""


def in_arabic(word: str) -> dict[str, float]:
    """Return how Arabic may write a folded word in Latin letters, with the article too, each form with its cost."""
    if not (NAME.fullmatch(word) and VOWEL.search(word)) or len(word) > LONGEST:
        return {}
    forms = {"": COST}
    for letters in _sounds(DOUBLED.sub(r"\1", ARTICLE.sub("", word))):
        further: dict[str, float] = {}
        for form, cost in forms.items():
            for dearness, letter in enumerate(letters):
                longer = form + letter.strip("_")
                further[longer] = min(further.get(longer, 9.0), cost + dearness * DEARER)
        forms = dict(sorted(further.items(), key=lambda item: item[1])[:MOST])
    found = {form: cost for form, cost in forms.items() if len(form) >= 3}
    return found | {f"ال{form}": cost for form, cost in found.items()}


def _sounds(word: str) -> list[list[str]]:
    """The letters that may stand for each sound of a word."""
    ending = ENDING.search(word, 1)
    body, end = (word[: ending.start()], ending.group()) if ending else (word, "")
    found = []
    for match in SOUND.finditer(body):
        sound = match.group()
        letters = FIRST.get(sound, SOUNDS[sound]) if match.start() == 0 else SOUNDS[sound]
        if sound == "c" and word[match.end() : match.end() + 1] in SOFT:
            letters = "س تش ش"
        found.append(letters.split())
    return [*found, LAST[end].split()] if end else found
