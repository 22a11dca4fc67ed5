"""One spelling for searching: what folding makes of each character. Linear in the length of the text."""

import re
import unicodedata

LETTERS = {
    "ا": "أإآٱٲٳٵ",
    "ء": "ؤئٔٴٶٸۓ",
    "ه": "ةہۀۂۃھەۿ",
    "ي": "ىیېےۍێۑؠ",
    "ك": "کڪڬ",
    "گ": "ګڭݣ",
    "ف": "ڤڡڥ",
    "ق": "ڨڧ",
    "ن": "ں",
    "و": "ۆۄ",
    ".": "٫",
    ",": "٬",
    "l": "ł",
    "o": "ø",
    "d": "đð",
    "i": "ı",
    "ss": "ß",
    "ae": "æ",
    "oe": "œ",
    "th": "þ",
    "σ": "ς",
}
KEPT = "йїґ"
"""Letters of their own that Unicode takes apart into a letter and a mark."""

HAMZA_ABOVE = 0x0654
APOSTROPHES = "'’ʼ"


class _Spelling(dict[int, str | None]):
    """A `str.translate` table that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = result = _fold_character(chr(code))
        return result


def _fold_character(character: str) -> str | None:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return None
    if category in ("Cc", "Cs"):
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in KEPT:
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    if len(base.encode()) <= 2 and base != character:
        return SPELLING.get(ord(base), base)
    return character


SPELLING = _Spelling({ord(variant): letter for letter, variants in LETTERS.items() for variant in variants})
SPELLING.update(dict.fromkeys((1600, 1765, 1766, 700)) | {HAMZA_ABOVE: "\u0654"})


def _ranges(wanted: set[int]) -> str:
    """The inside of a regular expression's class for these code points."""
    parts, codes = [], sorted(wanted)
    start = previous = codes[0]
    for code in [*codes[1:], 0x110000]:
        if code != previous + 1:
            parts.append(f"\\U{start:08x}-\\U{previous:08x}")
            start = code
        previous = code
    return "".join(parts)


_ASSIGNED = range(0x20000)
MARKS = _ranges({code for code in _ASSIGNED if unicodedata.category(chr(code)) in ("Mn", "Me")})
INVISIBLE = _ranges({code for code in _ASSIGNED if unicodedata.category(chr(code)) == "Cf"} | {0x0640})

HIDDEN = re.compile(f"[{INVISIBLE}]+")
LONG_MARKS = re.compile(f"([{MARKS}]{{4}})[{MARKS}]++")
INNER_APOSTROPHE = re.compile(rf"(?<=[\u0400-\u052f])[{APOSTROPHES}](?=[\u0400-\u052f])")
PIECE = re.compile(r"\d+|[^\W\d_]+")


def fold(text: str) -> str:
    """One spelling for searching: letters, digits and case made one, whitespace collapsed, punctuation kept."""
    if text.isascii():
        return " ".join(text.lower().translate(SPELLING).split())
    # A long run of marks would make Unicode's own reordering quadratic.
    text = LONG_MARKS.sub(r"\1", HIDDEN.sub("", text))
    text = unicodedata.normalize("NFKC", text).lower().translate(SPELLING)
    if "\u0654" in text:
        text = text.replace("ي\u0654", "ء").replace("و\u0654", "ء").replace("\u0654", "")
    text = INNER_APOSTROPHE.sub("", text)
    return " ".join(text.split())


def fold_key(text: str) -> str:
    """The key of a name: folded, with everything but letters and digits turned into single spaces."""
    return " ".join(PIECE.findall(fold(text)))
