"""A cut copy is a copy; a weather report is not a copy of yesterday's."""

from datetime import date, timedelta

from django.utils import timezone

from articles.models import Article
from articles.related.copies import Text, copies, is_formula, longest_passage, passages
from articles.related.duplicates import Duplicate
from articles.related.fingerprints import shingles

TODAY = date(2026, 3, 10)


def words(first: int, last: int) -> list[str]:
    return [f"كلمه{number}" for number in range(first, last)]


def test_a_third_of_a_story_is_a_copy_of_it() -> None:
    [found] = copies(Text(words(0, 40), TODAY), {7: Text(words(0, 120), TODAY)})
    assert (found.article, found.share, found.of_new) == (7, 1, 1)
    assert 0.3 < found.of_known < 0.34


def test_half_of_a_story_inside_a_new_one_is_the_same_story() -> None:
    new = [*words(500, 550), *words(0, 60), *words(550, 620)]
    [found] = copies(Text(new, TODAY), {7: Text(words(0, 120), TODAY)})
    assert 0.4 < found.share < 0.55


def test_stories_that_share_a_sentence_are_not_copies() -> None:
    known = {7: Text([*words(0, 8), *words(100, 200)], TODAY)}
    assert copies(Text([*words(0, 8), *words(300, 400)], TODAY), known) == []


def test_three_words_in_common_make_no_copy_of_a_short_text() -> None:
    assert copies(Text(words(0, 4), TODAY), {7: Text(words(0, 100), TODAY)}) == []


def test_what_stood_in_many_stories_over_many_days_is_no_copy() -> None:
    formula = words(0, 60)
    known = {
        number: Text([*formula, *words(1000 * number, 1000 * number + 20)], TODAY - timedelta(days=number))
        for number in range(1, 8)
    }
    new = Text([*formula, *words(9000, 9020)], TODAY)
    assert copies(new, known) == []
    assert [found.article for found in copies(new, {1: known[1]})] == [1]


def test_a_wire_story_that_came_five_times_today_is_still_a_copy() -> None:
    known = {number: Text([*words(0, 60), f"ذيل{number}"], TODAY) for number in range(5)}
    assert len(copies(Text(words(0, 60), TODAY), known)) == 5


def test_a_formula_needs_many_stories_and_many_days() -> None:
    days = [TODAY - timedelta(days=number) for number in range(5)]
    assert is_formula(days, 4)
    assert not is_formula(days[:3], 4)
    assert not is_formula(days, 4, apart=4)
    assert not is_formula([TODAY] * 9, 4)
    assert not is_formula([], 4)


def test_what_is_told_again_within_a_week_is_no_formula_yet() -> None:
    """The matches of a round, their referees, who shows them; last month's round is none of it."""
    known = {number: Text([*words(0, 60), *words(1000 * number, 1000 * number + 40)], TODAY) for number in range(1, 4)}
    new = Text([*words(0, 60), *words(9000, 9040)], TODAY + timedelta(days=6))
    assert len(copies(new, known)) == 3
    known[4] = Text(known[3].stems, TODAY - timedelta(days=20))
    assert copies(new, known) == []


def test_new_sentences_are_marked() -> None:
    sentences = [("القديمة", words(0, 10)), ("الجديدة", words(50, 60)), ("قصيرة", words(3, 5)), ("…", [])]
    marked = passages(sentences, words(0, 20))
    assert [(passage.text, passage.is_new) for passage in marked] == [
        ("القديمة", False),
        ("الجديدة", True),
        ("قصيرة", False),
        ("…", False),
    ]


def test_a_copy_in_other_words_is_the_same_story_and_no_copy() -> None:
    new = [f"غير{place}" if place % 8 in (0, 3) else stem for place, stem in enumerate(words(0, 90))]
    [found] = copies(Text(new, TODAY), {7: Text(words(0, 90), TODAY)})
    assert (found.article, found.reworded) == (7, True)
    assert Duplicate(Article(), found, timezone.now()).level == "same_story"


def test_words_that_stand_everywhere_make_no_copy_in_other_words() -> None:
    new = [f"غير{place}" if place % 8 in (0, 3) else stem for place, stem in enumerate(words(0, 90))]
    common = set(words(20, 90))
    assert (
        copies(
            Text(new, TODAY), {7: Text(words(0, 90), TODAY)}, lambda stems: {stem: stem not in common for stem in stems}
        )
        == []
    )


def test_names_in_the_same_order_without_a_run_in_common_make_no_copy() -> None:
    """As in two tables of results: the same clubs, other figures."""
    new = [stem if place % 3 else f"غير{place}" for place, stem in enumerate(words(0, 90))]
    assert copies(Text(new, TODAY), {7: Text(words(0, 90), TODAY)}) == []


def rewritten(stems: list[str]) -> list[str]:
    return [f"غير{place}" if place % 8 in (0, 3) else stem for place, stem in enumerate(stems)]


def test_the_next_of_a_series_has_other_figures_and_is_not_the_same_story() -> None:
    known = {7: Text([*words(0, 90), "4.6", "12.3", "2017"], TODAY)}
    [found] = copies(Text([*rewritten(words(0, 90)), "4.6", "12.3", "2018"], TODAY), known)
    assert found.reworded
    assert copies(Text([*rewritten(words(0, 90)), "5.3", "85", "2017"], TODAY), known) == []


def broken(taken: int) -> list[str]:
    """So many of 120 words taken over in passages of eleven, the others new."""
    here = words(0, 120)
    return [word if place < taken and place % 12 else f"غير{place}" for place, word in enumerate(here)]


def test_days_apart_only_a_copy_is_told() -> None:
    known = {7: Text(words(0, 120), TODAY)}
    third, more = broken(52), broken(96)
    soon, later, next_month = (TODAY + timedelta(days=days) for days in (2, 10, 30))
    assert len(copies(Text(third, soon), known)) == 1
    assert copies(Text(third, later), known) == []
    assert len(copies(Text(more, later), known)) == 1
    assert len(copies(Text(more, next_month), known)) == 1


def test_a_long_passage_taken_over_is_told_whenever() -> None:
    known = {7: Text(words(0, 120), TODAY)}
    new = Text([*words(500, 570), *words(0, 50)], TODAY + timedelta(days=300))
    assert [found.reworded for found in copies(new, known)] == [False]


def test_a_passage_is_the_longest_run_of_shared_words() -> None:
    known = shingles(words(0, 30))
    assert longest_passage([*words(0, 5), "غير", *words(10, 20), "غير"], known) == 10
    assert longest_passage(words(0, 2), known) == longest_passage(words(50, 60), known) == 0


def test_a_story_in_other_words_with_its_paragraphs_turned_round_is_the_same_story() -> None:
    stems = [stem if place % 5 else f"غير{place}" for place, stem in enumerate(words(0, 90))]
    new = [*stems[60:], *stems[30:60], *stems[:30]]
    rewritten_too = [f"غير{place}" if place % 4 == 0 and place % 8 else stem for place, stem in enumerate(new)]
    known = {7: Text(words(0, 90), TODAY)}
    assert [found.reworded for found in copies(Text(rewritten_too, TODAY), known)] == [True]
    assert copies(Text(rewritten_too, TODAY + timedelta(days=5)), known) == []


def test_a_story_in_other_words_is_looked_for_within_days() -> None:
    new = [stem if place % 7 < 4 else f"غير{place}" for place, stem in enumerate(words(0, 90))]
    known = {7: Text(words(0, 90), TODAY)}
    assert [found.reworded for found in copies(Text(new, TODAY + timedelta(days=3)), known)] == [True]
    assert copies(Text(new, TODAY + timedelta(days=4)), known) == []


def test_a_wire_updated_in_the_evening_is_told_though_its_rarest_words_are_new() -> None:
    """Of a wire that ten outlets ran, what is rarest in each are its own spellings, not the names that all have."""
    wire = words(0, 80)
    noon = [*words(500, 540), *wire[:18], "11", "18", "2", *wire[18:36], *words(540, 560)]
    evening = [*words(600, 640), *wire[:18], "28", "25", "3", *wire[18:36], *words(640, 660)]
    rare = {stem: 1.0 if stem in wire else 2.0 for stem in [*wire, *noon, *evening]}
    [found] = copies(Text(evening, TODAY), {7: Text(noon, TODAY)}, lambda stems: {stem: rare[stem] for stem in stems})
    assert not found.reworded


def test_the_figures_of_the_next_day_are_no_copy_of_the_days_before() -> None:
    monday, tuesday = date(2026, 3, 9), date(2026, 3, 10)
    known = {7: Text([*words(0, 60), "اثنين", "82", "408", "61"], monday)}
    assert copies(Text([*words(0, 60), "ثلاثاء", "144", "704", "62"], tuesday), known) == []
    assert len(copies(Text([*words(0, 60), "اثنين", "144", "704", "62"], tuesday), known)) == 1
