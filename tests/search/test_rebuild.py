"""Building the index anew, on the database in use."""

import pytest
from django.db import connection

from articles.models import Article, SearchDocument
from articles.search import index, rebuild
from articles.search.engine import search

pytestmark = pytest.mark.django_db


def documents():
    rows = SearchDocument.objects.current().order_by("article", "language")
    return list(rows.values_list("article", "language", "words", "stems", "length"))


def test_other_processes_make_the_same_index(write_story, monkeypatch):
    monkeypatch.setattr(rebuild, "FEW", 1)
    monkeypatch.setattr(rebuild, "BATCH", 2)
    for number in range(5):
        write_story(f"لافروف {number}", out="ar en", headline_en=f"Lavrov {number}")
    list(rebuild.rebuild())
    alone = documents()
    list(rebuild.rebuild(processes=2))
    assert len(alone) == 10
    assert documents() == alone
    assert not index.drift()


def test_what_is_saved_while_the_index_is_built_stays(write_story, monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 1)
    first, second = write_story("لافروف", out="ar"), write_story("بوتين", out="ar")
    store = rebuild._store

    def saved_in_between(*args):
        Article.objects.filter(pk=second.pk).update(headline_ar="أردوغان")
        index.update([second.pk])
        store(*args)

    monkeypatch.setattr(rebuild, "_store", saved_in_between)
    list(rebuild.rebuild())
    assert search(Article.objects.all(), "أردوغان", "ar").ids == [second.pk]
    assert search(Article.objects.all(), "لافروف", "ar").ids == [first.pk]


def test_what_is_deleted_while_the_index_is_built_is_left_out(write_story, monkeypatch):
    first, second = write_story("لافروف", out="ar"), write_story("بوتين", out="ar")
    store = rebuild._store

    def deleted_in_between(*args):
        Article.objects.filter(pk=second.pk).delete()
        store(*args)

    monkeypatch.setattr(rebuild, "_store", deleted_in_between)
    list(rebuild.rebuild())
    assert [row[0] for row in documents()] == [first.pk]


def test_the_dropped_index_leaves_nothing_in_the_engine(write_story):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own housekeeping does this")
    for number in range(20):
        write_story(f"لافروف {number}", out="ar")
    for _ in range(3):
        list(rebuild.rebuild())
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.entries USING fts5vocab('main', 'articles_search_fts', 'instance')")
        cursor.execute("SELECT count(DISTINCT doc) FROM temp.entries")
        assert cursor.fetchone() == (20,)
        cursor.execute("DROP TABLE temp.entries")
