"""The rare, the long, the early and the repeated names come first."""

from articles.related.phrases import Mention
from articles.related.tag_ranking import rank

FLAT = [1.0] * 100


def owners(found: list[Mention], rarities: list[float] = FLAT, names: dict[int, float] | None = None) -> list[int]:
    return [one.owner for one in rank(found, 100, rarities, names or {})]


def test_a_rarer_name_comes_first() -> None:
    assert owners([Mention(1, 5, 6, True), Mention(2, 6, 7, True)], names={1: 1.0, 2: 4.0}) == [2, 1]


def test_a_longer_name_comes_first() -> None:
    assert owners([Mention(1, 5, 6, True), Mention(2, 6, 9, True)]) == [2, 1]


def test_an_earlier_name_comes_first() -> None:
    assert owners([Mention(1, 80, 81, True), Mention(2, 2, 3, True)]) == [2, 1]


def test_a_repeated_name_comes_first() -> None:
    assert owners([Mention(1, 5, 6, True), *(Mention(2, place, place + 1, True) for place in (6, 20, 40))]) == [2, 1]


def test_a_name_within_a_longer_one_counts_for_less_than_one_by_itself() -> None:
    within = [Mention(1, 0, 2, True), Mention(2, 1, 2, True), Mention(3, 50, 51, True)]
    assert owners(within) == [1, 3, 2]


def test_an_exact_name_goes_before_an_inflected_one() -> None:
    assert owners([Mention(1, 5, 6, False), Mention(2, 5, 6, True)]) == [2, 1]


def test_another_form_of_a_word_that_a_better_tag_has_named_comes_last() -> None:
    film, films = [(5, True), (30, True), (60, False)], [(5, False), (30, False), (60, True)]
    found = [Mention(owner, at, at + 1, exact) for owner, form in ((1, film), (2, films)) for at, exact in form]
    assert owners([*found, Mention(3, 90, 91, True)]) == [1, 3, 2]


def test_two_tags_by_one_name_are_told_to_be_rivals() -> None:
    one, other, alone = rank([Mention(1, 5, 6, True), Mention(2, 5, 6, True), Mention(3, 90, 91, True)], 100, FLAT, {})
    assert (one.rivals, other.rivals, alone.rivals) == ((2,), (1,), ())


def test_a_text_without_names_has_no_tags() -> None:
    assert rank([], 0, [], {}) == []
