import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.slugs import MAX_LENGTH, slugify


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("روسيا وإيران: اتفاقية «شاملة»", "روسيا-وإيران-اتفاقية-شاملة"),
        ("كُتِبَ الدَّرْسُ", "كتب-الدرس"),
        ("مـــوسكو", "موسكو"),
        ("في ٢٧ أكتوبر ۲۰۲۳", "في-27-أكتوبر-2023"),
        ("أ ف ب – كييف / موسكو", "أ-ف-ب-كييف-موسكو"),
        ("100% من «الحصار القمعي”. غزة.”»", "100-من-الحصار-القمعي-غزة"),
        ("قال\u200f: لا\u202e شيء\u2069", "قال-لا-شيء"),
        ("می‌خواهم گفت‌وگو", "می-خواهم-گفت-وگو"),
        ("خانه‌‌ها‌ «ی‍‌ک»", "خانه-ها-ی-ک"),
        ("پاکستان ٹرین", "پاکستان-ٹرین"),
        ("Ukraine's F-16s, 2024", "ukraines-f-16s-2024"),
        ("П’ятниця: Зеленський", "пятниця-зеленський"),
        ("Їжак і ґанок", "їжак-і-ґанок"),
        ("Cafe\u0301 ZU\u0308RICH", "café-zürich"),
        ("مؤ\u0653تمر ا\u0654مس", "مؤتمر-أمس"),
        ("ﻻ ﷲ", "لا-الله"),
        ("snake_case__words", "snake-case-words"),
        ("  --سطر\nجديد\t--  ", "سطر-جديد"),
        ("<b>خبر</b>", "b-خبر-b"),
    ],
)
def test_a_headline_becomes_a_slug(headline, slug):
    assert slugify(headline) == slug


@pytest.mark.parametrize("nothing", ["", "   ", "«»…!؟", "ـــ", "\u064b\u064c", "\u200f\u202e", "___", "🙂"])
def test_a_headline_without_letters_or_digits_gives_no_slug(nothing):
    assert slugify(nothing) == ""


def test_a_long_headline_is_cut_at_the_end_of_a_word():
    slug = slugify("موسكو " * 20)
    assert slug == "-".join(["موسكو"] * 13)
    assert len(slug) == 77


def test_a_word_that_ends_at_the_limit_stays_whole():
    assert slugify("ا" * 40 + " " + "ب" * 39 + " ت") == "ا" * 40 + "-" + "ب" * 39


def test_a_single_word_past_the_limit_is_cut_within():
    assert slugify("ا" * 100) == "ا" * MAX_LENGTH


def test_a_headline_of_a_million_marks_is_no_burden():
    assert slugify("ا" + "\u064b\u0651" * 500_000) == "ا"


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("أبتة ىیک‌ـًَّA-z'’٠۱2»،", max_size=300))
def test_a_slug_is_short_made_of_words_and_its_own_slug(text):
    slug = slugify(text)
    assert len(slug) <= MAX_LENGTH
    assert re.fullmatch(r"(?:[^\W_]+(?:-[^\W_]+)*)?", slug)
    assert slugify(slug) == slug
