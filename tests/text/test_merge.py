"""Two people's changes to one story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import merge
from articles.text.merge import Clash

BASE = {
    "headline_ar": "عنوان",
    "body_ar": "<p>أ</p><p>ب</p><p>ج</p>",
    "tags": [1, 2],
    "bylines": [{"author": 1, "role": "writing"}],
    "section": 3,
}
BODIES = frozenset({"body_ar"})


def merged(mine: dict, theirs: dict) -> merge.Merge:
    return merge.merge(BASE, BASE | mine, BASE | theirs, bodies=BODIES)


def test_changes_of_different_fields_merge_by_themselves() -> None:
    result = merged({"headline_ar": "عنوان أفضل"}, {"section": 4})
    assert not result.clashes
    assert result.record == BASE | {"headline_ar": "عنوان أفضل", "section": 4}


def test_changes_of_different_paragraphs_merge_by_themselves() -> None:
    result = merged({"body_ar": "<p>أ أولى</p><p>ب</p><p>ج</p>"}, {"body_ar": "<p>أ</p><p>ب</p><p>ج أخيرة</p><p>د</p>"})
    assert not result.clashes
    assert result.record["body_ar"] == "<p>أ أولى</p><p>ب</p><p>ج أخيرة</p><p>د</p>"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("<p>أ</p><p>ب لي</p><p>ج</p>", "<p>أ</p><p>ب لهم</p><p>ج</p>"),
        ("<p>أ</p><p>ج</p>", "<p>أ</p><p>ب لهم</p><p>ج</p>"),
        ("<p>أ</p><p>ب</p><p>ج</p><p>خاتمة لي</p>", "<p>أ</p><p>ب</p><p>ج</p><p>خاتمة لهم</p>"),
        ("<p>أ</p><p>جديد</p><p>ب</p><p>ج</p>", "<p>أ</p><p>ب لهم</p><p>ج</p>"),
    ],
)
def test_the_same_paragraph_changed_by_both_is_a_clash_with_all_three_texts(mine, theirs) -> None:
    for first, second in ((mine, theirs), (theirs, mine)):
        result = merged({"body_ar": first}, {"body_ar": second})
        assert result.clashes == {"body_ar": Clash(BASE["body_ar"], first, second)}


def test_the_same_change_by_both_is_no_clash() -> None:
    result = merged({"headline_ar": "واحد"}, {"headline_ar": "واحد"})
    assert not result.clashes and result.record["headline_ar"] == "واحد"


def test_tags_added_and_taken_by_both_all_count() -> None:
    assert merged({"tags": [1, 2, 5]}, {"tags": [2, 7]}).record["tags"] == [2, 7, 5]


def test_a_byline_added_by_one_joins_a_field_of_the_other() -> None:
    more = [*BASE["bylines"], {"author": 2, "role": "translation"}]
    result = merged({"bylines": more}, {"headline_ar": "آخر"})
    assert result.record["bylines"] == more and result.record["headline_ar"] == "آخر"


def test_two_orders_of_bylines_clash() -> None:
    result = merged({"bylines": [{"author": 2, "role": "writing"}]}, {"bylines": [{"author": 3, "role": "writing"}]})
    assert set(result.clashes) == {"bylines"}


def test_a_field_that_was_not_sent_was_not_touched() -> None:
    result = merge.merge(BASE, {"headline_ar": "وحده"}, BASE | {"section": 9}, bodies=BODIES)
    assert result.record == BASE | {"headline_ar": "وحده", "section": 9}


def test_blocks_keep_every_character() -> None:
    body = '<p>أ <strong>ب</strong></p><hr><ul><li><p>ج</p></li></ul><figure class="news"><img alt="a > b"></figure>'
    assert "".join(merge.blocks(body)) == body
    assert len(merge.blocks(body)) == 4


WORDS = st.lists(st.sampled_from(["<p>أ</p>", "<p>ب</p>", "<p>ج</p>", "<h2>د</h2>"]), max_size=6).map("".join)


@given(WORDS, WORDS)
def test_one_sides_changes_always_stand(base, mine) -> None:
    record = merge.merge({"body": base}, {"body": mine}, {"body": base}, bodies=frozenset({"body"}))
    assert record.record["body"] == mine and not record.clashes


@given(WORDS, WORDS, WORDS)
def test_both_sides_are_treated_alike(base, mine, theirs) -> None:
    one = merge.merge({"body": base}, {"body": mine}, {"body": theirs}, bodies=frozenset({"body"}))
    other = merge.merge({"body": base}, {"body": theirs}, {"body": mine}, bodies=frozenset({"body"}))
    assert bool(one.clashes) == bool(other.clashes)
    if not one.clashes:
        assert one.record == other.record
