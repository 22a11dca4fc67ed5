"""A drifted index is reported by the database checks."""

import pytest

from articles.checks import search_index_is_whole
from articles.models import SearchGeneration
from articles.search import index

pytestmark = pytest.mark.django_db


def test_a_whole_index_is_silent_and_a_drifted_one_is_not(write_story):
    assert search_index_is_whole(databases=["default"]) == []
    write_story("لم يفهرس", out="ar")
    warnings = search_index_is_whole(databases=["default"])
    assert [warning.id for warning in warnings] == ["articles.W102"]
    assert search_index_is_whole(databases=None) == []
    index.refresh_stale()
    assert search_index_is_whole(databases=["default"]) == []


def test_an_index_of_an_earlier_release_is_told_for_what_it_is(write_story):
    index.update([write_story("خبر", out="ar").pk])
    SearchGeneration.objects.update(stem_version=1)
    assert [warning.id for warning in search_index_is_whole(databases=["default"])] == ["articles.W105"]
