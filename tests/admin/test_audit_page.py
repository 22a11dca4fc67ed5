"""The log as the chief reads it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles import workflow
from articles.admin.audit_file import as_csv
from articles.admin.audit_words import NAMES, SENTENCES, name_of
from articles.models import AuditEntry
from articles.models.audit import origin

LOG = "/admin/articles/auditentry/"


def rows(response: Any) -> list[str]:
    assert response.status_code == 200, response
    body = response.content.decode().partition('id="result_list"')[2].partition("</table>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in body.split("<tr>")[2:]]


@pytest.fixture
def told(write_story: Any, reporter: Any, editor: Any) -> Any:
    """Two stories, with what was done to them and from where."""
    story, other = write_story("انتخابات في أنقرة", created_by=reporter), write_story("آخر", out="ar")
    AuditEntry.objects.all()._raw_delete("default")
    with origin(reporter, "203.0.113.7"):
        workflow.submit(story, reporter)
    with origin(editor, "198.51.100.4"):
        workflow.withdraw(other, editor, "وثيقة مزوّرة")
    return story, other


def test_every_action_that_is_logged_has_a_sentence_and_a_name() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(__file__).parents[2].glob("articles/**/*.py"))
    logged = set(re.findall(r'AuditEntry\.objects\.record\(\s*"(\w+)"', code)) | set(workflow.VERBS)
    assert {"login", "purge", "open_preview"} <= logged
    assert logged <= set(SENTENCES)
    assert set(SENTENCES) == set(workflow.VERBS) | set(NAMES)
    assert all(name_of(action) != action for action in SENTENCES)


def test_the_log_says_who_did_what_to_which_story_and_from_where(told: Any, chief: Any, client_of: Any) -> None:
    withdrawn, sent = rows(client_of(chief).get(LOG + "?action="))[-2:]
    assert "ريما" in sent and "انتخابات في أنقرة" in sent and "203.0.113.7" in sent
    assert "عادل" in withdrawn and "وثيقة مزوّرة" in withdrawn and "198.51.100.4" in withdrawn


def test_the_log_says_to_whom_and_for_when(write_story: Any, reporter: Any, editor: Any, chief: Any, client_of: Any):
    story, day = write_story(), timezone.make_aware(timezone.datetime(2031, 10, 27, 12))
    workflow.assign(story, editor, reporter, day)
    workflow.schedule(story, editor, day)
    scheduled, assigned = rows(client_of(chief).get(LOG, {"story": story.pk}))
    assert "ريما" in assigned and all("27 أكتوبر 2031" in row for row in (assigned, scheduled))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "الانتخابات انقره"}, 0),
        ({"q": "انتخابات انقره"}, 1),
        ({"q": "مزوره"}, 1),
        ({"q": "203.0.113.7"}, 1),
        ({"q": "ريما"}, 1),
        ({"q": "؟؟"}, 0),
        ({"action": "withdraw"}, 1),
        ({"story": "{story}"}, 1),
        ({"story": "x"}, 2),
        ({"who": "{reporter}"}, 1),
        ({"who": "none"}, 0),
        ({"who": "99999999999999999999"}, 0),
    ],
)
def test_the_log_is_searched_and_narrowed(
    query: dict[str, str], found: int, told: Any, reporter: Any, chief: Any, client_of: Any
) -> None:
    asked = {name: value.format(story=told[0].pk, reporter=reporter.pk) for name, value in query.items()}
    listed = rows(client_of(chief).get(LOG, asked))
    assert len([row for row in listed if "203.0.113.7" in row or "198.51.100.4" in row]) == (
        2 if found is None else found
    )


def test_a_deleted_story_and_person_keep_their_lines(told: Any, reporter: Any, chief: Any, client_of: Any) -> None:
    story, _other = told
    number = story.pk
    story.delete()
    reporter.delete()
    (row,) = rows(client_of(chief).get(LOG, {"story": number, "q": "ريما"}))
    assert "انتخابات في أنقرة" in row


def test_hostile_words_stand_in_the_log_as_text(write_story: Any, chief: Any, client_of: Any, client: Any) -> None:
    client.post("/admin/login/", {"username": "<img src=x onerror=x()>", "password": "x"})
    page = client_of(chief).get(LOG).content.decode()
    assert "<img src=x" not in page and "&lt;img src=x" in page


def test_nobody_adds_changes_or_deletes_a_line_superusers_included(
    told: Any, django_user_model: Any, client_of: Any
) -> None:
    root = client_of(django_user_model.objects.create_superuser("root", "root@example.org", "كلمة سر طويلة 1"))
    (entry, *_rest), count = AuditEntry.objects.all(), AuditEntry.objects.count()
    for page in ("add", "change", "delete"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:articles_auditentry_{page}", args=[] if page == "add" else [entry.pk])
    root.post(LOG, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    for path in ("add/", f"{entry.pk}/change/", f"{entry.pk}/delete/"):
        assert root.post(LOG + path, {"post": "yes"}).status_code == 404
    assert AuditEntry.objects.count() >= count


def test_a_long_log_costs_a_fixed_number_of_queries(
    told: Any, chief: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    for _time in range(60):
        AuditEntry.objects.record("note", by=chief, article=told[0])
    client = client_of(chief)
    with django_assert_max_num_queries(11):
        assert len(rows(client.get(LOG))) == 50


def test_what_is_listed_is_taken_away_as_a_table_and_that_is_logged(told: Any, chief: Any, client_of: Any) -> None:
    client = client_of(chief)
    assert "auditentry/export/?action=withdraw" in client.get(LOG, {"action": "withdraw"}).content.decode()
    answer = client.post(LOG + "export/?action=withdraw")
    head, *lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert len(head.split(",")) == 6 and len(lines) == 1
    assert "وثيقة مزوّرة" in lines[0] and "198.51.100.4" in lines[0] and "<" not in lines[0]
    (entry,) = AuditEntry.objects.filter(action="export")
    assert (entry.actor, entry.details["count"], entry.details["query"]) == (chief, 1, "action=withdraw")


def test_only_who_reads_the_log_takes_it_away(told: Any, editor: Any, client_of: Any) -> None:
    assert client_of(editor).post(LOG + "export/").status_code == 403


@pytest.mark.parametrize("name", ["=1+1", "@x", "-2"])
def test_no_cell_of_the_table_is_a_formula(name: str) -> None:
    entry = AuditEntry(actor_name=name, action="login")
    assert f",'{name}," in "".join(as_csv([entry]))
