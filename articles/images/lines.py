"""Texts as lines: broken between words, and each ordered as it would be if they stood in one.

All lengths are in pixels.
"""

import re
import unicodedata
from functools import cache

from articles.images.lettering import Style, width
from articles.text.lines import LATIN_MARK

ELLIPSIS = "…"
SPACES = re.compile(r"[ \t\r\n]+")
ARABIC_MARK = "\u061c"
"""What stands for an Arabic letter and is not seen (Unicode: ALM)."""
HANGING = 0.2
"""How much unevenness, as a part of the width, is borne so that no word of one or two letters ends a line."""


def broken(text: str, style: Style, most: float) -> list[str]:
    """Break a text between words into lines no wider than ``most``; a longer word stands on a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, style) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitted(text: str, styles: list[Style], most: float, height: float, most_lines: int = 4) -> tuple[list[str], Style]:
    """Return a text's lines in the first style in which they fit; in the last one what does not fit is left out."""
    text = SPACES.sub(" ", text).strip()
    for style in styles:
        lines = broken(text, style, most)
        fits = len(lines) <= most_lines and len(lines) * style.leading <= height
        if fits and all(width(line, style) <= most for line in lines):
            return _even(text, style, most, len(lines)), style
    return cut(lines, style, most, most_lines), style


def cut(lines: list[str], style: Style, most: float, most_lines: int) -> list[str]:
    """Return the first lines, the last of them ended at a word with an ellipsis where there are more.

    Only a word that is longer than a line is itself cut.
    """
    kept = lines[:most_lines]
    if len(lines) > most_lines:
        while " " in kept[-1] and width(kept[-1] + ELLIPSIS, style) > most:
            kept[-1] = kept[-1].rpartition(" ")[0]
        kept[-1] += ELLIPSIS
    return [_shortened(line, style, most) for line in kept]


def _shortened(line: str, style: Style, most: float) -> str:
    while width(line, style) > most:
        line = line.rstrip(ELLIPSIS)[:-1] + ELLIPSIS
    return line


def _even(text: str, style: Style, most: float, count: int) -> list[str]:
    """Break a text into so many lines, about equally long (least squares, by dynamic programming over the breaks)."""
    words = text.split(" ")
    ideal = width(text, style) / count

    @cache
    def best(end: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 0 or end == 0:
            return (0.0, ()) if end == lines == 0 else (float("inf"), ())
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for begin in range(end - 1, -1, -1):
            length = width(" ".join(words[begin:end]), style)
            if length > most and begin < end - 1:
                break
            before, breaks = best(begin, lines - 1)
            hangs = end < len(words) and len(words[end - 1]) <= 2 and words[end - 1].isalpha()
            cost = before + (length - ideal) ** 2 + ((most * HANGING) ** 2 if hangs else 0)
            found = min(found, (cost, (*breaks, end)))
        return found

    ends = best(len(words), count)[1]
    return [" ".join(words[begin:end]) for begin, end in zip((0, *ends), ends, strict=False)]


def in_order(lines: list[str]) -> list[str]:
    """Return lines with unseen marks before and after them, so that each stands as it does in the whole text.

    Numbers and signs take their direction from letters that may stand in another line (Unicode Standard Annex 9
    resolves a paragraph before it is broken): «3-2» after an Arabic word runs to the left.
    """
    ordered = []
    for number, line in enumerate(lines):
        before, after = " ".join(lines[:number]), " ".join(lines[number + 1 :])
        ordered.append(_last_letter(before) + line + _next_letter(before + line, after))
    return ordered


def _next_letter(before: str, after: str) -> str:
    """The direction of what follows; a number goes with the letter before it."""
    for letter in after:
        if letter.isdecimal():
            return _last_letter(before) or ARABIC_MARK
        if mark := _direction(letter):
            return mark
    return ""


def _direction(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    return LATIN_MARK if kind == "L" else ARABIC_MARK if kind in ("R", "AL") else ""


def _last_letter(text: str) -> str:
    return next((kind for letter in reversed(text) if (kind := _direction(letter))), "")
