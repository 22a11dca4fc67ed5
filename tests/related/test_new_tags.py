"""What a text repeats and others rarely say could be a tag."""

import pytest

from articles.related.new_tags import is_relation, is_somebodys, never_a_tag, terms
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


@pytest.mark.parametrize(
    "text",
    [
        "عرض المقتطف أمس، ثم أعاد المقتطف نفسه",
        "وصلت مبيدات كثيرة. وقال إن مبيدات أخرى ستصل",
        "قال نازحين منهم، ثم قال نازحين غيرهم",
        "تحدث في مدينة القنطاوي ثم رأى قنطاوي",
        "السفينة الغارقة هنا، والسفينة الغارقة هناك",
        "رئيس فرع هنا ورئيس فرع هناك",
    ],
    ids=["rare", "common", "inflected", "article and none", "what it is like", "office"],
)
def test_a_word_is_no_name_because_it_is_rare(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("في ولاية البليدة جرى شيء، وولاية البليدة بعيدة", "ولاية البليدة"),
        ("سرق تمثال «قانيماد» ثم عاد قانيماد", "قانيماد"),
        ("اللاعب سامباولي هنا، وسامباولي هناك", "سامباولي"),
        ("وأكد الينباعي شيئا. ورد الينباعي", "الينباعي"),
        ("a phone by Caviar, and Caviar again", "Caviar"),
    ],
)
def test_a_name_is_known_by_what_stands_before_it(text: str, name: str) -> None:
    assert name in offered(text)


def test_a_name_keeps_its_article() -> None:
    assert offered("إلى مدينة القنطاوي، وبالقنطاوي وللقنطاوي") == ["القنطاوي"]


@pytest.mark.parametrize("word", ["سيارتي", "قريبته", "جارهما", "لاعبها"])
def test_what_is_somebodys_is_no_name(word: str) -> None:
    assert is_somebodys(word)


@pytest.mark.parametrize("word", ["النهضة", "عبده", "طه", "وجيه", "الغنوشي", "ميقاتي", "حكيمي", "بوفالغة"])
def test_a_name_that_ends_like_a_pronoun_is_one(word: str) -> None:
    assert not is_somebodys(word)


@pytest.mark.parametrize(
    ("name", "stories", "is_one"),
    [("البرتغالي", {"البرتغالي": 12, "البرتغالية": 6}, True), ("البرتغالية", {"البرتغالي": 12, "البرتغالية": 6}, True),
     ("العباسي", {"العباسي": 13, "العباسية": 1}, False), ("الغنوشي", {"الغنوشي": 31}, False),
     ("جو بايدن", {}, False)],
)  # fmt: skip
def test_where_somebody_is_from_is_no_name_when_both_genders_are_about_as_common(
    name: str, stories: dict[str, int], is_one: bool
) -> None:
    assert is_relation(name, lambda word: stories.get(word, 0)) is is_one
