"""Names one slip apart are found without comparing every two."""

import pytest

from articles.related.near_names import close_keys, one_slip


@pytest.mark.parametrize(
    ("one", "other"),
    [("بوغدانوف", "بوجدانوف"), ("لافروف", "لافرف"), ("زيلينسكي", "زيلنيسكي"), ("kherson", "khersan")],
)
def test_a_slip_is_found(one: str, other: str) -> None:
    assert [pair[:2] for pair in close_keys([one, other])] == [tuple(sorted([one, other]))]
    assert one_slip(one, other)
    assert one_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("عمان", "عمار"), ("2023", "2024"), ("قمه 2023", "قمه 2024"), ("بوتين", "نتنياهو"), ("بوتين", "بوتين")],
)
def test_what_is_another_name_is_not(one: str, other: str) -> None:
    assert close_keys([one, other]) == []


def test_names_that_differ_by_a_space_are_the_same() -> None:
    assert close_keys(["عبد الله", "عبدالله"]) == [("عبد الله", "عبدالله", 0)]


def test_a_near_name_is_found_among_thousands() -> None:
    names = [f"{a}{b}{c}نوف" for a in "ابتثجحخدذرزسشصضطظعغفق" for b in "ابتثجحخدذرزسشصضط" for c in "كلمنهوي"]
    names = [f"{name}{number:x}غ" for number, name in enumerate(names)]
    assert close_keys([*names, "بنيامين نتنياهو", "بنيامين نتانياهو"])
