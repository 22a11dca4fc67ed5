"""What a text repeats and others rarely say could be a tag."""

import pytest

from articles.related.new_tags import never_a_tag, terms
from articles.text.arabic import tokens


def offered(text: str, taken: tuple[int, ...] = ()) -> list[str]:
    words = tokens(text)
    return [term.name for term in terms(text, words, taken, lambda place: 3.0, 10)]


def test_a_repeated_name_is_offered_without_what_is_written_onto_it() -> None:
    text = "وصل غريغوريان تشيبوتارسكي إلى هناك. وقال لغريغوريان تشيبوتارسكي أحدهم شيئا"
    assert "غريغوريان تشيبوتارسكي" in offered(text)


def test_a_part_of_a_longer_name_is_not_offered_beside_it() -> None:
    assert offered("تشيبوتارسكي زغوريدزه هنا ثم تشيبوتارسكي زغوريدزه هناك") == ["تشيبوتارسكي زغوريدزه"]


def test_a_name_runs_over_no_comma_and_no_line() -> None:
    assert "زغوريدزه تشيبوتار" not in offered("زغوريدزه، تشيبوتار. زغوريدزه\nتشيبوتار")


def test_words_of_known_tags_are_not_offered_again() -> None:
    text = "تشيبوتارسكي هنا وتشيبوتارسكي هناك"
    assert offered(text) == ["تشيبوتارسكي"]
    assert offered(text, taken=(0, 2)) == []


@pytest.mark.parametrize("word", ["قال", "وقال", "أكد", "في", "اليوم", "الرئيس", "16500"])
def test_words_in_which_news_is_told_are_never_offered(word: str) -> None:
    assert offered(f"{word} شيئا و{word} غيره {word}") == []


def test_said_is_never_a_tag() -> None:
    assert never_a_tag(("قال",))
    assert never_a_tag(("في",))
    assert not never_a_tag(("بايدن",))
    assert not never_a_tag(("قال", "الراوي"))
