"""Names one slip apart are found without comparing every two."""

import pytest

from articles.related import near_names
from articles.related.near_names import close_keys, near, one_slip, within


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


def test_names_that_differ_by_an_article_are_the_same() -> None:
    assert close_keys(["هجره", "الهجره", "ان", "الان"]) == [("الهجره", "هجره", 0)]


def test_the_name_of_one_person_within_that_of_just_one_other_is_found() -> None:
    assert within(["الغنوشي", "راشد الغنوشي", "بايدن", "جو بايدن", "هانتر بايدن"]) == [("الغنوشي", "راشد الغنوشي")]


@pytest.mark.parametrize(
    ("typed", "key"),
    [("صفاقص", "صفاقس"), ("النهظه", "حركه النهضه"), ("القيرواان", "القيروان"), ("ترمب", "دونالد ترامب"),
     ("الثقافه", "ثقافه تونس"), ("دونلد تر", "دونالد ترامب")],
)  # fmt: skip
def test_what_is_typed_with_a_slip_is_near(typed: str, key: str) -> None:
    assert list(near(typed, [(7, key)])) == [7]


@pytest.mark.parametrize(
    ("typed", "key"), [("صفا", "سفاقس"), ("ترمب", "وزاره التربيه"), ("ترمب تونس", "دونالد ترامب"), ("2024", "قمه 2023")]
)
def test_another_name_is_not_near(typed: str, key: str) -> None:
    assert list(near(typed, [(7, key)])) == []


def test_a_name_is_near_by_one_of_its_lines_and_the_typed_text_is_made_ready_once(monkeypatch) -> None:
    made_ready: list[str] = []

    def counted(word: str) -> str:
        made_ready.append(word)
        return word.removeprefix("ال")

    monkeypatch.setattr(near_names, "without_article", counted)
    names = [(1, "بوتين\nفلاديمير بوتين"), (2, "القاهره"), (3, "القيصر\nبوتين")]
    assert list(near("البوتين", names)) == [1, 3]
    assert made_ready.count("البوتين") == 1
