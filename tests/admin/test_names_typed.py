"""Wherever a name is typed, any spelling of it finds it."""

from typing import Any

import pytest

from articles.models import Author, Image, Section, Source, Tag, TagAlias

pytestmark = pytest.mark.django_db
NAME = "أحمد مصطفى فاطمة 7"
SPELLINGS = ["احمد", "فاطمه مصطفي", "أَحـمَد ٧", "مصطفی ۷"]
AUTOCOMPLETE = "/admin/autocomplete/?app_label=articles&model_name={}&field_name={}&term={}"


def by_autocomplete(client: Any, model: str, field: str, typed: str) -> list[str]:
    found = client.get(AUTOCOMPLETE.format(model, field, typed)).json()["results"]
    return [one["text"] for one in found]


def by_lookup(client: Any, model: str, typed: str) -> list[str]:
    found = client.get(f"/admin/articles/{model}/lookup/", {"q": typed}).json()["results"]
    return [one["label"] for one in found]


def by_list(client: Any, model: str, typed: str) -> list[str]:
    return [str(one) for one in client.get(f"/admin/articles/{model}/", {"q": typed}).context["cl"].result_list]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_any_spelling_finds_the_name(typed: str, chief: Any, client_of: Any, write_story: Any) -> None:
    tags = [Tag.objects.create(name_ar=NAME), Tag.objects.create(name_ar="وسم")]
    TagAlias.objects.create(tag=tags[1], name=NAME)
    Author.objects.create(name_ar=NAME)
    Source.objects.create(name_ar=NAME)
    Section.objects.create(name_ar=NAME)
    Image.objects.create(file="x.png", content_hash="x", width=1, height=1, alt_ar=NAME)
    write_story(NAME)
    chief.first_name = NAME
    chief.save()
    client = client_of(chief)
    assert set(by_autocomplete(client, "article", "tags", typed)) == {NAME, "وسم"}
    assert by_autocomplete(client, "article", "sources", typed) == [NAME]
    assert by_autocomplete(client, "byline", "author", typed) == [NAME]
    assert len(by_autocomplete(client, "author", "user", typed)) == 1
    for model in ("article", "image"):
        assert by_lookup(client, model, typed) == [NAME], model
    for model in ("section", "author", "source", "article", "image"):
        assert by_list(client, model, typed) == [NAME], model


def test_who_is_called_just_that_stands_first_whatever_is_used_most(
    chief: Any, client_of: Any, write_story: Any
) -> None:
    war, east, _ukraine = (
        Tag.objects.create(name_ar=name) for name in ("الحرب في أوكرانيا", "أوكرانيا الشرقية", "أوكرانيا")
    )
    write_story().tags.add(war, east)
    write_story().tags.add(war)
    client = client_of(chief)
    names = ["أوكرانيا", "أوكرانيا الشرقية", "الحرب في أوكرانيا"]
    assert by_autocomplete(client, "article", "tags", "اوكرانيا") == names
    assert by_list(client, "tag", "اوكرانيا") == names
    for name in ("تصوير رويترز", "رويترز"):
        Author.objects.create(name_ar=name)
    assert by_autocomplete(client, "byline", "author", "رويترز") == ["رويترز", "تصوير رويترز"]


def test_a_slip_finds_the_name_where_nothing_else_answers(chief: Any, client_of: Any, write_story: Any) -> None:
    client = client_of(chief)
    Tag.objects.create(name_ar="صفاقس")
    Tag.objects.create(name_ar="دونالد ترامب", kind="person")
    assert by_autocomplete(client, "article", "tags", "صفاقص") == ["صفاقس"]
    assert by_autocomplete(client, "article", "tags", "ترمب") == ["دونالد ترامب"]
    assert by_list(client, "tag", "صفاقص") == ["صفاقس"]
    Tag.objects.create(name_ar="صفاقص")
    assert by_autocomplete(client, "article", "tags", "صفاقص") == ["صفاقص"]


@pytest.mark.parametrize("typed", ["hgkv[s", "hgkv[", "ىثص غخقن"])
def test_a_name_typed_on_another_layout_is_found(typed: str, chief: Any, client_of: Any) -> None:
    for name in ("النرجس", "New York"):
        Tag.objects.create(name_ar=name)
        Author.objects.create(name_ar=name)
        Source.objects.create(name_ar=name)
    client, name = client_of(chief), "النرجس" if typed.isascii() else "New York"
    assert by_autocomplete(client, "article", "tags", typed) == [name]
    assert by_autocomplete(client, "article", "sources", typed) == [name]
    assert by_autocomplete(client, "byline", "author", typed) == [name]
    assert by_list(client, "tag", typed) == [name]


def test_a_slip_on_another_layout_is_found_too(chief: Any, client_of: Any) -> None:
    Tag.objects.create(name_ar="صفاقس")
    assert by_autocomplete(client_of(chief), "article", "tags", "wthrw") == ["صفاقس"]


@pytest.mark.parametrize("typed", ["عبدالفتاح", "عبد الفتاح", "الفتاح", "عبدالفتاح السيسي"])
def test_a_name_with_abd_is_found_written_as_one_word_and_as_two(typed: str, chief: Any, client_of: Any) -> None:
    names = {"عبد الفتاح السيسي", "عبدالفتاح السيسى"}
    for name in names:
        Tag.objects.create(name_ar=name)
    Tag.objects.create(name_ar="عبد الله الثاني")
    assert set(by_autocomplete(client_of(chief), "article", "tags", typed)) == names
