"""The past of a verb from the shape of its present, and nouns that have no such shape."""

import pytest

from articles.text.arabic import fold, stem
from articles.text.verbs import past, verb_or_noun


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("يستعرض", "استعرض"),
        ("تستعرض", "استعرض"),
        ("يستجيب", "استجاب"),
        ("يندلع", "اندلع"),
        ("ينهار", "انهار"),
        ("يعتقل", "اعتقل"),
        ("تعتاد", "اعتاد"),
        ("يصطدم", "اصطدم"),
        ("يزدهر", "ازدهر"),
        ("يتحدث", "تحدث"),
        ("تتغير", "تغير"),
        ("يتعاون", "تعاون"),
        ("يناقش", "ناقش"),
        ("يواجه", "واجه"),
        ("تحاول", "حاول"),
    ],
)
def test_a_present_tells_its_past(present, expected):
    assert past(fold(present)) == fold(expected)


@pytest.mark.parametrize(
    "word",
    [
        *("ترتيب", "تفتيش", "تنظيم", "تنسيق", "تتويج", "تصويت", "تواصل", "توافق", "تكامل", "تضامن"),
        *("يناير", "نتنياهو", "نتائج", "نافذة", "نقابة", "نبتات", "يكتب", "تجارب", "تونس", "يونيو"),
    ],
)
def test_nouns_and_short_verbs_tell_none(word):
    assert past(fold(word)) is None


@pytest.mark.parametrize(
    "forms",
    [
        "استعرض يستعرض تستعرض سيستعرض وتستعرض استعرضت استعرضوا يستعرضون استعرضها",
        "اندلع يندلع تندلع اندلعت وستندلع",
        "اعتقل يعتقل اعتقلت اعتقلتهم يعتقلون سيعتقل",
        "تحدث يتحدث تتحدث تحدثت يتحدثون وتحدثت",
        "ساند يساند ساندت سيساند",
        "تزوج يتزوج تزوجت تتزوج",
    ],
)
def test_all_forms_of_a_verb_share_a_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("انتهك", "انتهاك"),
        ("انحاز", "انحياز"),
        ("انفجر", "انفجار"),
        ("احتاج", "احتياج"),
        ("استخرج", "استخراج"),
        ("استقال", "استقالة"),
        ("اتضح", "اتضاح"),
        ("ازدحم", "ازدحام"),
        ("اصطحب", "اصطحاب"),
        ("اضطلع", "اضطلاع"),
    ],
)
def test_a_verb_of_a_regular_pattern_tells_its_noun_and_the_noun_its_verb(verb, noun):
    assert verb_or_noun(fold(verb)) == fold(noun)
    assert verb_or_noun(fold(noun)) == fold(verb)


@pytest.mark.parametrize("word", ["استعد", "استمر", "كتاب", "امتحانات", "انا", "استاذ", "اتفاقية", "", "انتخابي"])
def test_what_may_be_of_two_patterns_or_of_none_tells_nothing(word):
    assert verb_or_noun(fold(word)) is None
