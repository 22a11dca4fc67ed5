"""Hundreds of words of newspapers: which forms a search must find, and which words it must not."""

from pathlib import Path

import pytest

from articles.text.arabic import stem, words

LISTS = Path(__file__).parent / "words"


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (line.split() for line in (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return [(first, other) for first, *others in filter(None, lines) if first != "#" for other in others]


def is_found(asked: str, word: str) -> bool:
    return [stem(one) for one in words(asked)] == [stem(one) for one in words(word)]


def test_a_word_finds_its_forms() -> None:
    together = pairs("together")
    assert len(together) > 1000
    assert [pair for pair in together if not is_found(*pair)] == []


def test_a_word_does_not_find_other_words() -> None:
    apart = pairs("apart")
    assert len(apart) > 480
    assert [pair for pair in apart if is_found(*pair)] == []


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("2023", "٢٠٢٣"),
        ("2023", "۲۰۲۳"),
        ("16500", "١٦٬٥٠٠"),
        ("کتاب", "كتاب"),
        ("ﻻعب", "لاعب"),
        ("می‌خواهم", "ميخواهم"),
    ],
)
def test_digits_and_letters_of_all_keyboards_are_one(asked: str, written: str) -> None:
    assert is_found(asked, written)
