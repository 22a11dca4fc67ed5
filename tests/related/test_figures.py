"""Agencies write a toll in digits or in words; both are the same figure."""

from collections import Counter

import pytest

from articles.related.figures import figures
from articles.related.terms import stems_of


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("قتل ثلاثة وأصيب أربعة وعشرون", "ar", ["3", "24"]),
        ("بخمسة قتلى وثلاثين جريحا", "ar", ["5", "30"]),
        ("ثماني غارات وخمس عشرة قرية و12 شاحنة", "ar", ["8", "15", "12"]),
        ("يوم الثلاثاء أو الأربعاء أو الخميس أو الاثنين", "ar", []),
        ("twenty-four killed, three wounded, 7 missing", "en", ["24", "3", "7"]),
    ],
)
def test_figures_are_read_in_digits_and_in_words(text: str, language: str, told: list[str]) -> None:
    assert figures(stems_of(text, language)) == Counter(told)


def test_a_figure_at_the_end_of_a_text_counts() -> None:
    assert figures(stems_of("بلغ عدد القتلى تسعة", "ar")) == Counter(["9"])
