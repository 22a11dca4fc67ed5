"""Folding and words: what an Arabic reader types is found however it was written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.arabic import MAX_WORD, fold, fold_key, stem, tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أحمد", "احمد"),
        ("إيران", "ايران"),
        ("آب", "اب"),
        ("ٱلله", "الله"),
        ("مَدْرَسَةٌ", "مدرسه"),
        ("هٰذا", "هذا"),
        ("الـــخبر", "الخبر"),
        ("مصطفى", "مصطفي"),
        ("مسؤول", "مسءول"),
        ("مسئول", "مسءول"),
        ("شئون", "شءون"),
        ("کییف", "كييف"),
        ("خانۀ", "خانه"),
        ("گفتگو", "گفتگو"),
        ("پاریس", "پاريس"),
        ("چین", "چين"),
        ("ژنو", "ژنو"),
        ("ڤيينا", "فيينا"),
        ("ﻻﻓﺮﻭﻑ", "لافروف"),
        ("لا\u200fفروف", "لافروف"),
        ("می\u200cخواهم", "ميخواهم"),
        ("\ufeffخبر\u00ad", "خبر"),
        ("٢٠٢٣", "2023"),
        ("۱۴۰۲", "1402"),
        ("16٫5", "16.5"),
        ("ي\u0654س", "ءس"),
        ("ی\u064e\u0654س", "ءس"),
        ("ا\u0653ب", "اب"),
        ("Zürich", "zurich"),
        ("KYIV", "kyiv"),
        ("İzmir", "izmir"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Київ", "київ"),
        ("Зеленськи\u0438\u0306", "зеленський"),
        ("ї\u0301жа", "їжа"),
        ("Ґонґадзе", "ґонґадзе"),
        ("Ёлка", "елка"),
        ("м\u0301ір", "мір"),
        ("об’єкт", "обєкт"),
        ("об'єкт", "обєкт"),
        ("  كلمة \n\t ثانية\u00a0", "كلمه ثانيه"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("قال: «نعم»، ثم", "قال: «نعم»، ثم"),
        ("a\x00b", "a b"),
        ("", ""),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_letters_that_are_not_the_same_stay_apart() -> None:
    assert fold("يود") != fold("ئود")
    assert fold("سؤال") != fold("سوال")
    assert fold("گل") != fold("كل")
    assert fold("їх") != fold("іх")
    assert fold("мій") != fold("мии")


def test_a_key_has_no_punctuation() -> None:
    assert fold_key(" «وكالة الأنباء (أ.ف.ب)» ") == "وكاله الانباء ا ف ب"
    assert fold_key("جان-لوك ميلانشون") == fold_key("جان لوك ميلانشون")


def test_words_keep_their_place_in_the_original() -> None:
    text = "«قالَتِ الـوكالة» في 27اكتوبر٢٠٢٣– إنَّ Biden’s ٥٠ ألفاً"
    found = tokens(text)
    assert [token.folded for token in found] == [
        "قالت",
        "الوكاله",
        "في",
        "27",
        "اكتوبر",
        "2023",
        "ان",
        "biden",
        "50",
        "الفا",
    ]
    assert all(text[token.start : token.end] == token.text for token in found)
    assert found[1].text == "الـوكالة"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("16,500", ["16500"]),
        ("1.000", ["1000"]),
        ("٢٠٫٠٠٠", ["20000"]),
        ("1.250.000", ["1250000"]),
        ("1.500", ["1.500"]),
        ("1 000", ["1000"]),
        ("2\u00a0500\u202f000", ["2500000"]),
        ("٢٠ ٠٠٠", ["20000"]),
        ("2016 500", ["2016", "500"]),
        ("12 2016", ["12", "2016"]),
        ("1.5 000", ["1.5", "000"]),
        ("5 100 000,5", ["5", "100", "000.5"]),
        ("0.000", ["0.000"]),
        ("192.168.1.10", ["192", "168", "1", "10"]),
        ("١٦٬٥٠٠", ["16500"]),
        ("16٫5", ["16.5"]),
        ("16,5", ["16.5"]),
        ("2,000,000.50", ["2000000.50"]),
        ("27.10.2023", ["27", "10", "2023"]),
        ("1,2,3", ["1", "2", "3"]),
        ("16:30", ["16", "30"]),
        ("F16", ["f", "16"]),
        ("إف-16", ["اف", "16"]),
        ("كوفيد19", ["كوفيد", "19"]),
        ("m²", ["m", "2"]),
        ("snake_case", ["snake", "case"]),
        ("ﷺ", ["صلي", "الله", "عليه", "وسلم"]),
        ("п'ять", ["пять"]),
        ("d'Ivoire", ["d", "ivoire"]),
        ("99.", ["99"]),
        ("،؛؟!", []),
    ],
)
def test_words_and_numbers(written: str, words: list[str]) -> None:
    assert [token.folded for token in tokens(written)] == words


def test_a_word_without_end_is_cut() -> None:
    assert tokens("ا" * 5000)[0].folded == "ا" * MAX_WORD


@pytest.mark.parametrize("mark", ["\u0301", "\u0301\u0323", "\u064b\u0654", "\u200d", "\u0640", "\u0610\u0301\u0323"])
def test_a_million_marks_take_no_time(mark: str) -> None:
    text = "ا" + mark * (1_000_000 // len(mark)) + "ب"
    before = time.process_time()
    assert fold(text) == "اب"
    assert [token.folded for token in tokens(text)] == ["اب"]
    assert time.process_time() - before < 2


@given(st.text())
def test_folding_is_settled_after_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_has_words_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text and token.folded for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    for token in found:
        assert [again.folded for again in tokens(token.folded)] == [token.folded]
        assert stem(token.text)
