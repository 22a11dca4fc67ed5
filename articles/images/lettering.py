"""Lines of text as pictures hold them: letters joined and ordered as the script has them.

Pillow needs Raqm for that (see ``articles/checks.py``). All lengths are in pixels.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont, features

Face = ImageFont.FreeTypeFont
ARABIC, EUROPEAN = "arabic", "european"
SOURCES = {
    (ARABIC, 400): ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf"),
    (ARABIC, 700): ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Bold.ttf"),
    (EUROPEAN, 400): ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
    (EUROPEAN, 700): ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
}
DIRECTIONS = {ARABIC: "rtl", EUROPEAN: "ltr"}
WRITTEN_IN = {"ar": ARABIC, "fa": ARABIC}
"""The script of each language that is not written in European letters."""
LEADING = {ARABIC: 1.5, EUROPEAN: 1.22}
WORDS = re.compile(r"\w+|\W+")
EMPTIED = re.compile(r"«\s*»|“\s*”|\(\s*\)")


@dataclass(frozen=True)
class Style:
    """How a text is set: its language, its size, and its weight, 400 or 700."""

    language: str
    size: int
    weight: int = 400

    @property
    def script(self) -> str:
        """Return the script that the language is written in."""
        return WRITTEN_IN.get(self.language, EUROPEAN)

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return DIRECTIONS[self.script]

    @property
    def leading(self) -> int:
        """Return how far a line stands from the next."""
        return round(self.size * LEADING[self.script])


def can_shape() -> bool:
    """Return whether Arabic letters can be joined and put in order here."""
    return bool(features.check("raqm"))


@cache
def _data(script: str, weight: int) -> bytes:
    package, name = SOURCES[script, weight]
    return (files(package) / "files" / name).read_bytes()


@cache
def face(script: str, weight: int, size: int) -> Face:
    """Return a font of a script; the family of the readers' pages."""
    font = ImageFont.truetype(BytesIO(_data(script, weight)), size, layout_engine=ImageFont.Layout.RAQM)
    if script == EUROPEAN:
        font.set_variation_by_axes([weight, 100])
    return font


@cache
def _letters(script: str) -> frozenset[int]:
    return frozenset(TTFont(BytesIO(_data(script, 400))).getBestCmap())


def runs(text: str, script: str) -> list[tuple[str, str]]:
    """Split a line where its script's font lacks the letters: each part with the script whose font has them."""
    other = EUROPEAN if script == ARABIC else ARABIC
    tokens = WORDS.findall(text)
    foreign = [_known(token, other) > _known(token, script) and token[0].isalnum() for token in tokens]
    parts: list[tuple[str, str]] = []
    for place, token in enumerate(tokens):
        between = 0 < place < len(tokens) - 1 and foreign[place - 1] and foreign[place + 1]
        here = other if foreign[place] or (between and _known(token, other) == len(token)) else script
        if parts and parts[-1][1] == here:
            parts[-1] = (parts[-1][0] + token, here)
        else:
            parts.append((token, here))
    return parts


def drawable(text: str) -> str:
    """Return a text without what neither font can draw, such as emoji, which would be empty boxes."""
    known, kept, is_kept = _letters(ARABIC) | _letters(EUROPEAN), [], True
    for letter in text:
        # What is not seen, such as the joiners within an emoji, goes with what it follows.
        if unicodedata.category(letter) != "Cf":
            is_kept = letter.isspace() or ord(letter) in known
        if is_kept:
            kept.append(letter)
    return " ".join(EMPTIED.sub("", "".join(kept)).split())


def _known(text: str, script: str) -> int:
    return sum(ord(letter) in _letters(script) for letter in text)


def width(text: str, style: Style) -> float:
    """Return how wide a line stands."""
    return sum(length for _part, _script, length in _measured(text, style))


def _measured(text: str, style: Style) -> Iterator[tuple[str, str, float]]:
    for part, script in runs(text, style.script):
        font = face(script, style.weight, style.size)
        yield part, script, font.getlength(part, direction=DIRECTIONS[script], language=style.language)


def write(draw: ImageDraw.ImageDraw, text: str, style: Style, start: float, baseline: float, colour: str) -> None:
    """Write a line from where it starts: from its right end in a script that is written to the left."""
    at = start
    for part, script, length in _measured(text, style):
        left = at - length if style.direction == "rtl" else at
        font = face(script, style.weight, style.size)
        draw.text((left, baseline), part, colour, font, "ls", direction=DIRECTIONS[script], language=style.language)
        at = left if style.direction == "rtl" else left + length
