"""Ranking: the story that the reader means comes first."""

from collections.abc import Mapping

from articles.search.document import Texts, streams
from articles.search.letters import plain
from articles.search.query import parse
from articles.search.ranking import Hit, freshened, in_order, score
from articles.search.sought import Statistics, wanted
from articles.text.arabic import stem

FILLER = " ".join(f"حشو{letter}" for letter in "ابتثجحخدذرزسشصضطظعغف")
NOW = 1_698_364_800.0
DAY = 86_400


def story(headline: str = "", body: str = "", tags: str = "", byline: str = "", standfirst: str = "") -> str:
    return streams(Texts(headline, tags, byline, standfirst, body), "ar").words


def points(query: str, words: str, counts: Mapping[str, int] | None = None) -> float:
    forms = {stem(word): frozenset() for word in plain(words).split()}
    forms = {one: frozenset(word for word in plain(words).split() if stem(word) == one) for one in forms}
    known = Statistics(1000, 50, counts or {}, counts or {}, forms)
    return score(wanted(parse(query), known), words.encode()).score


def test_the_exact_form_comes_before_another_form() -> None:
    assert points("انتخابات", story(body="انتخابات كبيرة")) > points("انتخابات", story(body="الانتخابات كبيرة")) > 0


def test_a_word_in_the_headline_counts_more_than_in_the_body() -> None:
    assert points("طهران", story("طهران تستقبل", FILLER)) > points("طهران", story("خبر عاجل", FILLER + " طهران"))


def test_a_word_in_the_lead_counts_more_than_at_the_end() -> None:
    assert points("طهران", story(body="طهران " + FILLER)) > points("طهران", story(body=FILLER + " طهران"))


def test_all_the_words_count_more_than_one_of_them_often() -> None:
    both, one = story(body=f"لافروف {FILLER} طهران"), story(body=f"لافروف لافروف لافروف {FILLER}")
    assert points("لافروف طهران", both) > points("لافروف طهران", one)


def test_words_near_each_other_count_more() -> None:
    near = story(body=f"{FILLER} مجلس الأمن {FILLER}")
    far = story(body=f"{FILLER} مجلس {FILLER} الأمن")
    assert points("مجلس الأمن", near) > points("مجلس الأمن", far)


def test_a_phrase_must_stand_as_it_is() -> None:
    assert points("«مجلس الأمن»", story(body="قرار مجلس الأمن اليوم")) > 0
    assert points("«مجلس الأمن»", story(body="مجلس النواب و الأمن")) == 0
    assert points("«مجلس الأمن»", story("مجلس", "الأمن")) == 0


def test_what_is_unwanted_is_left_out() -> None:
    assert points("طهران -كرة", story(body="طهران تستقبل")) > 0
    assert points("طهران -كرة", story("كرة القدم", "طهران تستقبل")) == 0


def test_a_beginning_finds_every_word_with_it() -> None:
    assert points("أوكران*", story(body="الجيش أوكراني")) > 0
    assert points("أوكران*", story(body="الجيش روسي")) == 0


def test_one_alternative_is_enough() -> None:
    assert points("كييف أو خاركيف", story(body="قصف خاركيف")) > 0
    assert points("كييف أو خاركيف", story(body="قصف أوديسا")) == 0


def test_rare_words_count_more() -> None:
    counts = {"قال": 900, "لافروف": 3}
    rare, common = (points("لافروف قال", story(body=f"{word} {FILLER}"), counts) for word in ("لافروف", "قال"))
    assert rare > common


def test_the_newer_of_equals_comes_first_and_then_the_higher_id() -> None:
    old, new = NOW - 2 * DAY, NOW
    hits = [Hit(1.0, old, 9), Hit(1.0, new, 3), Hit(1.0, new, 7), Hit(2.0, None, 1)]
    assert [hit.article for hit in in_order(hits)] == [1, 7, 3, 9]


def test_recency_is_gentle_halves_and_can_be_switched_off() -> None:
    today, month_ago = freshened(10, NOW, NOW, 30), freshened(10, NOW - 30 * DAY, NOW, 30)
    assert 10 < month_ago < today <= 13
    assert today - 10 == 2 * (month_ago - 10)
    assert freshened(10, NOW, NOW, None) == 10
    assert freshened(10, NOW + 9 * DAY, NOW, 30) == today


def test_an_empty_story_and_an_empty_query_score_nothing() -> None:
    assert points("طهران", story()) == 0
    assert points("", story(body="طهران")) == 0
