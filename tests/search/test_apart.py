"""Names are found whether they are written together or apart."""

import pytest

from articles.models import Article
from articles.search import index
from articles.search.apart import stems_of, together_or_apart, with_forms
from articles.search.engine import search
from articles.search.query import parse
from articles.text.arabic import stem


def forms(typed: str, stories: dict[str, int]) -> list[set[str]]:
    query = parse(typed)
    found = with_forms(query, together_or_apart(query), stories)
    return [{" ".join(atom.words) for atom in group if not atom.asked} for group in found.groups]


def test_neighbours_are_looked_for_as_one_word_that_stands_for_both() -> None:
    assert forms("الملك عبد الله", {"عبدالله": 9}) == [set(), {"عبدالله"}, {"عبدالله"}]
    assert forms("نيو يورك", {"نيويورك": 9}) == [{"نيويورك"}, {"نيويورك"}]


def test_a_name_is_looked_for_as_two_words_side_by_side() -> None:
    both = {"عبد": 90, "الله": 99, "ابو": 9, "ظبي": 2}
    assert forms("عبدالله", both) == [{"عبد الله"}]
    assert forms("أبوظبي", both) == [{"ابو ظبي"}]


@pytest.mark.parametrize(
    ("typed", "stories"),
    [
        ("مواطن يتهم", {"مواطن": 386, "مواطنون": 30}),
        ("عبدالله", {"عبد": 90}),
        ("ابواب", {"ابو": 9}),
        ("من ان", {"منان": 9}),
        ("«عبد الله»", {"عبدالله": 9}),
        ("نيو أو يورك", {"نيويورك": 9}),
        ("انتخابات", {"انتخ": 1, "ابات": 1}),
    ],
)
def test_nothing_is_looked_for_that_the_archive_does_not_have_as_it_is(typed: str, stories: dict[str, int]) -> None:
    assert not any(forms(typed, stories))


def test_only_arabic_is_divided() -> None:
    assert together_or_apart(parse("new york", "en")) == {}


def test_the_stems_of_all_forms_are_asked_for() -> None:
    assert {stem("عبدالله"), stem("عبد"), stem("الله")} <= stems_of(together_or_apart(parse("عبد الله عبدالله")))


@pytest.mark.django_db
def test_stories_with_either_form_are_found_and_marked(write_story):
    apart = write_story("الملك عبد الله الثاني يزور القاهرة", out="ar")
    one = write_story("الملك عبدالله يصل إلى القاهرة", out="ar")
    other = write_story("عبد من عباد الله", out="ar")
    index.update([apart.pk, one.pk, other.pk])
    results = search(Article.objects.all(), "عبدالله", "ar")
    assert results.ids == [one.pk, apart.pk]
    assert "<mark>عبد</mark> <mark>الله</mark> الثاني" in results.highlight(apart)["headline"]
    results = search(Article.objects.all(), "الملك عبد الله", "ar")
    assert set(results.ids[:2]) == {apart.pk, one.pk}
    assert "<mark>الملك</mark> <mark>عبدالله</mark>" in results.highlight(one)["headline"]
