"""A headline stays one line, and turns nothing that stands beside it."""

import pytest

from articles.text.lines import one_line, some_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("عنوان عادي: 12.5%", "عنوان عادي: 12.5%"),
        ("سطر\r\nآخر\tهنا", "سطر آخر هنا"),
        ("قلب \u202eالنص", "قلب النص"),
        ("علامة\u200f تبقى و\u200cتبقى", "علامة\u200f تبقى و\u200cتبقى"),
        ("عزل \u2068NATO\u2069 مغلق", "عزل \u2068NATO\u2069 مغلق"),
        ("عزل \u2068NATO مفتوح", "عزل \u2068NATO مفتوح\u2069"),
        ("إغلاق \u2069بلا فتح", "إغلاق بلا فتح"),
        ("صفر\x00 و\x1bهروب", "صفر وهروب"),
    ],
)
def test_what_disguises_or_breaks_a_line_is_gone(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
    assert one_line(kept) == kept


def test_lines_stay_lines_where_there_may_be_several() -> None:
    assert some_lines("أول\r\nثان\u202e \u2067ثالث") == "أول\nثان \u2067ثالث\u2069"
