"""Newest first: everything that has all of the query, and what is nearly as good."""

from articles.search.engine import Results
from articles.search.order import newest_first
from articles.search.query import parse
from articles.search.ranking import Hit

NOW = 1_698_364_800.0


def kept(query: str, *hits: Hit) -> list[int]:
    return newest_first(Results(parse(query), list(hits))).ids


def test_a_story_with_every_word_stays_however_it_was_ranked() -> None:
    best, old = Hit(10.0, NOW - 9 * 86_400, 1), Hit(0.0, NOW, 2)
    assert kept("لافروف طهران", best, old) == [2, 1]


def test_a_story_without_some_word_stays_only_when_it_is_nearly_as_good() -> None:
    best, good, poor = Hit(10.0, NOW, 1), Hit(5.0, NOW, 2, share=0.5), Hit(3.0, NOW, 3, share=0.5)
    assert kept("لافروف طهران", best, good, poor) == [2, 1]


def test_one_word_keeps_everything() -> None:
    assert kept("لافروف", Hit(10.0, NOW, 1), Hit(0.1, NOW, 2)) == [2, 1]
