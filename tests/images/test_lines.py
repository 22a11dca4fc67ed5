"""Headlines as lines, without a database: what is drawn of them, where they break, in which order they stand."""

import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageDraw

from articles.images import lettering, lines
from articles.images.lettering import Style
from articles.text.lines import names_whole

BOLD = Style("ar", 60, 700)


def drawn(text, style=BOLD):
    sheet = Pillow.new("L", (1400, 140))
    lettering.write(ImageDraw.Draw(sheet), text, style, 1350 if style.direction == "rtl" else 50, 90, "white")
    return sheet


def same(one, other):
    return ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("🔴 عاجل: زلزال يضرب تركيا 🇹🇷", "عاجل: زلزال يضرب تركيا"),
        ("صمت👨‍👩‍👧 طويل ❤️", "صمت طويل"),
        ("كلمة «🔥» و(✅) أخرى", "كلمة و أخرى"),
        ("کی‌یف ۱۳۶ ٪ «C++» 4.5% €", "کی‌یف ۱۳۶ ٪ «C++» 4.5% €"),
        ("مُؤْتَمَرٌ ﷺ інтерв’ю", "مُؤْتَمَرٌ ﷺ інтерв’ю"),
        ("🎉", ""),
    ],
)
def test_what_no_font_has_is_left_out_and_all_else_stays(written, kept):
    assert lettering.drawable(written) == kept


@pytest.mark.parametrize(
    ("written", "left", "right"),
    [("C++", "C", "++"), ("@newsroom", "@", "newsroom"), ("https://example.org/", "https://example.org", "/")],
)
def test_the_signs_of_a_latin_name_stand_on_their_side_of_it(written, left, right):
    whole = names_whole(f"لغة {written} تتقدم")
    turned = f"لغة \u2066{left}{right}\u2069 تتقدم"  # an isolate, as a browser's <bdi> makes one
    assert same(drawn(whole), drawn(turned)) and not same(drawn(f"لغة {written} تتقدم"), drawn(turned))


@pytest.mark.parametrize("text", ["قال: 12.5% في 3-2", "غزة #حرب و/أو سلم", "شركة NATO، أمس.", "«Shahed-136»"])
def test_what_needs_no_mark_gets_none(text):
    assert names_whole(text) == text


def test_a_score_that_begins_a_line_runs_as_after_the_word_before_it():
    first, second = lines.in_order(["ريال مدريد", "3-2 برشلونة"])
    assert first.strip(lines.ARABIC_MARK) == "ريال مدريد"
    assert same(drawn(second), drawn("2\u200e-\u200e3 برشلونة")) and not same(drawn(second), drawn("3-2 برشلونة"))


def test_signs_at_the_end_of_a_line_go_with_the_latin_words_around_them():
    first, second = lines.in_order(["فيلم Mission –", "Impossible"])
    assert first.endswith(lines.LATIN_MARK) and second.startswith(lines.LATIN_MARK)
    assert lines.in_order(["Sales: Q3 –", "12"])[0].endswith(lines.LATIN_MARK)
    assert lines.in_order(["12 –", "3"]) == [f"12 –{lines.ARABIC_MARK}", "3"]


@pytest.mark.parametrize(
    ("language", "text", "broken"),
    [
        ("ar", "وزير الخارجية يبحث في موسكو ملف الأسرى", ["وزير الخارجية يبحث", "في موسكو ملف الأسرى"]),
        ("en", "What Nakba means: a short history of a word", ["What Nakba means:", "a short history of a word"]),
        ("uk", "Мирні переговори в Женеві: що далі", ["Мирні переговори", "в Женеві: що далі"]),
    ],
)
def test_lines_are_about_equally_long_and_none_ends_with_a_word_of_two_letters(language, text, broken):
    made, _style = lines.fitted(text, [Style(language, 60, 700)], 900, 400)
    assert made == broken
