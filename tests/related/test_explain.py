"""A suggestion says why in the language of the one who reads it."""

import pytest
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


def test_a_name_in_full_is_not_said_twice_either() -> None:
    with translation.override("en"):
        assert why({"words": ["الباجي قايد السبسي"], "tags": ["قايد السبسي"]}) == "both tagged: قايد السبسي"
        assert why({"words": ["علياء"], "tags": ["علي"]}) == "both mention: علياء · both tagged: علي"


def test_the_section_is_said_only_where_little_else_is() -> None:
    with translation.override("en"):
        assert why({"same_section": True, "days": 0}) == "the same section · on the same day"
        assert "section" not in why(REASONS)


@pytest.mark.parametrize(
    ("days", "told"), [(-1, "قبله بيوم"), (2, "بعده بيومين"), (-3, "قبله بـ3 أيام"), (11, "بعده بـ11 يومًا")]
)
def test_days_apart_are_counted_as_arabic_counts_them(days: int, told: str) -> None:
    assert why({"words": ["غزة"], "days": days}) == f"يذكران: غزة · {told}"


def test_of_what_lies_far_apart_the_date_beside_it_says_enough() -> None:
    assert why({"words": ["غزة"], "days": -200, "at": "2025-08-22"}) == "يذكران: غزة"


def test_no_reasons_give_an_empty_line() -> None:
    assert why({}) == ""
