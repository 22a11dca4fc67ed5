"""Hundreds of words of newspapers: which forms a search must find, and which words it must not."""

from pathlib import Path

import pytest

from articles.search.query import STOP_WORDS
from articles.text import lexicon
from articles.text.arabic import stem, words
from articles.text.stemmer import stem_folded

LISTS = Path(__file__).parent / "words"


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (line.split() for line in (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return [(first, other) for first, *others in filter(None, lines) if first != "#" for other in others]


def is_found(asked: str, word: str, language: str = "ar") -> bool:
    return [stem(one, language) for one in words(asked)] == [stem(one, language) for one in words(word)]


def test_a_word_finds_its_forms() -> None:
    together = pairs("together")
    assert len(together) > 1500
    assert [pair for pair in together if not is_found(*pair)] == []


def test_a_word_does_not_find_other_words() -> None:
    apart = pairs("apart")
    assert len(apart) > 800
    assert [pair for pair in apart if is_found(*pair)] == []


@pytest.mark.parametrize("language", ["en", "uk", "fa"])
def test_a_word_of_another_language_finds_its_forms(language: str) -> None:
    together = pairs(f"{language}_together")
    assert len(together) > 60
    assert [pair for pair in together if not is_found(*pair, language)] == []


@pytest.mark.parametrize("language", ["en", "uk", "fa"])
def test_a_word_of_another_language_does_not_find_other_words(language: str) -> None:
    apart = pairs(f"{language}_apart")
    assert len(apart) >= 30
    assert [pair for pair in apart if is_found(*pair, language)] == []


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


def test_verbs_and_their_nouns_have_stems_of_their_own() -> None:
    for word, others in lexicon.verbs_and_nouns().items():
        stems = [stem_folded(form) for form in (word, *others)]
        assert len(set(stems)) == len(stems) > 1, word


def test_no_verb_or_noun_of_a_verb_is_stemmed_to_a_word_that_is_not_looked_for() -> None:
    assert not STOP_WORDS & set(map(stem_folded, lexicon.verbs_and_nouns()))
