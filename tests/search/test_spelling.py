"""Better spellings, from a vocabulary that is a plain dictionary."""

import time

import pytest

from articles.search.layouts import retyped
from articles.search.slips import forms
from articles.search.spelling import correction
from articles.text.arabic import stem, tokens

ARCHIVE = {
    "ar": "لافروف بوغدانوف نتنياهو إسرائيل أوكرانيا إيران طهران مجلس الأمن القومي حماس الانتخابات علي على putin",
    "en": "Lavrov Putin Israel Hamas Ukraine election results ceasefire",
    "uk": "Лавров Путін Ізраїль вибори",
    "fa": "ایران کتاب روسیه پوتین",
}


def vocabulary(language, more=()):
    counts = dict(more)
    for token in tokens(ARCHIVE[language]):
        for term in (f"={token.folded}", stem(token.folded, language)):
            counts.setdefault(term, 5)
    return lambda terms: {term: counts[term] for term in terms if term in counts}


def meant(text, language="ar", **more):
    better = correction(text, language, vocabulary(language, **more))
    return better.written() if better else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("بوجدانوف", "بوغدانوف"),
        ("بوقدانوف", "بوغدانوف"),
        ("لافرف", "لافروف"),
        ("نتيناهو", "نتنياهو"),
        ("اسرائل", "اسراءيل"),
        ("طهرن", "طهران"),
        ("مجلسالامن", "مجلس الامن"),
        ("اوكر انيا", "اوكرانيا"),
        ("الامن القوميي", "الامن القومي"),
        ("«مجلس الامنن» -حماس", "«مجلس الامن» -حماس"),
        ("gHtv,t", "لافروف"),
        ("lavrov", "لافروف"),
        ("tehran", "طهران"),
        ("iran hamas", "ايران حماس"),
        ("ala", None),
        ("lrjv nhk", None),
        ("ghtv,t", "لافروف"),
        ("حعفهى", "putin"),
        ("ghtv,tt", "لافروف"),
        ("l[gs hgHlkk", "مجلس الامن"),
        ("khkdki,", None),
        ("kjkdhi,", "نتنياهو"),
        ("الانتخااااابات", "الانتخابات"),
        ("إيراااان", "ايران"),
        ("7amas", "حماس"),
        ("3ala 7amas", "3ala حماس"),
        ("F16 hamas", "F16 حماس"),
        ("covid19", None),
        ("iphone7", None),
    ],
)
def test_what_an_arabic_reader_meant(typed, expected):
    assert meant(typed) == expected


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("Isreal hamas", "en", "israel hamas"),
        ("cease-fire", "en", "ceasefire"),
        ("hamas -fire", "en", None),
        ("Lavrof", "en", "lavrov"),
        ("elektion", "en", "election"),
        ("حعفهى", "en", "putin"),
        ("Лавровв", "uk", "лавров"),
        ("ізраіль", "uk", "ізраїль"),
        (",j,", "uk", None),
        ("Kfdhjd", "uk", "лавров"),
        ("Kfdhjdd", "uk", "лавров"),
        ("v,sdi", "fa", "روسيه"),
    ],
)
def test_what_other_readers_meant(typed, language, expected):
    better = meant(typed, language)
    assert (better and better.lower()) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "لافروف",
        "بلافروف",
        "في",
        "على",
        "123",
        "",
        "«»",
        "\0",
        "-زخرفه",
        "كاتب:",
        "اوكرن*",
        "؟؟",
        "كلمهغريبهجدا",
        "https://putim.example/putim",
        "putim@example.org",
    ],
)
def test_what_is_known_or_like_nothing_is_left_alone(typed):
    assert meant(typed) is None


def test_a_slip_that_was_printed_once_is_corrected_when_the_right_word_is_much_commoner():
    printed = {"=لافروق": 1, stem("لافروق"): 1}
    assert meant("لافروق", more=printed) is None
    assert meant("لافروق", more={**printed, "=لافروف": 500}) == "لافروف"


def test_what_has_figures_inside_was_typed_on_no_other_layout():
    assert meant("k2hdvhk", more={"=ن": 1, "=2": 1}) is None


def test_no_word_that_is_not_looked_for_is_meant():
    assert meant("كيفف", more={"=كيف": 90, "=كييف": 9}) == "كييف"


def test_a_hamza_that_is_not_spoken_at_the_end_is_put_back():
    assert meant("اطبا", more={"=اطباء": 40, "=طابا": 1}) == "اطباء"


def test_of_two_words_as_near_the_commoner_is_meant():
    assert meant("نفطص", more={"=نفطس": 3, "=نفطي": 3000}) == "نفطي"


@pytest.mark.parametrize(
    ("typed", "more"),
    [
        ("مكرون", {"=l": 1, "=v": 2, "=k": 3}),
        ("UNRWA", {"=ا": 30}),
        ("درعا", {"=درعا": 1, "=دعا": 100}),
        ("ملاك", {"=ملاك": 1, "=ملك": 100}),
        ("قداش", {"=قداس": 30}),
        ("كوفيد", {"=كوفير": 2}),
        ("يتوكل", {"=يتوجب": 9}),
        ("البانيا", {"=البانيا": 1, "=المانيا": 100}),
        ("الزبيدي", {"=العبيدي": 40}),
        ("ربيدي", {"=عبيدي": 40}),
    ],
)
def test_a_right_word_is_left_alone(typed, more):
    assert meant(typed, more=more) is None


def test_a_word_that_is_known_as_right_is_left_alone():
    counts = {"=ميليون": 1, "=مليون": 900}
    assert meant("ميليون", more=counts) == "مليون"
    assert correction("ميليون", "ar", vocabulary("ar", counts), {"ميليون"}) is None


def test_a_letter_left_out_is_likelier_than_a_space_between_rare_words():
    counts = {"=نت": 30, "=ياهو": 3, "=نتنياهو": 12, "#stories": 5000}
    assert meant("نتياهو", more=counts) == "نتنياهو"


def test_the_keys_of_the_other_layout_are_told_though_a_single_letter_is_known():
    assert meant("ghtv,t", more={"=t": 1}) == "لافروف"


def test_a_common_word_a_letter_away_is_meant_rather_than_a_rare_one_that_sounds_alike():
    assert meant("الحكوه", more={"=الحكه": 1, "=الحكومه": 650}) == "الحكومه"


def test_the_spelling_of_the_archive_is_written():
    better = correction("اسرائل وايران", "ar", vocabulary("ar"))
    assert better.words == ["اسراءيل"]
    assert better.written({"اسراءيل": "إسرائيل"}) == "إسرائيل وايران"


def test_short_words_have_only_few_neighbours():
    assert forms("في") == {}
    assert len(forms("حرب")) < 60
    assert forms("x" * 64) == {}


def test_the_keys_of_the_other_layout():
    assert retyped("hghljphkhj", "ar") == ["الامتحانات"]
    assert retyped("b", "ar") == ["لا"]
    assert "putin" in retyped("حعفهى", "en")
    assert retyped("putin", "en") == []


@pytest.mark.parametrize("text", ["ab" * 5000, "ا" * 10_000, "لافرو " * 2000, "\u064b" * 10_000, "'\"" * 500, "\ud800"])
def test_no_text_takes_long(text):
    start = time.perf_counter()
    meant(text)
    assert time.perf_counter() - start < 1
