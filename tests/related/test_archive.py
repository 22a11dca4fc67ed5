"""Which stories have what a draft says is asked of the index, and costs no more on a large archive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import SearchGeneration, SearchTerm
from articles.related import archive as stored
from articles.related.archive import Archive
from articles.search import engines, postgres

pytestmark = pytest.mark.django_db


def test_a_stem_spelled_like_a_common_word_is_no_rarer_than_the_word() -> None:
    generation = SearchGeneration.objects.create(stem_version=1, complete=True)
    counted = {"#stories": ("#", 10_000), "الثلاثاء": ("الثلاثاء", 30), "=الثلاثاء": ("ثلاثاء", 9_000)}
    for term, (stem, stories) in counted.items():
        SearchTerm.objects.create(generation=generation, language="ar", term=term, stem=stem, stories=stories)
    known = Archive.of("ar")
    known.learn(["الثلاثاء"])
    with CaptureQueriesContext(connection) as asked:
        assert known.holders(["الثلاثاء"], {"الثلاثاء": 1.0}, 10) == []
    assert not [query for query in asked if " MATCH " in query["sql"] or "tsquery" in query["sql"]]


def test_holders_that_are_not_among_the_newest_documents_are_found_further_back(archive, monkeypatch) -> None:
    monkeypatch.setattr(postgres, "_BLOCKS", (1,))  # of these the index knows nothing: they hold nothing
    monkeypatch.setattr(engines, "ENOUGH", 0.001)
    monkeypatch.setattr(stored, "COMMON", 4)
    known = Archive.of("ar")
    known.learn(["طهران"])
    found = known.vectors(known.holders(["طهران"], {"طهران": 1.0}, 10))
    assert sorted(found) == sorted([archive["visit"].pk, archive["talks"].pk])


def test_the_holders_of_all_telling_stems_are_asked_for_at_once(archive) -> None:
    known = Archive.of("ar")
    stems = ["طهران", "غزه", "نفط", "ترج"]
    known.learn(stems)
    with CaptureQueriesContext(connection) as asked:
        known.holders(stems, dict.fromkeys(stems, 1.0), 10)
    assert len([query for query in asked if " MATCH " in query["sql"] or "tsquery" in query["sql"]]) == 1
