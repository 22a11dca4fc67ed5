"""The letters of the index: a byte each, and never in the way of words or of the engines."""

from hypothesis import given
from hypothesis import strategies as st

from articles.search.letters import ARABIC, SIGNS, plain, stored
from articles.text.arabic import words


def test_each_letter_has_a_sign_of_one_byte_of_its_own() -> None:
    assert len(set(ARABIC)) == len(set(SIGNS)) == len(ARABIC) == len(SIGNS)
    assert len(stored(ARABIC).encode()) == len(ARABIC)
    assert not set(SIGNS) & set("'\"\\=#. \n") and not any(sign.isalnum() for sign in SIGNS)


@given(st.text(max_size=200))
def test_words_come_back_as_they_were(text: str) -> None:
    for word in words(text):
        assert not set(word) & set(SIGNS)
        assert plain(stored(word)) == word
