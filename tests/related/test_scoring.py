"""What goes with a story, and in which order."""

from datetime import UTC, datetime, timedelta

from articles.related.scoring import Features, best
from articles.related.terms import LEAD, Rarities, Stems, likeness, shared, telling, weighed

NOW = datetime(2026, 3, 10, tzinfo=UTC)
RARITIES = Rarities(1000, {"لافروف": 10, "طهران": 20, "زيار": 200, "ماء": 300, "نيل": 15})


def story(pk: int, words: str, days: int = 0, **fields) -> Features:
    return Features(pk, weighed(Stems([], words.split()), RARITIES), at=NOW - timedelta(days=days), **fields)


DRAFT = story(0, "لافروف طهران زيار", tags=frozenset({1, 2}), sections=(5, 4))


def order(*others: Features, weights: dict[int, float] | None = None, storylines: frozenset[int] = frozenset()):
    return [one.article for one in best(DRAFT, others, 5, weights or {}, storylines)]


def test_rare_words_in_common_count_more_than_common_ones() -> None:
    assert order(story(1, "زيار ماء"), story(2, "لافروف ماء")) == [2, 1]


def test_stories_without_anything_in_common_are_not_suggested() -> None:
    assert order(story(1, "ماء نيل")) == []


def test_a_shared_tag_counts_by_its_weight() -> None:
    one, other = (story(pk, f"طهران ماء كلمة{pk} خبر{pk}", tags=frozenset({pk})) for pk in (1, 2))
    assert order(one, other, weights={1: 1.0, 2: 4.0}) == [2, 1]


def test_a_tag_that_many_stories_carry_does_not_outdo_the_text_even_as_the_only_one_of_both() -> None:
    draft = story(0, "لافروف طهران زيار", tags=frozenset({1}))
    by_tag, by_text = story(1, "لافروف ماء", tags=frozenset({1})), story(2, "لافروف طهران ماء")

    def first(weight: float) -> int:
        return best(draft, [by_tag, by_text], 5, {1: weight})[0].article

    assert (first(1.2), first(4.0)) == (2, 1)


def test_a_storyline_ties() -> None:
    one, other = story(1, "طهران ماء خبر", tags=frozenset({1})), story(2, "طهران نيل حدث")
    assert order(other, one, storylines=frozenset({1})) == [1, 2]


def test_the_same_section_goes_before_its_parent_and_that_before_another() -> None:
    others = [story(pk, f"لافروف ماء{pk}", sections=(pk, parent)) for pk, parent in ((5, 4), (6, 4), (7, 8))]
    assert order(*reversed(others)) == [5, 6, 7]


def test_of_equals_the_newest_comes_first() -> None:
    assert order(story(1, "لافروف ماء", days=400), story(2, "لافروف نيل ماء", days=400), story(3, "لافروف ماء"))[0] == 3


def test_last_weeks_story_goes_before_one_of_last_year_that_is_a_little_more_alike() -> None:
    lately, once = story(1, "لافروف نيل كلمة خبر", days=7), story(2, "لافروف نيل كلمة", days=365)
    assert order(lately, once) == [1, 2]


def test_what_both_name_again_and_again_says_more_than_two_words_in_passing() -> None:
    draft = story(0, "لافروف لافروف لافروف لافروف طهران نيل")
    about, passing = story(1, "لافروف لافروف لافروف لافروف ماء كلمة خبر"), story(2, "لافروف طهران نيل ماء كلمة خبر")
    assert [one.article for one in best(draft, [passing, about], 5, {})] == [1, 2]


def test_a_copy_of_the_draft_is_no_related_story() -> None:
    assert order(story(1, "لافروف طهران زيار")) == []


def test_copies_of_one_another_are_one_suggestion() -> None:
    found = best(DRAFT, [story(1, "لافروف طهران ماء", days=1), story(2, "لافروف طهران ماء")], 5, {})
    assert [(one.article, one.copies) for one in found] == [(2, [1])]


def test_every_suggestion_knows_what_is_shared_and_how_long_ago_it_was() -> None:
    [found] = best(DRAFT, [story(1, "لافروف طهران ماء نيل", days=2, tags=frozenset({2}))], 5, {2: 1.0})
    assert (found.stems, found.tags, found.days) == (["لافروف", "طهران"], [2], -2)


def test_words_of_every_story_and_of_none_tell_nothing() -> None:
    vector = weighed(Stems([], ["لافروف", "ماء", "مجهول", "في"]), RARITIES)
    assert telling(vector, RARITIES.frequencies, 1000) == ["لافروف"]
    assert vector.weights["في"] == 0


def test_a_word_of_the_headline_counts_more() -> None:
    headline, body = weighed(Stems(["لافروف"], ["طهران"]), RARITIES), weighed(Stems([], ["لافروف", "طهران"]), RARITIES)
    assert headline.weights["لافروف"] > body.weights["لافروف"]


def test_a_word_of_the_lead_counts_more_than_one_further_down() -> None:
    filled = ["في"] * LEAD
    lead, later = (weighed(Stems([], words), RARITIES) for words in (["لافروف", *filled], [*filled, "لافروف"]))
    assert lead.weights["لافروف"] > later.weights["لافروف"] > 0


def test_empty_texts_are_like_nothing() -> None:
    empty = weighed(Stems([], []), RARITIES)
    assert likeness(empty, empty) == 0
    assert shared(empty, DRAFT.vector) == []


def test_a_word_in_passing_says_less_in_a_long_story_than_in_a_short_one() -> None:
    rarities = Rarities(1000, {"لافروف": 10}, average_length=4)
    short, long = (weighed(Stems([], ["لافروف"] + ["في"] * more), rarities) for more in (3, 30))
    assert short.weights["لافروف"] > long.weights["لافروف"]
