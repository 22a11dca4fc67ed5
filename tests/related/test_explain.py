"""A suggestion says why in the language of the one who reads it."""

from django.utils import translation

from articles.related.explain import why

REASONS = {
    "words": ["لافروف", "طهران"],
    "storylines": ["الحرب في غزة"],
    "tags": ["روسيا"],
    "same_section": True,
    "days": 2,
    "at": "2026-03-12",
}


def test_words_come_first_then_the_storyline_the_tags_and_the_time() -> None:
    with translation.override("en"):
        assert why(REASONS) == (
            "both mention: لافروف, طهران · the same storyline: الحرب في غزة · both tagged: روسيا · 2 days later"
        )


def test_lists_in_arabic_have_an_arabic_comma() -> None:
    assert "لافروف، طهران" in why(REASONS)


def test_a_word_that_a_tag_says_already_is_not_said_twice() -> None:
    with translation.override("en"):
        assert why({"words": ["غزة"], "storylines": ["الحرب في غزة"]}) == "the same storyline: الحرب في غزة"


def test_the_section_is_said_only_where_little_else_is() -> None:
    with translation.override("en"):
        assert why({"same_section": True, "days": 0}) == "the same section · on the same day"
        assert "section" not in why(REASONS)


def test_what_lies_far_apart_gets_a_date() -> None:
    with translation.override("en"):
        far = why({"days": -200, "at": "2025-08-22"})
        assert "2025" in far
        assert "200" not in far.replace("2025", "")
        assert why({"days": -1}) == "1 day earlier"


def test_no_reasons_give_an_empty_line() -> None:
    assert why({}) == ""
