"""The letters of the site: what the style sheet promises is what the files hold, and a page is light with them."""

import re
from io import StringIO
from pathlib import Path
from shutil import copytree

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils.translation import override
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from articles.caching import edition
from articles.caching.pages import PLAIN
from articles.management.commands.build_fonts import FACES
from articles.models import Article

SHEETS = Path(settings.BASE_DIR) / "newsroom/static/newsroom/css"
STYLES = (SHEETS / "site.css").read_text()
RULE = re.compile(r"fonts/([\w-]+)\.woff2.*?unicode-range: ([^;]+);", re.DOTALL)
ALPHABETS = {
    "arabic-400": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچژگکی،؛؟٠٩۰۹0123«»",
    "latin": "AZaz09“”’—",
    "latin-ext": "éüñşŁ",
    "ukrainian": "АаБбВвГгҐґДдЕеЄєЖжЗзИиІіЇїЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЬьЮюЯя№",
    "cyrillic": "ЁёЪъЫыЭэЎўЉљ",
}
MOST_BYTES = {"arabic-400": 16_500, "arabic-700": 16_500, "latin": 15_500, "ukrainian": 14_500}
"""Of the files that pages need: with them an article stays well below sixty kilobytes."""


@pytest.mark.parametrize("sheet", ["site.css", "desk-fonts.css"])
def test_the_style_sheet_asks_for_each_face_with_its_own_characters(sheet):
    rules = RULE.findall((SHEETS / sheet).read_text())
    promised = {name: set(parse_unicodes(ranges)) for name, ranges in rules}
    assert promised == {face.name: set(parse_unicodes(face.characters)) for face in FACES}


def test_each_face_holds_its_alphabet_and_is_light(font_files):
    for name, letters in ALPHABETS.items():
        file = font_files[0] / "newsroom/fonts" / f"{name}.woff2"
        known = TTFont(file).getBestCmap()
        assert not [letter for letter in letters if ord(letter) not in known], name
        assert file.stat().st_size < MOST_BYTES.get(name, 22_000), name


def test_no_letter_is_in_two_files_of_one_family():
    seen = set()
    for characters in (set(parse_unicodes(face.characters)) for face in FACES if face.axes):
        assert not seen & characters
        seen |= characters


def test_fonts_are_made_once(font_files, settings, tmp_path):
    made, said = font_files
    settings.BUILT_DIR = folder = tmp_path / "built"
    copytree(made, folder)
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


NEEDED = {
    "ar": ("arabic-400", "arabic-700"),
    "fa": ("arabic-400", "arabic-700"),
    "en": ("latin",),
    "uk": ("latin", "ukrainian"),
}
HEADERS = 400
"""Bytes of the headers of a file, with some to spare."""


@pytest.fixture(scope="module")
def demo(written_once, tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("demo")):
        call_command("load_fixtures", verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "most"), [("ar", 56_000), ("fa", 55_000), ("uk", 52_000), ("en", 38_000)])
def test_an_article_without_its_picture_stays_light(demo, font_files, client, settings, language, most):
    settings.PAGE_CACHE = True
    edition.forget()
    PLAIN.clear()
    with override(language):
        story = Article.objects.published(language).order_by("pk")[0]
        page = client.get(story.get_absolute_url(), headers={"accept-encoding": "br"})
    text = brotli.decompress(page.content).decode()
    files = re.findall(r'<(?:script|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="/static/newsroom/([^"]+)"', text)
    files = [name for name in files if not name.endswith(".ico")]
    assert {"css/site.css", "js/site.js", "js/reading.js"} <= set(files)
    sent = [len(brotli.compress((SHEETS.parent / name).read_bytes())) for name in files]
    letters = [(font_files[0] / f"newsroom/fonts/{name}.woff2").stat().st_size for name in NEEDED[language]]
    headers = sum(len(name) + len(value) + 4 for name, value in page.items())
    weight = len(page.content) + headers + sum(sent) + sum(letters) + HEADERS * len(sent + letters)
    assert weight < most
    before_paint = len(page.content) + len(brotli.compress(STYLES.encode()))
    assert before_paint < 14_000
