"""The query language: whatever is typed is a query."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.search.query import MAX_ATOMS, MAX_LENGTH, Query, parse

TODAY = date(2023, 10, 27)


def words(query: Query) -> list[list[str]]:
    return [[" ".join(atom.words) + ("*" if atom.prefix else "") for atom in group] for group in query.groups]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("لافروف طهران", [["لافروف"], ["طهران"]]),
        ("«مجلس الأمن»", [["مجلس الامن"]]),
        ("“مجلس الأمن” طهران", [["مجلس الامن"], ["طهران"]]),
        ('"مجلس الأمن', [["مجلس الامن"]]),
        ("كييف OR خاركيف", [["كييف", "خاركيف"]]),
        ("كييف أو خاركيف اليوم", [["كييف", "خاركيف"], ["اليوم"]]),
        ("كييف|خاركيف", [["كييف"], ["خاركيف"]]),
        ("كييف | خاركيف", [["كييف", "خاركيف"]]),
        ("أو كييف", [["كييف"]]),
        ("أوكران*", [["اوكران*"]]),
        ("أوكران٭", [["اوكران*"]]),
        ("*", []),
        ("ا*", [["ا"]]),
        ("في", [["في"]]),
        ("في طهران", [["طهران"]]),
        ("كييف كييف", [["كييف"]]),
        ("إف-16", [["اف"], ["16"]]),
        ("طائرة F16", [["طاءره"], ["f 16"]]),
        ("(5G)، الصين", [["5 g"], ["الصين"]]),
        ("قمة G20 روما إيطاليا", [["قمه"], ["g"], ["20"], ["روما"], ["ايطاليا"]]),
        ("OR", [["or"]]),
        ("أو أو", [["او"]]),
        ("كاتب:%", [["كاتب"]]),
        ("قمة الـ20", [["قمه"], ["20"]]),
        ("بن علي", [["بن"], ["بن علي"]]),
        ("بن على", [["بن"]]),
        ("علي العريض", [["العريض"], ["علي العريض"]]),
        ("زيارة إلى علي العريض", [["زياره"], ["العريض"], ["علي العريض"]]),
        ("علي", [["علي"]]),
        ("«بن علي»", [["بن علي"]]),
        ("قمة الـ 20", [["قمه"], ["20"]]),
        ("نزوح 20 000 شخص", [["نزوح"], ["20000"], ["شخص"]]),
        ("آل سعود", [["ال"], ["سعود"]]),
        ("مصدر: أسبوع حاسم", [["مصدر"], ["اسبوع"], ["حاسم"]]),
        ("منذ: فجر اليوم", [["فجر"], ["اليوم"]]),
        ("سي: كلمة", [["سي"], ["كلمه"]]),
        (
            'الشاهد يشارك في منتدى "دافوس الصيفي" اليوم',
            [["الشاهد"], ["يشارك"], ["منتدي"], ["دافوس"], ["الصيفي"], ["اليوم"]],
        ),
        ("", []),
        ("،؛؟", []),
    ],
)
def test_words_phrases_and_alternatives(typed: str, groups: list[list[str]]) -> None:
    assert words(parse(typed)) == groups


def test_a_space_may_stand_before_a_day() -> None:
    assert parse("منذ: 2023-10-01 طهران", today=TODAY) == replace(
        parse("منذ:2023-10-01 طهران", today=TODAY), text="منذ: 2023-10-01 طهران"
    )


@pytest.mark.parametrize("minus", "-−–—")
def test_minus_leaves_out(minus: str) -> None:
    query = parse(f"طهران {minus}رياضة {minus}«كرة القدم»")
    assert words(query) == [["طهران"]]
    assert [atom.words for atom in query.excluded] == [("رياضه",), ("كره", "القدم")]


@pytest.mark.parametrize(
    "typed", ["كاتب:أحمد", "الكاتب:أحمد", "author:أحمد", "AUTHOR:أحمد", 'كاتب:"أحمد"', "كاتب:«أحمد»"]
)
def test_fields_in_arabic_and_english(typed: str) -> None:
    assert parse(typed).fields == (("author", "أحمد"),)
    assert parse(typed).groups == ()


def test_a_field_typed_again_and_again_is_asked_for_once() -> None:
    query = parse("وسم:غزة " * 9 + "وسم:«غَزّة» -قسم:رياضة " * 9)
    assert query.fields == (("tag", "غزة"),)
    assert query.excluded_fields == (("section", "رياضة"),)


def test_fields_count_among_the_parts_of_a_query_that_are_read() -> None:
    query = parse(" ".join(f"-وسم:{number}" for number in range(MAX_ATOMS * 2)))
    assert len(query.excluded_fields) == MAX_ATOMS


def test_other_fields() -> None:
    query = parse("وسم:إيران قسم:سياسة مصدر:تاس -وسم:رياضة غزة")
    assert query.fields == (("tag", "إيران"), ("section", "سياسة"), ("source", "تاس"))
    assert query.excluded_fields == (("tag", "رياضة"),)
    assert words(query) == [["غزه"]]


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("منذ:2023-10-01", date(2023, 10, 1)),
        ("منذ:٢٠٢٣-١٠-٠١", date(2023, 10, 1)),
        ("since:1/10/2023", date(2023, 10, 1)),
        ("منذ:2023", date(2023, 1, 1)),
        ("منذ:2023/9", date(2023, 9, 1)),
        ("منذ:أسبوع", date(2023, 10, 20)),
        ("منذ:امس", date(2023, 10, 26)),
        ("منذ:«مارس 2023»", date(2023, 3, 1)),
        ("منذ: «كانون الثاني 2023»", date(2023, 1, 1)),
        ('since:"14 جانفي 2011"', date(2011, 1, 14)),
    ],
)
def test_since(typed: str, since: date) -> None:
    query = parse(typed, today=TODAY)
    assert query.since == since
    assert query.groups == ()


def test_until_reaches_the_end_of_the_period() -> None:
    assert parse("حتى:2023-02").until == date(2023, 2, 28)
    assert parse("until:2023").until == date(2023, 12, 31)
    assert parse("until:«فبراير 2023»").until == date(2023, 2, 28)


def test_days_given_the_wrong_way_round_are_turned() -> None:
    query = parse("منذ:2023 حتى:2021-06 طهران", today=TODAY)
    assert (query.since, query.until) == (date(2021, 6, 1), date(2023, 12, 31))
    same = parse("منذ:2023 حتى:2023-06", today=TODAY)
    assert (same.since, same.until) == (date(2023, 1, 1), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("وسم: إيران", (("tag", "إيران"),)),
        ("قسم: «الشرق الأوسط»", (("section", "الشرق الأوسط"),)),
        ("بقلم: ليلى", (("author", "ليلى"),)),
        ("tag: Iran", (("tag", "Iran"),)),
        ("مصدر: لافروف في طهران", ()),
        ("كاتب: لا سلام بلا عدل", ()),
    ],
)
def test_a_space_may_stand_after_a_field_that_begins_no_headline(typed: str, fields: tuple) -> None:
    assert parse(typed, today=TODAY).fields == fields
    assert parse(f"-{typed}", today=TODAY).excluded_fields == fields


@pytest.mark.parametrize(
    "typed", ["منذ:الغد", "منذ:2023-13-45", "since:99/99/2023", "منذ:0000", "منذ:0001", "حتى:9999"]
)
def test_a_day_that_is_none_is_words(typed: str) -> None:
    query = parse(typed, today=TODAY)
    assert query.since is query.until is None
    assert query.groups


def test_a_query_is_capped() -> None:
    assert len(parse("كلمة " * 10 + " ".join(f"و{n}" for n in range(500))).atoms) <= MAX_ATOMS
    assert len(parse('"' + "كلمة " * 500 + '"').atoms[0].words) <= MAX_ATOMS
    assert parse("ا" * 100_000).groups
    assert MAX_LENGTH <= 1000


@settings(max_examples=500, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ابتة \"«»“”-−–:*٭|()AND OR أو NOT كاتبمنذ:12/\\'%_^~\x00\u200f\ud800é"))
    | st.text()
)
@example('"' * 400)
@example("-" * 400)
@example("منذ:" * 100)
@example("(((((")
@example("NEAR(a b) AND NOT :*")
def test_anything_is_a_query(typed: str) -> None:
    query = parse(typed, today=TODAY)
    assert len(query.atoms) <= MAX_ATOMS
    assert all(word for atom in [*query.atoms, *query.excluded] for word in atom.words)


@pytest.mark.parametrize("typed", ["إيش صار في غزة", "شنوة صار في غزة", "ليش غزة صار؟", "علاش غزة صار", "قداش صار غزة"])
def test_question_words_of_dialects_say_nothing(typed: str) -> None:
    assert sorted(words(parse(typed))) == [["صار"], ["غزه"]]
