"""The commands that build, mend and measure the index."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, SearchDocument, SearchGeneration
from articles.search import index
from articles.search.evaluation import Question, agreement, measure, read

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_reindex_finds_what_was_never_indexed(write_story):
    write_story("لافروف في طهران", out="ar")
    assert index.drift().missing == 1
    assert "1" in run("reindex")
    assert not index.drift()


def test_reindex_stale_mends_only_what_has_changed(write_story):
    write_story("لافروف في طهران", out="ar")
    run("reindex")
    write_story("خبر جديد", out="ar")
    assert "1" in run("reindex", "--stale")
    assert "0" in run("reindex", "--stale")


def test_an_index_made_by_older_rules_is_built_anew_even_by_stale(write_story):
    write_story("لافروف في طهران", out="ar")
    run("reindex")
    SearchGeneration.objects.update(stem_version=1)
    assert index.drift()
    assert "1" in run("reindex", "--stale")
    assert not index.drift()


def test_evaluation_measures_and_keeps_nothing(tmp_path):
    rows = [
        {"id": "a", "headline": "نتائج الانتخابات", "body": "فاز الحزب في الانتخابات"},
        {"id": "b", "headline": "كرة القدم", "body": "فاز الفريق بالمباراة\nوخسر الآخر", "published_at": "2023-10-27"},
        {"query": "انتخابات الحزب", "relevant": ["a"]},
        {"query": "فريق المباراة", "relevant": ["b"]},
    ]
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    printed = run("evaluate_search", str(file)).splitlines()
    assert printed[2].split()[:4] == ["newsroom", "1.000", "1.000", "1.000"]
    assert len(printed) == 6
    assert not Article.objects.exists()
    assert not SearchDocument.objects.exists()
    assert not SearchGeneration.objects.exists()


def test_a_wrong_file_says_where(tmp_path):
    file = tmp_path / "set.jsonl"
    file.write_text('{"id": "a"}\n{"query": ', encoding="utf-8")
    with pytest.raises(CommandError, match="2"):
        run("evaluate_search", str(file))
    with pytest.raises(CommandError, match="none"):
        run("evaluate_search", str(tmp_path / "none.jsonl"))


def test_the_measures_are_what_they_say():
    answers = {"x": ["1", "2", "3"], "y": ["9", "4"], "z": []}
    asked = [Question("x", frozenset("1")), Question("y", frozenset("4")), Question("z", frozenset("5"))]
    measured = measure("test", answers.__getitem__, asked)
    assert measured.first == pytest.approx(1 / 3)
    assert measured.reciprocal == pytest.approx(0.5)
    assert measured.in_ten == pytest.approx(2 / 3)


def test_lines_of_other_kinds_are_passed_over():
    stories, questions = read(['{"id": 1}', "", '{"like": "1", "relevant": []}', '{"query": "س", "relevant": [1]}'])
    assert stories == [{"id": "1"}]
    assert questions == [Question("س", frozenset("1"))]


def test_two_engines_agree_as_far_as_their_first_ten_do():
    some, others = {"x": ["1", "2"], "y": [], "z": ["3"]}, {"x": ["1", "9"], "y": [], "z": ["4"], "w": ["5"]}
    assert agreement(some, others) == (pytest.approx((0.5 + 1 + 0) / 3), pytest.approx(2 / 3))
