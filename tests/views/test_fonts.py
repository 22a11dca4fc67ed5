"""The letters of the site: what the style sheet promises is what the files hold."""

import re
from io import BytesIO, StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from articles.management.commands.build_fonts import FACES, subset_of

STYLES = (Path(settings.BASE_DIR) / "newsroom/static/newsroom/css/site.css").read_text()
RULE = re.compile(r"fonts/([\w-]+)\.woff2.*?unicode-range: ([^;]+);", re.DOTALL)
ALPHABETS = {
    "arabic-400": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچژگکی،؛؟٠٩۰۹0123«»",
    "latin": "AZaz09“”’—é",
    "cyrillic": "АЯаяЇїІіЄєҐґ",
}


def test_the_style_sheet_asks_for_each_face_with_its_own_characters():
    promised = {name: set(parse_unicodes(ranges)) for name, ranges in RULE.findall(STYLES)}
    assert promised == {face.name: set(parse_unicodes(face.characters)) for face in FACES}


def test_each_face_holds_its_alphabet_and_is_light():
    for face in FACES:
        if face.name not in ALPHABETS:
            continue
        made = subset_of(face)
        letters = TTFont(BytesIO(made)).getBestCmap()
        assert not [letter for letter in ALPHABETS[face.name] if ord(letter) not in letters], face.name
        assert len(made) < 30_000, face.name


def test_fonts_are_made_once(settings, tmp_path):
    settings.BUILT_DIR = tmp_path
    first, again, one = StringIO(), StringIO(), StringIO()
    call_command("build_fonts", stdout=first)
    call_command("build_fonts", stdout=again)
    (tmp_path / "newsroom/fonts/arabic-700.woff2").unlink()
    call_command("build_fonts", stdout=one)
    assert first.getvalue().count("\n") == len(FACES) and again.getvalue() == ""
    assert one.getvalue().startswith("arabic-700.woff2") and one.getvalue().count("\n") == 1


def test_the_style_sheet_is_written_for_both_directions():
    physical = re.compile(
        r"(?:^|[\s;{-])(left|right)\s*[:;]|(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)"
    )
    assert not physical.findall(STYLES)
    assert "letter-spacing" not in STYLES and "justify;" not in STYLES
    assert not re.findall(r"url\(\"?(?:https?:)?//", STYLES)
