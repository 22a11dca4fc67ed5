"""Names and months are found as the archive writes them, and nothing is that it does not hold."""

from dataclasses import replace

import pytest

from articles.models import Article
from articles.search import index
from articles.search.engine import search
from articles.search.kin import kin, other_spellings, with_kin, with_months
from articles.search.query import parse
from articles.search.sought import Statistics, wanted
from articles.text.arabic import fold, stem


def words(text: str, stories: dict[str, int]) -> set[str]:
    query = parse(text)
    return {atom.word for atom in with_kin(query, kin(query), stories).atoms}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("يناير", "كانون الثاني"),
        ("كانون الثاني", "يناير"),
        ("جانفي", "يناير"),
        ("تموز", "يوليو"),
        ("شتنبر", "ايلول"),
        ("غشت", "اغسطس"),
    ],
)
def test_a_month_is_found_by_its_other_names(typed: str, found: str) -> None:
    assert found in {" ".join(atom.words) for atom in with_months(parse(f"انتخابات {typed}")).atoms}


def test_a_word_that_is_a_month_now_and_then_is_never_looked_for() -> None:
    assert {"اب", "اوت", "ماي"}.isdisjoint(atom.word for atom in with_months(parse("أغسطس مايو")).atoms)


def test_a_name_is_found_after_a_preposition_when_the_archive_has_it_so() -> None:
    stories = {"بوغدانوف": 9, "لبوغدانوف": 2, "ببوغدانوف": 0}
    assert words("بوغدانوف", stories) == {"بوغدانوف", "لبوغدانوف"}


def test_a_name_is_found_in_the_letters_that_the_archive_uses_for_it() -> None:
    assert words("بوجدانوف", {"بوغدانوف": 3}) == {"بوجدانوف", "بوغدانوف"}


@pytest.mark.parametrize(
    ("typed", "stems"),
    [
        ("زيلنسكي", {"زيلينسك": 5}),
        ("زيلنسكي", {"زيلينسك": 5, "زيلنسك": 2}),
        ("جوتيريش", {"غوتيريش": 2}),
        ("ترمب", {"ترامب": 70}),
        ("ترامب", {"ترامب": 70, "ترمب": 4}),
        ("نتانياهو", {"نتانياهو": 5, "نتنياهو": 12}),
        ("جوجل", {"جوجل": 2, "غوغل": 12}),
        ("اردوجان", {"اردوغان": 14}),
        ("بلنكن", {"بلين": 3}),
        ("كلنتون", {"كلينتون": 9}),
        ("تليجرام", {"تلغرام": 3}),
        ("تلغرام", {"تلغرام": 3, "تيليغرام": 1}),
    ],
)
def test_a_foreign_name_is_found_in_its_other_spellings(typed: str, stems: dict[str, int]) -> None:
    query = parse(typed)
    found = with_kin(query, kin(query), stems)
    (group,) = found.groups
    assert {atom.stem for atom in group} == stems.keys() | {query.atoms[0].stem}
    assert all(atom.spells == query.atoms[0].word for atom in group[1:])
    assert group[0].asked and not any(atom.asked for atom in group[1:])


@pytest.mark.parametrize(
    ("typed", "stems"),
    [
        ("حرب", {"حرب": 110, "حارب": 3}),
        ("بنك", {"بنك": 150, "بنكير": 1}),
        ("ترمب", {"تهم": 70}),
        ("فرنسا", {"فرنس": 295, "فرانس": 39}),
        ("البرتقال", {"برتقال": 3, "برتغال": 24}),
        ("نشاطهم", {"نشاط": 90, "ناشط": 69}),
        ("يقررون", {"يقرر": 2, "يكرر": 2, "يكررون": 2}),
        ("مسيرته", {"مسير": 9, "مشير": 90, "مشيرت": 2}),
        ("جرجس", {"جرجس": 2, "جرجيس": 71}),
        ("باردو", {"باردو": 32, "بوردو": 1}),
        ("كلنتون", {"نوت": 45}),
        ("هولندا", {"هولند": 18, "هولاند": 11}),
        ("هولاند", {"هولند": 18, "هولاند": 11}),
    ],
)
def test_what_only_looks_alike_is_no_spelling(typed: str, stems: dict[str, int]) -> None:
    query = parse(typed)
    assert with_kin(query, kin(query), stems) == query


def test_a_word_with_a_preposition_is_no_name() -> None:
    assert words("بطلاق", {"بطلاق": 1, "طلاق": 3, "بطلق": 12}).isdisjoint({"بطلق"})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("يفوز", "فوز"),
        ("الفوز", "فاز"),
        ("ترتفع", "ارتفاع"),
        ("بارتفاع", "ارتفع"),
        ("اغتيال", "اغتال"),
        ("وفاته", "توفي"),
        ("يتوفى", "وفاه"),
        ("المطالبة", "يطالب"),
        ("مطالبة", "يطالب"),
        ("مقتل", "قتل"),
        ("توقيع", "وقع"),
        ("يرحل", "رحيل"),
        ("وداع", "يودع"),
        ("انهيار", "انهارت"),
        ("قتلى", "مقتل"),
        ("الفقدان", "مفقود"),
        ("نازحون", "نزوح"),
        ("غرقى", "غرق"),
        ("ينتهك", "انتهاك"),
        ("باستقالته", "استقال"),
        ("استمع", "استماع"),
    ],
)
def test_a_verb_and_the_noun_made_of_it_and_whom_it_befell_are_found_by_each_other(typed: str, found: str) -> None:
    query = parse(typed)
    stories = {query.atoms[0].stem: 4, stem(found): 400}
    (group,) = with_kin(query, kin(query), stories).groups
    assert [(atom.word, atom.asked, atom.spells) for atom in group[1:]] == [(found, False, "")]
    assert not with_kin(query, kin(query), {stem(found): 0}).atoms[1:]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("زلزال", "هزه"), ("الرجة", "زلزال"), ("بتوقيف", "اعتقال"), ("مباريات", "مقابله"), ("رحيل", "وفاه")],
)
def test_another_word_for_the_same_thing_is_worth_half(typed: str, found: str) -> None:
    query = parse(typed)
    stories = {query.atoms[0].stem: 4, stem(found): 400}
    stories |= {other: 2 for other in kin(query)[query.atoms[0].word] if other not in stories}
    (group,) = with_kin(query, kin(query), stories).groups
    assert (found, False, 0.5) in [(atom.word, atom.asked, atom.worth) for atom in group]
    known = Statistics(1000, 100, words={}, stems=stories)
    asked, *others = wanted(replace(query, groups=(group,)), known).groups[0]
    assert all(other.rarity <= asked.rarity / 2 for other in others if other.word == found.encode())


@pytest.mark.parametrize(("typed", "found"), [("7", "سبعه"), ("وتسعة", "9"), ("٣", "ثلاثه"), ("كلم", "كيلومتر")])
def test_a_number_is_found_as_a_figure_and_as_a_word(typed: str, found: str) -> None:
    assert found in words(typed, {stem(found): 400})


@pytest.mark.parametrize(
    ("typed", "found"), [("بليون", "مليار"), ("مشفى", "مستشفي"), ("الحافلة", "باص"), ("استاد", "ملعب")]
)
def test_what_countries_call_otherwise_is_found_by_either_word(typed: str, found: str) -> None:
    assert found in words(typed, {stem(found): 400})


def test_two_nouns_of_one_verb_do_not_stand_for_each_other() -> None:
    assert words("وقوع", {"وقوع": 9, "وقع": 9, "توقيع": 9}) == {"وقوع", "وقع"}


@pytest.mark.parametrize(
    ("typed", "other"),
    [("هنا", "تهنئة"), ("أجر", "إجراء"), ("أنتم", "انتماء"), ("تقرير", "قرر"), ("استعد", "استعادة"), ("أترك", "أتراك")],
)
def test_words_that_are_only_spelled_like_a_verb_find_no_noun_of_it(typed: str, other: str) -> None:
    assert words(typed, {stem(typed): 9, stem(other): 9}) == {fold(typed)}


@pytest.mark.parametrize("typed", ["جامعة", "حكومة", "قمر", "سلام", "Lavrov", "انتخابات", "«بوغدانوف»*"])
def test_words_that_lists_know_are_found_as_they_are(typed: str) -> None:
    query = parse(typed)
    assert kin(query) == {} or with_kin(query, kin(query), {}) == query


@pytest.mark.django_db
def test_stories_with_the_other_name_are_found_and_marked(write_story):
    january = write_story("اجتماع في كانون الثاني", out="ar")
    visit = write_story("زيارة بوغدانوف إلى المنطقة", out="ar")
    index.update([january.pk, visit.pk])
    results = search(Article.objects.all(), "اجتماع يناير", "ar")
    assert results.ids == [january.pk]
    assert "<mark>كانون</mark> <mark>الثاني</mark>" in results.highlight(january)["headline"]
    assert search(Article.objects.all(), "بوجدانوف", "ar").ids == [visit.pk]
    assert sorted(search(Article.objects.all(), "زيارة يناير", "ar").ids) == [january.pk, visit.pk]


@pytest.mark.django_db
def test_a_headline_with_a_verb_finds_the_story_that_has_its_noun(write_story):
    reached = write_story("اتفاق على مواصلة الحوار", out="ar")
    won = write_story("فوز الترجي على النجم", out="ar")
    met = write_story("الترجي يواجه النجم", out="ar")
    index.update([reached.pk, won.pk, met.pk])
    results = search(Article.objects.all(), "الترجي يفوز على النجم", "ar")
    assert results.ids == [won.pk, met.pk]
    assert "<mark>فوز</mark>" in results.highlight(won)["headline"]
    assert search(Article.objects.all(), "«الترجي يفوز»", "ar").ids == []
    assert search(Article.objects.all(), "الترجي -يفوز", "ar").ids == [met.pk, won.pk]


def test_the_archive_is_asked_for_spellings_of_foreign_names_alone() -> None:
    asked = []

    def known(stems: set[str]) -> dict[str, int]:
        asked.append(stems)
        return {"غوتيريش": 3}

    assert other_spellings(["كتاب"], "ar", known) == other_spellings(["غوتيريس"], "uk", known) == []
    assert not asked
    assert other_spellings(["لقاء", "غوتيريس"], "ar", known) == [("غوتيريس", "غوتيريش")]
    assert len(asked) == 1
    assert other_spellings(["مكرون"], "ar", dict.fromkeys) == [("مكرون", "ماكرون")]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("путин", "путіна"),
        ("путина", "Путін"),
        ("киев", "Києві"),
        ("харьков", "Харкова"),
        ("зеленский", "Зеленського"),
        ("выборы", "виборів"),
        ("россия", "Росії"),
        ("украина", "Україну"),
        ("израиль", "Ізраїлю"),
        ("одесса", "Одесі"),
        ("европа", "Європи"),
        ("министры", "міністра"),
        ("сирия", "Сирії"),
    ],
)
def test_a_ukrainian_reader_finds_what_he_types_in_russian(typed: str, word: str) -> None:
    query, written = parse(typed, "uk"), stem(word, "uk")
    (group,) = with_kin(query, kin(query), {written: 3}).groups
    assert [atom.stem for atom in group if not atom.asked] == [written]


@pytest.mark.parametrize("typed", ["вибори", "Київ", "міністри", "світ", "putin"])
def test_ukrainian_words_that_the_archive_has_stand_for_nothing_else(typed: str) -> None:
    query = parse(typed, "uk")
    (group,) = with_kin(query, kin(query), {query.atoms[0].stem: 2, "світ": 3, "свит": 3}).groups
    assert [atom.asked for atom in group] == [True]
