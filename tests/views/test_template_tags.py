"""Names, numbers and lists in words."""

from datetime import date

import pytest
from django.utils import timezone, translation

from articles.models import Article, Image, Section, Tag
from articles.templatetags import newsroom as tags
from articles.templatetags import times
from articles.templatetags.cards import card


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", "<b> وب"), ("en", "<b> and ب"), ("uk", "<b> і ب"), ("fa", "<b> و ب")]
)
def test_two_names_are_joined_as_the_language_joins_them(language, expected):
    with translation.override(language):
        assert tags.joined(["<b>", "ب"]) == expected.replace("<b>", "&lt;b&gt;")
        assert tags.joined([]) == ""


@pytest.mark.parametrize(("ends", "is_shown"), [(None, True), (date(2001, 1, 1), False)])
def test_a_card_shows_its_picture_while_the_rights_to_it_last(ends, is_shown):
    picture = Image(pk=1, file="x.jpg", width=1600, height=900, rights_expire_on=ends)
    story = Article(pk=1, headline_ar="عنوان", published_at_ar=timezone.now(), lead_image=picture)
    story.signed_by = []
    assert ('class="card-picture"' in card(story, "h2", picture=True)) is is_shown


def test_numbers_stand_apart_in_the_digits_of_the_house(settings):
    settings.ARABIC_DIGITS = "arab"
    assert tags.num(1234) == "<bdi>١٬٢٣٤</bdi>"
    assert tags.num(2026, False) == "<bdi>٢٠٢٦</bdi>"
    with translation.override("fa"):
        assert tags.num(5) == "<bdi>۵</bdi>"


def test_a_name_that_falls_back_says_in_which_language_it_is():
    tag = Tag(name_ar="كييف & ما حولها")
    assert tags.name(tag) == "<bdi>كييف &amp; ما حولها</bdi>"
    with translation.override("en"):
        assert tags.name(tag) == '<bdi lang="ar" dir="rtl">كييف &amp; ما حولها</bdi>'
        assert tags.lang_attrs(tag) == ' lang="ar" dir="rtl"'
        assert tags.lang_attrs(tag, "description") == ""


def test_months_stand_alone_in_each_language(settings):
    settings.MONTH_NAMES = "levantine"
    assert times.month_name(date(2023, 10, 1)) == "تشرين الأول"
    with translation.override("uk"):
        assert times.month_name(date(2023, 10, 1)) == "жовтень"
        assert times.period_name("month", date(2023, 10, 1)) == "жовтень 2023"


def test_a_subsection_wears_the_colour_of_its_section():
    assert tags.accent(Section(pk=9, parent_id=2)) == tags.accent(Section(pk=2)) == "accent-3"
    assert tags.accent(None) == "accent-0"


def test_an_arabic_credit_is_marked_on_the_pages_of_other_letters() -> None:
    with translation.override("en"):
        assert tags.in_its_letters("رسم: غرفة الأخبار") == ' lang="ar" dir="rtl"'
        assert tags.in_its_letters("Reuters") == ""
    with translation.override("fa"):
        assert tags.in_its_letters("رسم: غرفة الأخبار") == ""
