"""Tags: variant spellings are one, and merging loses nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from articles import tag_verbs
from articles.models import Redirect, Tag, TagAlias


@pytest.fixture
def bogdanov(db):
    tag = Tag.objects.create(kind="person", name_ar="ميخائيل بوغدانوف", name_en="Mikhail Bogdanov")
    TagAlias.objects.create(tag=tag, name="بوجدانوف")
    return tag


def test_a_tag_is_found_by_name_alias_and_any_spelling(bogdanov) -> None:
    for name in ("ميخائيل بوغدانوف", "ميخائيل  بوغدانوف", "بوجدانوف", "بُوجدانوف", "بوجــدانوف"):
        assert list(Tag.objects.called(name)) == [bogdanov], name
    assert not Tag.objects.called("بوغدا").exists()
    assert not Tag.objects.called("").exists()


def test_autocomplete_finds_a_part_of_any_spelling(bogdanov) -> None:
    for text in ("بوغدا", "بوجدان", "bogdanov", "BOGD"):
        assert list(Tag.objects.matching(text)) == [bogdanov], text


def test_a_deleted_alias_is_forgotten(bogdanov) -> None:
    bogdanov.aliases.get().delete()
    assert not Tag.objects.matching("بوجدانوف").exists()


def test_a_lookalike_is_warned_of_but_not_refused(bogdanov) -> None:
    twin = Tag.objects.create(kind="person", name_ar="بوجدانوف")
    assert list(twin.lookalikes()) == [bogdanov]
    assert list(bogdanov.lookalikes()) == [twin]


def test_two_tags_of_one_name_get_addresses_of_their_own(db) -> None:
    first, second = (Tag.objects.create(kind=kind, name_ar="الأسد") for kind in ("person", "topic"))
    assert (first.slug, second.slug) == ("الأسد", "الأسد-2")


def test_merging_moves_every_story_and_name_and_leaves_a_redirect(bogdanov, editor, write_story, client) -> None:
    twin = Tag.objects.create(kind="person", name_ar="م. بوغدانوف")
    both, one = write_story("أول", out="ar"), write_story("ثان", out="ar")
    both.tags.set([twin, bogdanov])
    one.tags.set([twin])
    old, new = twin.get_absolute_url(), bogdanov.get_absolute_url()
    tag_verbs.merge_tags(twin, bogdanov, editor)
    assert set(bogdanov.articles.all()) == {both, one}
    assert not Tag.objects.filter(name_ar="م. بوغدانوف").exists()
    assert list(Tag.objects.called("م. بوغدانوف")) == [bogdanov]
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    assert client.get("/en" + old)["Location"] == "/en" + new


def test_merging_twice_leaves_no_chain_of_redirects(bogdanov, editor, client) -> None:
    first, second = (Tag.objects.create(name_ar=name) for name in ("الأول", "الثاني"))
    old = first.get_absolute_url()
    tag_verbs.merge_tags(first, second, editor)
    tag_verbs.merge_tags(second, bogdanov, editor)
    assert client.get(old)["Location"] == bogdanov.get_absolute_url()
    assert Redirect.objects.count() == 2


def test_a_reporter_cannot_merge_tags(bogdanov, reporter) -> None:
    twin = Tag.objects.create(name_ar="بوغدانوف")
    with pytest.raises(PermissionDenied):
        tag_verbs.merge_tags(twin, bogdanov, reporter)
    assert Tag.objects.count() == 2


def test_a_tag_is_not_merged_into_itself(bogdanov, editor) -> None:
    with pytest.raises(ValidationError):
        tag_verbs.merge_tags(bogdanov, bogdanov, editor)
    assert Tag.objects.count() == 1


def test_the_database_knows_the_kinds_of_tags(bogdanov) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.update(kind="animal")
