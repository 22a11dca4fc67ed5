"""Subset the site's letters from their packages into WOFF2 files, one for each script that a page may need."""

import hashlib
import logging
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ARABIC_PACKAGE, PACKAGE = "fontpkg_ibm_plex_sans_arabic", "fontpkg_ibm_plex_sans"
COMMON = "U+2010-2015,U+2018-201E,U+2026,U+2030,U+2039-203A"
LETTERS = (
    "U+60C,U+61B,U+61F,U+621-63A,U+640-655,U+660-66D,U+670-671,U+67E,U+686,U+698,U+6A4,U+6A9,U+6AF,U+6BE,U+6C0,U+6CC"
)
ARABIC = f"U+20-40,U+5B-60,U+7B-7E,U+A0,U+AB,U+B7,U+BB,{LETTERS},U+6D4,U+6F0-6F9,U+200C-200F,{COMMON}"
UKRAINIAN = "U+404,U+406-407,U+410-429,U+42C,U+42E-449,U+44C,U+44E-44F,U+454,U+456-457,U+490-491,U+2116"
SHAPING = [
    *("calt", "ccmp", "clig", "curs", "fin2", "fin3", "fina", "init", "isol", "kern", "liga", "locl", "mark", "med2"),
    *("medi", "mkmk", "mset", "rclt", "rlig", "rvrn"),
]
"""What joining, marks and spacing need. Fractions, which no page asks for, took a quarter of the files."""
MADE_BY = "2"
"""Raised when the way of making changes while the packages do not."""


@dataclass(frozen=True)
class Face:
    """A file to be made: from which file of which package, with which characters and axes."""

    name: str
    package: str
    source: str
    characters: str
    axes: tuple[tuple[str, Any], ...] = ()

    def key(self) -> str:
        """Return what the file depends on, in one word."""
        return hashlib.sha256(f"{MADE_BY} {self!r} {version(self.package)} {version('fonttools')}".encode()).hexdigest()


def _variable(name: str, characters: str) -> Face:
    axes = (("wdth", 100), ("wght", (400, 700)))
    return Face(name, PACKAGE, "IBMPlexSans[wdth,wght].ttf", characters, axes=axes)


FACES = (
    Face("arabic-400", ARABIC_PACKAGE, "IBMPlexSansArabic-Regular.ttf", ARABIC),
    Face("arabic-700", ARABIC_PACKAGE, "IBMPlexSansArabic-Bold.ttf", ARABIC),
    _variable("latin", f"U+20-7E,U+A0,U+A9,U+AB,U+B7,U+BB,{COMMON},U+20AC"),
    _variable("latin-ext", "U+A1-A8,U+AA,U+AC-B6,U+B8-BA,U+BC-17F,U+218-21B,U+1E00-1EFF,U+2122"),
    _variable("ukrainian", UKRAINIAN),
    _variable("cyrillic", "U+400-403,U+405,U+408-40F,U+42A-42B,U+42D,U+44A-44B,U+44D,U+450-453,U+455,U+458-45F"),
)


class Command(BaseCommand):
    """Make the font files that are missing or out of date."""

    help = "Subset the site's fonts into WOFF2 under BUILT_DIR. Does nothing when they are up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make each face unless its key, kept beside it, is the one it would have now."""
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        folder = Path(settings.BUILT_DIR) / "newsroom" / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        keys = Path(settings.BUILT_DIR) / "fonts.keys"
        known = set(keys.read_text().split()) if keys.exists() else set()
        for face in FACES:
            target = folder / f"{face.name}.woff2"
            if face.key() in known and target.exists():
                continue
            target.write_bytes(subset_of(face))
            if options["verbosity"]:
                self.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes")
        keys.write_text("\n".join(face.key() for face in FACES) + "\n")


def subset_of(face: Face) -> bytes:
    """Return a face as WOFF2 with its characters and axes alone, unhinted, with all that shaping needs."""
    with (files(face.package) / "files" / face.source).open("rb") as file:
        font = TTFont(BytesIO(file.read()))
    choices = subset.Options(flavor="woff2", hinting=False, notdef_outline=True, layout_features=SHAPING)
    subsetter = subset.Subsetter(choices)
    subsetter.populate(unicodes=subset.parse_unicodes(face.characters))
    subsetter.subset(font)
    if face.axes:
        font = instancer.instantiateVariableFont(font, dict(face.axes))
    made = BytesIO()
    font.flavor = "woff2"
    font.recalcTimestamp = False
    font.save(made)
    return made.getvalue()
