"""The letters of the site: what the style sheet promises is what the files hold."""

import re
from io import StringIO
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from articles.management.commands.build_fonts import FACES

STYLES = (Path(settings.BASE_DIR) / "newsroom/static/newsroom/css/site.css").read_text()
RULE = re.compile(r"fonts/([\w-]+)\.woff2.*?unicode-range: ([^;]+);", re.DOTALL)
ALPHABETS = {
    "arabic-400": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچژگکی،؛؟٠٩۰۹0123«»",
    "latin": "AZaz09“”’—é",
    "cyrillic": "АЯаяЇїІіЄєҐґ",
}

# Made once, in one of the processes.
pytestmark = pytest.mark.xdist_group("fonts")


def test_the_style_sheet_asks_for_each_face_with_its_own_characters():
    promised = {name: set(parse_unicodes(ranges)) for name, ranges in RULE.findall(STYLES)}
    assert promised == {face.name: set(parse_unicodes(face.characters)) for face in FACES}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the faces, made once for all tests, and what was said."""
    folder, said = tmp_path_factory.mktemp("built"), StringIO()
    with override_settings(BUILT_DIR=folder):
        call_command("build_fonts", stdout=said)
    return folder, said.getvalue()


def test_each_face_holds_its_alphabet_and_is_light(built):
    for name, letters in ALPHABETS.items():
        file = built[0] / "newsroom/fonts" / f"{name}.woff2"
        known = TTFont(file).getBestCmap()
        assert not [letter for letter in letters if ord(letter) not in known], name
        assert file.stat().st_size < 30_000, name


def test_fonts_are_made_once(built, settings):
    folder, said = built
    settings.BUILT_DIR = folder
    again, one = StringIO(), StringIO()
    call_command("build_fonts", stdout=again)
    (folder / "newsroom/fonts/arabic-700.woff2").unlink()
    call_command("build_fonts", stdout=one)
    assert said.count("\n") == len(FACES) and again.getvalue() == ""
    assert one.getvalue().startswith("arabic-700.woff2") and one.getvalue().count("\n") == 1


def test_the_style_sheet_is_written_for_both_directions():
    physical = re.compile(
        r"(?:^|[\s;{-])(left|right)\s*[:;]|(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)"
    )
    assert not physical.findall(STYLES)
    assert "letter-spacing" not in STYLES and "justify;" not in STYLES
    assert not re.findall(r"url\(\"?(?:https?:)?//", STYLES)


def test_the_sheet_that_every_page_waits_for_stays_small() -> None:
    """With an article's own eight kilobytes it fits into the first fourteen; what one page needs stands apart."""
    assert len(brotli.compress(STYLES.encode())) < 5_900
