"""Which runs of words are noun phrases, and whether they are whole."""

import pytest

from articles.related.noun_phrases import Phrase, is_telling, noun_phrases
from articles.text.arabic import tokens


def found(text: str, taken: tuple[int, ...] = ()) -> dict[str, int]:
    """The runs, and how often each stands whole."""
    return {" ".join(words): phrase.whole for words, phrase in noun_phrases(text, tokens(text), taken).items()}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("اجتمع مجلس نواب الشعب أمس", "مجلس نواب الشعب"),
        ("قرر البنك المركزي ذلك", "البنك المركزي"),
        ("دعا الاتحاد العام التونسي للشغل إلى ذلك", "الاتحاد العام التونسي للشغل"),
        ("قال عماد الحمامي ذلك", "عماد الحمامي"),
        ("هزم فريق للنجم الساحلي", "النجم الساحلي"),
        ("بحث مع مهدي بن غربية ذلك", "مهدي بن غربيه"),
    ],
)
def test_a_noun_phrase_is_found_whole(text: str, phrase: str) -> None:
    assert found(text)[phrase] == 1


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("اجتمع مجلس نواب الشعب أمس", "مجلس نواب"),
        ("أكد وزير الدفاع الوطني ذلك", "الدفاع الوطني"),
        ("دعا الاتحاد العام التونسي للشغل إلى ذلك", "الاتحاد العام"),
        ("في الطريق الوطنية رقم 1", "الطريق الوطنيه"),
        ("براتب دولار أميركي الوظائف المتوفرة", "اميركي الوظاءف المتوفره"),
    ],
)
def test_a_phrase_that_is_cut_is_not_whole(text: str, half: str) -> None:
    assert not found(text).get(half)


@pytest.mark.parametrize(
    "text",
    [
        "كانوا يحاولون اجتياز",
        "وزارة، التربية",
        "وزارة\nالتربية",
        "في تونس",
        "رئيس الحكومة",
        "نفس المصدر",
        "كميات كبيرة",
        "مادة مخدرة",
        "علاء الدين",
        "أمام المحكمة",
        "الغريبة اليهودي",
        "18 سنة",
    ],
)
def test_what_is_no_term_is_not_found(text: str) -> None:
    assert found(text) == {}


def test_words_of_known_tags_are_in_no_phrase() -> None:
    assert found("وزارة التربية", taken=(1,)) == {}


@pytest.mark.parametrize(
    ("words", "times", "tells"),
    [
        (("مكالمات", "الفيديو"), 2, True),
        (("مجلس", "الشعب"), 2, False),
        (("الطلاق", "الشفوي"), 2, False),
        (("الطلاق", "الشفوي"), 3, True),
        (("ساندرلاند", "الانجليزي"), 3, False),
        (("كلثوم", "كنو"), 3, False),
    ],
    ids=["rare", "common", "adjective once more", "adjective thrice", "club of a country", "no article"],
)
def test_a_phrase_that_no_archive_has_must_tell_something(words: tuple[str, ...], times: int, tells: bool) -> None:
    assert is_telling(Phrase(words, [0] * times, times)) is tells
