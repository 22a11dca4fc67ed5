"""Names are found as whole words, whatever is written onto them."""

import pytest

from articles.related.phrases import Name, bare_forms, grow, mentions
from articles.text.arabic import fold_key, tokens


def letters(number: int) -> str:
    return "".join("بتثجحخدرزس"[int(digit)] for digit in str(number))


def found(text: str, *names: str, inflected: bool = False) -> list[str]:
    trie = grow(Name(tuple(fold_key(name).split()), number, inflected) for number, name in enumerate(names))
    return [names[mention.owner] for mention in mentions(tokens(text), trie)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ولبايدن موقف آخر", "بايدن"),
        ("التقى بايدن", "بايدن"),
        ("فبالسودان حرب", "السودان"),
        ("وللسودان جيش", "السودان"),
        ("قال لافرُوف", "لافروف"),
        ("وزارة الخارجيّه الروسية", "وزارة الخارجية"),
        ("وبمجلس الأمن", "مجلس الأمن"),
        ("الانتخابات الرئاسية", "انتخابات"),
        ("زار كييڤ", "كييف"),
        ("قمة G20 انتهت", "G20"),
        ("in Kyiv's streets", "kyiv"),
    ],
)
def test_a_name_is_found_through_clitics_and_spelling(text: str, name: str) -> None:
    assert found(text, name) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("السودانيون", "السودان"),
        ("جزيرة القرم", "الجزيرة"),
        ("باريسي", "باريس"),
        ("مجلس النواب", "مجلس الأمن"),
        ("الأمن في مجلس", "مجلس الأمن"),
        ("وقال", "قا"),
        ("بيروت", "روت"),
    ],
)
def test_a_part_of_a_word_is_not_the_name(text: str, name: str) -> None:
    assert found(text, name) == []


def test_an_inflected_topic_is_found_and_told_from_the_exact_one() -> None:
    trie = grow([Name(("انتخابات",), 1, inflected=True)])
    inflected, exact = mentions(tokens("انتخابي انتخابات"), trie) or (None, None)
    assert (inflected.exact, exact.exact) == (False, True)


def test_the_letters_of_a_foreign_word_stay() -> None:
    assert bare_forms("wagner") == ["wagner"]
    assert bare_forms("و") == ["و"]


def test_each_mention_is_found_among_fifty_thousand_names() -> None:
    trie = grow(Name((f"اسم{letters(number)}", f"لقب{letters(number)}"), number) for number in range(50_000))
    text = tokens(f"قال اسم{letters(77)} لقب{letters(77)} إن اسم{letters(5)} حضر " * 1000)
    assert len(mentions(text, trie)) == 1000
