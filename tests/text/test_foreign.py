"""Foreign names are found in the spellings of all newspapers, and Arabic words only as they are."""

from pathlib import Path

import pytest

from articles.text.foreign import is_foreign, is_long, otherwise

LISTS = Path(__file__).parent / "words"


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (line.split() for line in (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return [(first, other) for first, *others in filter(None, lines) if first != "#" for other in others]


def is_one_name(one: str, other: str) -> bool:
    return is_foreign(one) and is_foreign(other) and other in otherwise(one)


def test_a_name_is_found_in_its_other_spellings() -> None:
    assert [pair for pair in pairs("spelled") if not is_one_name(*pair)] == []


def test_a_spelling_is_found_by_the_name() -> None:
    assert [pair for pair in pairs("spelled") if pair[0] not in otherwise(pair[1])] == []


def test_other_words_are_no_spellings() -> None:
    assert [pair for pair in pairs("not_spelled") if is_one_name(*pair) or is_one_name(*reversed(pair))] == []


@pytest.mark.parametrize("word", ["زيلينسكي", "نتنياهو", "مانشستر", "انستغرام"])
def test_two_vowels_may_differ_in_a_long_name(word: str) -> None:
    assert is_long(word)


@pytest.mark.parametrize("word", ["", "ا", "و", "putin", "زيلينسكي" * 8, "اوياويا", "123", "٫"])
def test_any_text_has_an_answer(word: str) -> None:
    assert isinstance(is_foreign(word), bool)
    assert len(otherwise(word)) < 10_000
