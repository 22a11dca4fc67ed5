"""The commands work on what a newsroom has, and say what is wrong with a file."""

import json
import re
from io import StringIO
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Fingerprint, RelatedSuggestion, SearchGeneration, Tag
from articles.related import desk
from articles.related.draft import Draft

STORIES = [
    {"id": "a", "headline": "لافروف في طهران", "body": "وصل لافروف إلى طهران للقاء عبد اللهيان", "tags": ["طهران"]},
    {"id": "b", "headline": "لافروف يغادر طهران", "body": "غادر لافروف طهران بعد لقاء عبد اللهيان", "tags": ["طهران"]},
    {"id": "c", "headline": "أسعار النفط", "body": "ارتفعت أسعار النفط في الأسواق", "published_at": "21/03/2025"},
]


@pytest.fixture
def measured(tmp_path):
    def run(name: str, rows: list, **options) -> str:
        file = tmp_path / "stories.jsonl"
        file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        out = StringIO()
        call_command(name, str(file), stdout=out, **options)
        return out.getvalue()

    return run


def line_of(table: str, name: str) -> list[str]:
    return next(line for line in table.splitlines() if line.startswith(name))[26:].split()


def test_related_stories_are_measured_and_nothing_is_kept(measured, db) -> None:
    told = measured("evaluate_related", [*STORIES, {"like": "a", "relevant": ["b"]}])
    assert line_of(told, "newsroom, texts alone")[1:3] == ["1.000", "1.000"]
    for other in ("TF-IDF cosine, stems", "TF-IDF cosine, folded", "more like this, folded", connection.vendor):
        assert line_of(told, other)[1] == "1.000"
    assert not Article.objects.exists()
    assert not SearchGeneration.objects.exists()


def test_tags_are_measured_and_nothing_is_kept(measured, db) -> None:
    told = measured("evaluate_tags", STORIES)
    assert line_of(told, "newsroom, text alone")[1] == "1.000"
    assert line_of(told, "exact string")[1] == "1.000"
    assert not Tag.objects.exists()
    told = measured("evaluate_tags", [*STORIES, {"like": "c", "relevant": ["النفط"]}])
    assert line_of(told, "newsroom, text alone")[1] == "1.000"


def test_copies_are_measured_and_nothing_is_kept(measured, db) -> None:
    long = {"id": "d", "headline": "طويل", "body": " ".join(f"كلمة{'بتثجحخ'[n % 6]}{n}" for n in range(90))}
    rows = [*STORIES, long, {"like": "a", "relevant": ["a"], "different": ["c"]}]
    told = measured("evaluate_duplicates", rows)
    assert line_of(told, "cut to a third")[:2] == ["1.000", "1"]
    assert line_of(told, "pairs: different")[0] == "0.000"
    assert not Fingerprint.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [["x"], {"headline": "بلا رقم"}, {"id": "d", "body": 5}, {"id": "d", "tags": "x"}, {"like": "a", "relevant": "b"}],
)
def test_a_line_that_is_no_story_is_named(measured, db, bad) -> None:
    with pytest.raises(CommandError, match="4"):
        measured("evaluate_related", [*STORIES, bad])


def test_a_question_about_no_story_is_named(measured, db) -> None:
    with pytest.raises(CommandError, match="nobody"):
        measured("evaluate_related", [*STORIES, {"like": "nobody", "relevant": []}])


def test_texts_that_no_database_stores_are_measured_without_what_is_wrong(measured, db) -> None:
    told = measured("evaluate_related", [*STORIES, {"id": "d", "headline": "\0 \ud800", "body": None}])
    assert line_of(told, "newsroom, texts alone")


def test_a_file_that_is_not_there_is_named(db) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("evaluate_tags", "/nowhere.jsonl")


def test_suggestions_are_written_for_the_stories_since_a_day(archive) -> None:
    out = StringIO()
    call_command("suggest_related", "--since", "2020-01-01", stdout=out, stderr=StringIO())
    assert set(RelatedSuggestion.objects.values_list("article", "suggested")) == {
        (archive["visit"].pk, archive["talks"].pk),
        (archive["talks"].pk, archive["visit"].pk),
    }
    call_command("suggest_related", "--since", "2999-01-01", stdout=out, stderr=StringIO())
    with pytest.raises(CommandError):
        call_command("suggest_related", "--since", "أمس")


def test_a_run_that_was_broken_off_goes_on_where_it_said(archive) -> None:
    told = StringIO()
    newest, oldest = (
        max(archive.values(), key=lambda story: story.pk),
        min(archive.values(), key=lambda story: story.pk),
    )
    call_command("suggest_related", "--since", "2020-01-01", stdout=StringIO(), stderr=told)
    assert "4/4" in told.getvalue() and f"--before {oldest.pk}" in told.getvalue()
    RelatedSuggestion.objects.all().delete()
    out = StringIO()
    call_command("suggest_related", "--since", "2020-01-01", "--before", newest.pk, stdout=out, stderr=StringIO())
    assert out.getvalue().startswith("3 ")
    assert not RelatedSuggestion.objects.filter(article=newest).exists()


def test_a_run_reads_each_story_of_the_archive_once_and_finds_what_each_story_finds_alone(archive) -> None:
    with CaptureQueriesContext(connection) as asked:
        call_command("suggest_related", "--since", "2020-01-01", stdout=StringIO(), stderr=StringIO())
    columns = "article_id", "suggested", "language", "score", "reasons"
    at_once = list(RelatedSuggestion.objects.values_list(*columns))
    read = [query["sql"] for query in asked if '"words" FROM' in query["sql"]]
    numbers = [number for sql in read for number in re.search(r'"id" IN \(([^)]+)\)', sql)[1].split(", ")]
    assert numbers
    assert len(numbers) == len(set(numbers))
    for story in archive.values():
        desk.store_suggestions(story)
    assert list(RelatedSuggestion.objects.values_list(*columns)) == at_once


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_deleted_meanwhile_does_not_end_the_run(archive, monkeypatch) -> None:
    find = desk.find

    def find_once_it_is_gone(draft: Draft, *args, **options) -> list:
        found = find(draft, *args, **options)
        if draft.article == archive["talks"].pk:
            Article.objects.filter(pk=draft.article).delete()
        return found

    monkeypatch.setattr(desk, "find", find_once_it_is_gone)
    out = StringIO()
    call_command("suggest_related", "--since", "2020-01-01", stdout=out, stderr=StringIO())
    assert out.getvalue().startswith("4 ")


def test_fingerprints_are_made_anew(archive) -> None:
    before = set(Fingerprint.objects.values_list("hash", "article"))
    Fingerprint.objects.all().delete()
    call_command("fingerprint_stories", stdout=StringIO(), stderr=StringIO())
    assert set(Fingerprint.objects.values_list("hash", "article")) == before


def test_what_suggestions_cost_is_measured_on_a_scratch_database_only(archive) -> None:
    with pytest.raises(CommandError):
        call_command("bench_related")
    Tag.objects.create(name_ar="قسم", slug="0")
    out = StringIO()
    call_command("bench_related", "--questions", "2", "--tags", "5", stdout=out)
    assert Tag.objects.count() == 5
    assert line_of(out.getvalue(), "related desk, list")


def test_stories_stored_several_times_have_fingerprints_of_their_own(transactional_db) -> None:
    call_command("bench_search", "--stories", "3", "--times", "3", "--straight", "--queries", "1", stdout=StringIO())
    call_command("bench_related", "--questions", "1", "--tags", "1", "--texts", "3", stdout=StringIO())
    own = [set(Fingerprint.objects.filter(article=story).values_list("hash", flat=True)) for story in range(1, 10)]
    assert [len(hashes) for hashes in own] == [len(hashes) for hashes in own[:3]] * 3
    assert all(own) and not any(one & other for one, other in combinations(own, 2))
