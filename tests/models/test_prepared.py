"""A query that is written once asks the same as one that is written anew."""

from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone

from articles.models import Article, Tag
from articles.models.prepared import NOW, Given, is_one_of, prepared, tuples
from articles.models.shelf import Shelf
from articles.models.teaser import PK, rows_of, sign, teasers

pytestmark = pytest.mark.django_db


@prepared
def out_in(language):
    return Article.objects.published(language, NOW).newest_first(language).select_related("section")


@prepared
def named(count):
    return tuples(Tag.objects.filter(is_one_of("pk", "ids", count)).order_by("pk"), "slug", "name_en")


def test_it_is_asked_with_the_moment_of_the_asking(write_story):
    story = write_story(out="ar", expires_at=timezone.now() + timedelta(hours=1))
    assert out_in("ar")(now=timezone.now()) == [story]
    assert out_in("ar")(now=timezone.now() + timedelta(hours=2)) == []
    assert out_in("en")(now=timezone.now()) == []


def test_its_records_are_whole_with_those_selected_along(write_story, django_assert_num_queries):
    story = write_story(out="ar en")
    found = out_in("en")(now=timezone.now())[0]
    with django_assert_num_queries(0):
        assert (found.headline_ar, found.section.name_en) == (story.headline_ar, "Politics")


def test_columns_stand_in_the_order_in_which_they_are_named():
    one, _other, two = (Tag.objects.create(name_ar=f"وسم {slug}", name_en=slug.upper(), slug=slug) for slug in "abc")
    assert named(2)(ids=[one.pk, two.pk]) == [("a", "A"), ("c", "C")]


def test_a_value_that_was_not_given_is_an_error(write_story):
    with pytest.raises(KeyError):
        out_in("ar")()


def test_gaps_of_one_name_and_type_are_alike():
    assert Given("at", models.DateTimeField()) != Given("now", models.DateTimeField())


@pytest.mark.parametrize("field", ["expires_at", "embargo_until", "deleted_at", "status", "published_at_ar"])
def test_a_shelf_holds_what_is_public_alone(write_story, field):
    later, before = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(minutes=5)
    hidden = {"expires_at": before, "embargo_until": later, "deleted_at": before, "status": "withdrawn",
              "published_at_ar": later}  # fmt: skip
    tag = Tag.objects.create(name_ar="وسم", slug="tag")
    shown, other = write_story("ظاهر", out="ar"), write_story("مخفي", out="ar", **{field: hidden[field]})
    for story in (shown, other):
        story.tags.add(tag)
    for shelf in (Shelf(), Shelf((shown.section_id,)), Shelf(owner="tag", key=tag.pk)):
        assert [row[PK] for row in shelf.rows("ar", 5, "before")] == [shown.pk]
        assert shelf.languages() == ["ar"]


def test_a_teaser_says_what_its_story_says(write_story, section):
    story = write_story("عنوان", out="ar", kicker_ar="تمهيد", standfirst_ar="مقدمة")
    found = teasers(rows_of("ar", [story.pk]), "ar", {section.pk: section})[0]
    sign([found])
    assert found == story and len({found, story}) == 1
    for name in ("pk", "headline", "kicker", "standfirst", "slug", "published_at", "section"):
        assert getattr(found, name) == getattr(story, name), name
    assert found.get_absolute_url() == story.get_absolute_url()
    assert (found.lead_image, found.signed_by) == (None, [])
