"""What two stories mention is told in names and things, not in the words in which news is told."""

import pytest

from articles.related.archive import forget_frequencies
from articles.related.draft import Draft
from articles.related.naming import bare_name, names_something
from articles.related.suggest import _named, suggest
from articles.related.terms import Rarities, Stems, stems_of
from articles.related.wording import Wording
from articles.text.arabic import fold


@pytest.mark.parametrize(
    "word",
    ["يقول", "أعربت", "أعرب", "تدعم", "يناقش", "وصف", "حذر", "ويأتي", "ووصفته", "ارتفعت", "رفض", "طالب", "اليوم", "في",
     "حاولا", "حوالي", "خميس", "الثانية", "بالمائة", "لي", "ومواصلة",
     "مارس", "جانفي", "تشرين", "اعتديا", "أطاحت", "نشب", "أمام", "متنها", "كميات",
     "حيث", "عدم", "وجود", "بسبب", "وجميع", "أخرى",
     "مؤكدا", "قوله", "النسبة", "بصدد", "بأن", "مليون", "مما", "عنهم", "ذات",
     "سيمرر", "ستنطلق", "سيكشف", "سنواجه", "يمرر", "يكسر", "يختلس", "يغتصب", "يستنجد", "يناضل", "ادعيا"],
)  # fmt: skip
def test_what_was_done_is_no_name(word: str) -> None:
    assert not names_something(fold(word))


@pytest.mark.parametrize(
    "word",
    ["حماس", "لافروف", "طهران", "تونس", "يونس", "تركيا", "باقري", "غزة", "نتنياهو", "ترامب", "تويتر", "ياسر", "وزارة",
     "تقرير", "تعاون", "انتخاب", "بحث",
     "سيمون", "سيدني", "سيناء", "ستالين", "سيراليون", "سنغافورة", "سيرجيو", "يوسف", "يوفنتوس", "يعقوب", "سوريا",
     "ليبيا", "آسيا", "ماليزيا", "ساطور"],
)  # fmt: skip
def test_a_name_or_a_thing_is_one(word: str) -> None:
    assert names_something(fold(word))


@pytest.mark.parametrize(
    ("word", "bare"),
    [("وطهران", "طهران"), ("وزارة", "وزارة"), ("وفد", "وفد"), ("وليد", "وليد"), ("ورد", "ورد"),
     ("بالإفراج", "الإفراج"), ("للوزير", "الوزير"), ("وبالانتخابات", "الانتخابات"), ("بالتيمور", "بالتيمور"),
     ("لطفلة", "طفلة"), ("والأسرة", "الأسرة"), ("لمواصلة", "مواصلة"), ("بيروت", "بيروت"), ("لبنان", "لبنان"),
     ("كالعراق", "العراق"), ("والتسلّل", "التسلل"), ("عاملا", "عامل"), ("ليبيا", "ليبيا"), ("فرنسا", "فرنسا")],
)  # fmt: skip
def test_what_is_written_before_a_name_is_not_shown(word: str, bare: str) -> None:
    assert bare_name(word) == bare


def test_no_verb_stands_among_what_both_mention(run_story, archive) -> None:
    text = "أعربت موسكو عن قلقها وحذرت، ويقول لافروف في طهران إنه يناقش الملف"
    run_story("لافروف في طهران", f"{text} مع عبد اللهيان")
    named = [
        word
        for found in suggest(Draft("ar", "لافروف في طهران", body=f"<p>{text}</p>"))
        for word in found.reasons["words"]
    ]
    assert "طهران" in named
    assert not {"أعربت", "يقول", "يناقش", "وحذرت"} & set(named)


def test_what_stands_all_over_an_archive_explains_nothing(run_story) -> None:
    for number in range(25):
        run_story(f"خبر {number}", "أوردت إذاعة جوهرة نبأ من ميناء طبرق" if number < 2 else "أوردت إذاعة جوهرة نبأ")
    found = suggest(Draft("ar", "ميناء طبرق", body="<p>تابعت جوهرة ميناء طبرق</p>"))
    assert {word for one in found for word in one.reasons["words"]} == {"ميناء طبرق"}


def test_a_word_that_two_stems_share_is_named_once() -> None:
    wording = Wording("لمسكن قرب مساكن", "ar")
    wording.places = {"مسكن": [0], "مساكن": [0]}
    rarities = Rarities(1000, {"مسكن": 2, "مساكن": 2})
    assert _named(["مسكن", "مساكن"], wording, Stems([], []), rarities) == ["مسكن"]


@pytest.mark.parametrize(
    ("text", "other", "named"),
    [
        ("التقى قايد السبسي وفدا", "قال قايد السبسي أمس", ["قايد السبسي"]),
        ("التقى قايد السبسي وفدا", "قايد ثم السبسي", ["قايد", "السبسي"]),
        ("التقى قايد، السبسي", "قال قايد السبسي أمس", ["قايد", "السبسي"]),
        ("بالباجي قايد السبسي", "الباجي قايد السبسي", ["قايد السبسي", "الباجي"]),
        ("حضر زين العابدين بن علي", "غادر زين العابدين بن علي", ["زين العابدين بن علي"]),
        ("وعن قايد بن", "عن قايد بن", ["قايد"]),
        ("لقاء قايد والسبسي", "قايد والسبسي", ["قايد", "السبسي"]),
        ("أكد السبسي ذلك", "أكد السبسي ذلك", ["السبسي"]),
        ("السبسي مارس", "السبسي مارس", ["السبسي"]),
        ("الباجي فجر", "الباجي فجر", ["الباجي"]),
        ("السبسي صهيوني", "السبسي صهيوني", ["السبسي"]),
        ("للانتخابات قايد السبسي", "الانتخابات قايد السبسي", ["قايد السبسي"]),
        ("الرئاسية الأميركية قايد السبسي", "الرئاسية الأميركية قايد السبسي", ["قايد السبسي"]),
        (
            "رئيس الجمهورية الباجي قايد السبسي",
            "رئيس الجمهورية الباجي قايد السبسي",
            ["رئيس الجمهورية الباجي قايد السبسي"],
        ),
        ("نسائها زين العابدين", "نسائها زين العابدين", ["زين العابدين"]),
    ],
)
def test_a_name_that_both_have_in_full_is_said_in_full(text: str, other: str, named: list[str]) -> None:
    stems = stems_of("قايد السبسي الباجي زين العابدين", "ar")
    rarities = Rarities(1000, dict.fromkeys(stems, 2))
    assert _named(stems, Wording(text, "ar"), Stems([], stems_of(other, "ar")), rarities) == named


def test_a_name_that_newspapers_have_often_is_named_in_an_archive_large_enough_to_tell(run_story, monkeypatch) -> None:
    monkeypatch.setattr("articles.related.suggest.SMALL", 5)
    run_story("ترامب في صفاقس", "وصل ترامب إلى صفاقس")
    draft = Draft("ar", "ترامب يغادر صفاقس", body="<p>غادر ترامب صفاقس</p>")
    assert suggest(draft)[0].reasons["words"] == []
    forget_frequencies()
    for number in range(25):
        run_story(f"خبر {number}", "أوردت إذاعة نبأ")
    assert set(suggest(draft)[0].reasons["words"]) == {"ترامب", "صفاقس"}
