"""Common words are looked for among the newest documents first, and found wherever they stand."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, SearchGeneration, SearchTerm
from articles.search import candidates, engines, index, postgres
from articles.search.beginnings import words_beginning
from articles.search.engine import search
from articles.search.expression import Lexeme
from articles.search.query import parse
from articles.search.sought import Statistics
from articles.text.arabic import stem

WORD = Lexeme("طهران")
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}


def blocks(last: int, documents: int) -> str:
    return postgres.compiled(postgres.newest(WORD, last, documents)).removeprefix(f"({postgres.compiled(WORD)} & ")


def test_few_documents_are_asked_for_by_small_blocks_and_many_by_large_ones() -> None:
    assert blocks(last=1_000_000, documents=3_000) == "('#11.486' | '#11.487' | '#11.488'))"
    assert blocks(last=1_000_000, documents=30_000) == "('#14.59' | '#14.60' | '#14.61'))"
    assert blocks(last=1_000_000, documents=900_000).count("#17.") == 8


def test_all_documents_are_asked_for_without_blocks() -> None:
    assert postgres.newest(WORD, 1000, 1000) is WORD
    assert postgres.newest(WORD, 50_000_000, 40_000_000) is WORD


@pytest.mark.django_db
def test_what_the_newest_blocks_do_not_hold_is_found_further_back(write_story, monkeypatch):
    monkeypatch.setattr(postgres, "_BLOCKS", (1,))  # of these the index knows nothing: they hold nothing
    monkeypatch.setattr(engines, "ENOUGH", 0.001)
    monkeypatch.setattr(candidates, "_share_if_many", lambda expression, limit, known: 1.0)
    stories = [write_story(f"طهران {number}", out="ar").pk for number in range(6)]
    index.update(stories)
    assert sorted(search(Article.objects.all(), "طهران", "ar").ids) == stories


@pytest.mark.django_db
def test_a_phrase_of_common_words_is_looked_for_in_the_newest_documents_alone(write_story, monkeypatch):
    monkeypatch.setattr(candidates, "READ_FOR_PHRASES", 2)
    stories = [write_story(f"مجلس الأمن {number or 'طهران'}", out="ar").pk for number in range(6)]
    index.update(stories)
    assert sorted(search(Article.objects.all(), "«مجلس الأمن»", "ar").ids) == stories[-3:]
    assert stories[0] in search(Article.objects.all(), "«مجلس الأمن» طهران", "ar").ids, "few have the rare word besides"
    monkeypatch.setattr(candidates, "READ_FOR_PHRASES", 6)
    assert sorted(search(Article.objects.all(), "«مجلس الأمن»", "ar").ids) == stories


@pytest.mark.django_db
def test_drafts_among_the_newest_leave_the_others_in_their_places(write_story, monkeypatch):
    monkeypatch.setattr(candidates, "MOST", 6)
    public = [write_story(f"طهران {number}", out="ar").pk for number in range(8)]
    index.update([*public, *(write_story("طهران مسودة").pk for _ in range(9))])
    assert sorted(search(Article.objects.all(), "طهران", "ar").ids) == public[-6:]


@pytest.mark.django_db
def test_words_that_begin_so_are_found_by_one_index_whose_order_is_that_of_letters():
    generation = SearchGeneration.objects.create(stem_version=1, complete=True)
    words = ["وزير", "وزيران", "وزارة", *(f"كلمة{number}" for number in range(900))]
    SearchTerm.objects.bulk_create(
        SearchTerm(generation=generation, language="ar", term=f"={word}", stem=word, stories=1) for word in words
    )
    with CaptureQueriesContext(connection) as asked:
        assert set(words_beginning(["وزي"], "ar", 9)) == {"وزير", "وزيران"}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(f"{EXPLAIN[connection.vendor]} {asked[-1]['sql']}")
        plan = " ".join(str(column) for row in cursor.fetchall() for column in row)
    assert re.search(r"term(\)::text)? ?>", plan), plan


def test_what_few_stories_have_is_asked_of_all_documents_at_once_however_high_their_numbers() -> None:
    few, many = (Statistics(stories, 50, {}, {stem("مرفأ"): stories}, newest=30_000) for stories in (60, 20_000))
    assert [[one.share for one in candidates._tiers(parse("مرفأ"), known)] for known in (few, many)] == [[0.0], [1.0]]
