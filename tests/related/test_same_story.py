"""The next match is told in the words of the last, and is another story; what was taken over is the same."""

from collections.abc import Sequence
from datetime import date

import pytest

from articles.related.same_story import (
    Common,
    Side,
    common_in_order,
    in_other_words,
    same_figures,
    same_names,
    same_text,
    say_other_days,
)

NAMES = ["الجزيري", "موراي", "دبي", "قرعه", "بريطاني", "مصنف", "بطوله", "دور"]
OTHERS = ["جابر", "اوساكا", "ملبورن", "نهائي", "يابانيه", "لقب", "اولي", "شوط"]
COMMON = [f"كلمه{number}" for number in range(40)]
A_THIRD = Common(share=0.35, passage=10, days=1)


def side(names: Sequence[str], figures: Sequence[str] = (), said: Sequence[str] = COMMON) -> Side:
    """A text of these rare names, these figures and what any such text says."""
    stems = [*said, *names, *figures]
    return Side(stems, stems, {stem: 1.0 if stem in said else 2.0 for stem in stems})


def test_words_in_common_are_counted_in_order_only() -> None:
    assert common_in_order(["a", "b", "c", "d"], ["x", "a", "y", "b", "d", "z"]) == 3
    assert common_in_order(["a", "b", "c"], ["c", "b", "a"]) == 1
    assert common_in_order([], ["a"]) == common_in_order(["a"], []) == 0


def test_figures_are_held_against_the_text_that_has_fewer() -> None:
    assert same_figures(["4", "غزه", "9"], ["9", "7", "4", "5"]) == 1
    assert same_figures(["4", "4", "9"], ["4", "1", "2"]) == 1 / 3
    assert same_figures(["4", "8"], ["5", "6", "7"]) == 1


def test_a_third_of_the_runs_makes_one_story_of_two_on_the_same_days() -> None:
    assert same_text(side(NAMES), side(NAMES), A_THIRD)
    assert not same_text(side(NAMES), side(NAMES), A_THIRD._replace(share=0.29))


def test_the_result_is_not_the_programme_with_its_other_figures() -> None:
    programme, result = side(NAMES, ["14", "30", "16"]), side(NAMES, ["2", "1", "16"])
    assert not same_text(programme, result, A_THIRD)
    assert same_text(programme, side(NAMES, ["14", "30", "17"]), A_THIRD)
    assert same_text(programme, result, A_THIRD._replace(share=0.5))


def test_the_next_match_is_between_others_however_much_is_said_alike() -> None:
    match = side(NAMES)
    assert not same_text(match, side(OTHERS), A_THIRD._replace(share=0.6))
    assert not same_text(match, side([NAMES[0], *OTHERS[1:]]), A_THIRD)
    assert same_text(match, side([*NAMES[:2], *OTHERS[2:]]), A_THIRD)
    assert in_other_words(match, side(OTHERS), A_THIRD._replace(share=0.2)) == 0
    assert in_other_words(match, side(NAMES), A_THIRD._replace(share=0.2)) == 1


def test_a_story_cut_out_of_a_longer_one_has_names_enough() -> None:
    assert same_names(side(NAMES), side([*NAMES, *OTHERS]))
    assert same_names(side([*NAMES, *OTHERS]), side(NAMES))


def test_of_a_text_of_few_words_no_names_are_asked_for() -> None:
    few = Side(NAMES[:4], NAMES[:4], dict.fromkeys(NAMES, 1.0))
    assert same_names(few, side(OTHERS))


def test_a_long_passage_is_taken_over_whatever_else_is_said_and_whenever() -> None:
    match, other = side(NAMES, ["14", "30"]), side(OTHERS, ["2", "1"])
    long = Common(share=0.3, passage=25, days=200)
    assert same_text(match, other, long)
    assert not same_text(match, other, long._replace(passage=23))
    assert not same_text(match, other, long._replace(share=0.2))


def test_half_of_a_short_text_in_one_piece_is_taken_over() -> None:
    short, long = side(NAMES, said=COMMON[:12]), side(OTHERS)
    assert same_text(short, long, Common(share=0.4, passage=10, days=0))
    assert not same_text(short, long, Common(share=0.4, passage=9, days=0))


def test_figures_in_words_are_the_same_as_in_digits() -> None:
    assert same_figures(["ثلاث", "غزه", "عشرون", "9"], ["3", "20", "9"]) == 1
    assert same_figures(["ثلاث", "غزه", "عشرون", "9"], ["خمس", "غزه", "ثلاثون", "9"]) == 1 / 3


def test_days_later_less_than_half_is_a_follow_up() -> None:
    assert same_text(side(NAMES), side(NAMES), Common(share=0.49, passage=14, days=3))
    assert not same_text(side(NAMES), side(NAMES), Common(share=0.49, passage=14, days=4))


def test_a_wire_is_known_by_a_passage_with_the_figures_and_spellings_of_another_outlet() -> None:
    """The toll of the evening for that of noon, the same name spelled twice, another first paragraph."""
    noon, evening = side(NAMES, ["11", "18", "4"]), side(OTHERS, ["28", "15", "3"])
    wire = Common(share=0.25, passage=15, days=1)
    assert same_text(noon, evening, wire)
    assert not same_text(noon, evening, wire._replace(share=0.24))
    assert not same_text(noon, evening, wire._replace(passage=14))
    assert not same_text(noon, evening, wire._replace(days=4))


def test_two_sentences_of_a_wire_kept_in_a_story_of_ones_own_are_told_on_the_same_days() -> None:
    match, other = side(NAMES, ["11", "18", "4"]), side(OTHERS, ["28", "15", "3"])
    kept = Common(share=0.15, passage=25, days=3)
    assert same_text(match, other, kept)
    assert not same_text(match, other, kept._replace(share=0.14))
    assert not same_text(match, other, kept._replace(passage=24))
    assert not same_text(match, other, kept._replace(days=4))
    assert not same_text(match, other, kept._replace(other_days=True))


def test_a_copy_is_told_whatever_its_date() -> None:
    for days in (0, 9, 400):
        assert same_text(side(NAMES, ["1", "2"]), side(NAMES, ["3", "4"]), Common(0.5, 10, days))


TOLL, NEXT_TOLL = ["50082", "113408", "61"], ["50144", "113704", "62"]


def test_tomorrows_toll_is_no_copy_of_todays_but_the_updated_one_is() -> None:
    """Both are told in the same words; only the next day's says another day."""
    pattern = Common(share=0.7, passage=40, days=1, other_days=True)
    today = side(NAMES, TOLL)
    assert not same_text(today, side(NAMES, NEXT_TOLL), pattern)
    assert same_text(today, side(NAMES, NEXT_TOLL), pattern._replace(days=0, other_days=False))
    assert same_text(today, side(NAMES, TOLL), pattern)
    assert same_text(today, side(NAMES, NEXT_TOLL[:2]), pattern)


MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


@pytest.mark.parametrize(
    ("one", "other", "others", "said"),
    [
        ("اثنين", "ثلاثاء", TUESDAY, True),
        ("monday", "tuesday", TUESDAY, True),
        ("اثنين", "اثنين", TUESDAY, False),
        ("اثنين", "اثنين ثلاثاء", TUESDAY, False),
        ("اثنين", "غزه", TUESDAY, False),
        ("غزه", "ثلاثاء", TUESDAY, False),
        ("اثنين", "اثنين", MONDAY, False),
        ("اثنين", "خميس", TUESDAY, False),
    ],
)
def test_two_texts_say_other_days_when_each_names_its_own_and_not_the_others(
    one: str, other: str, others: date, said: bool
) -> None:
    assert say_other_days(one.split(), MONDAY, other.split(), others) is said
    assert say_other_days(other.split(), others, one.split(), MONDAY) is said
