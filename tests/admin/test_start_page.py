"""What waits for each person on the start page."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles import workflow
from articles.models import Grant, Revision
from articles.models.article import Status

HOUR = timedelta(hours=1)


def lists(client: Any) -> dict[str, list[str]]:
    """The lists that are shown by name, each with what it lists."""
    page = client.get("/admin/")
    shown = [*page.context["lists"], *page.context["news"]]
    return {one.name: [re.sub("<[^>]*>", "", row.title) for row in one.rows] for one in shown}


def test_a_reporter_sees_what_is_due_what_came_back_and_what_was_sent(
    write_story: Any, reporter: Any, editor: Any, client_of: Any
) -> None:
    write_story("مطلوبة", assignee=reporter, due_at=timezone.now() - HOUR)
    write_story("مطلوبة أرسلت", assignee=reporter, due_at=timezone.now() - HOUR, status=Status.IN_REVIEW)
    write_story("مسودة", created_by=reporter)
    write_story("بدأتها ويكتبها غيرها", created_by=reporter, assignee=editor)
    write_story("مرسلة", created_by=reporter, status=Status.IN_REVIEW)
    write_story("لغيرها", created_by=editor, status=Status.IN_REVIEW)
    write_story("جاهزة", status=Status.READY)
    client = client_of(reporter)
    expected = {"due": ["مطلوبة"], "mine": ["مسودة"], "sent": ["مرسلة"], "scheduled": [], "today": []}
    assert lists(client) == expected
    assert client.get("/admin/").content.decode().count("is-late") == 1


def test_an_editor_sees_what_waits_for_a_decision(write_story: Any, reporter: Any, editor: Any, client_of: Any) -> None:
    write_story("تنتظر", created_by=reporter, status=Status.IN_REVIEW)
    write_story("جاهزة", status=Status.READY)
    write_story("في السلة", status=Status.READY, deleted_at=timezone.now())
    out = write_story("منشورة", out="ar")
    base = Revision.objects.record(out, None)
    workflow.propose_edit(out, reporter, base, {"headline_ar": "منشورة معدلة"}, "رقم خاطئ")
    shown = lists(client_of(editor))
    assert shown == {"review": ["تنتظر"], "edits": ["منشورة"], "ready": ["جاهزة"], "scheduled": [], "today": ["منشورة"]}


def test_whoever_is_to_write_a_story_sees_why_it_came_back(
    write_story: Any, reporter: Any, editor: Any, client_of: Any
) -> None:
    story = write_story(assignee=reporter, created_by=editor)
    workflow.submit(story, reporter)
    workflow.send_back(story, editor, "ينقص مصدر ثانٍ")
    (due,) = client_of(reporter).get("/admin/").context["lists"]
    assert (due.name, due.rows[0].note) == ("due", "ينقص مصدر ثانٍ")


def test_whoever_may_approve_in_one_section_sees_what_waits(
    write_story: Any, section: Any, reporter: Any, editor: Any, client_of: Any
) -> None:
    write_story("تنتظر", created_by=editor, status=Status.IN_REVIEW)
    Grant.objects.create(person=reporter, role=Group.objects.get(name="editor"), section=section)
    assert lists(client_of(reporter))["review"] == ["تنتظر"]


def test_unread_notes_are_counted_and_those_that_call_come_first(
    write_story: Any, reporter: Any, editor: Any, client_of: Any
) -> None:
    called, own = write_story("ينادي"), write_story("لها", created_by=reporter, status=Status.READY)
    workflow.add_note(called, editor, "@rima راجعي")
    workflow.add_note(own, editor, "عدّلت العنوان")
    client = client_of(reporter)
    page = client.get("/admin/")
    (notes,) = page.context["lists"]
    assert (notes.name, notes.count) == ("notes", 2) and notes.rows[0].note == "@rima راجعي"
    assert f"/admin/articles/article/{called.pk}/change/#notes" in page.content.decode()
    workflow.read_notes(called, reporter)
    workflow.read_notes(own, reporter)
    assert "notes" not in lists(client)


def test_what_goes_out_next_stands_first_in_any_language(write_story: Any, editor: Any, client_of: Any) -> None:
    now = timezone.now()
    write_story("بعد غد", out="ar", published_at_ar=now + 48 * HOUR)
    write_story("غدا بالإنكليزية", out="ar en", published_at_en=now + 24 * HOUR)
    write_story("قديمة", out="ar", published_at_ar=now - 48 * HOUR)
    shown = lists(client_of(editor))
    assert shown["scheduled"] == ["غدا بالإنكليزية", "بعد غد"] and shown["today"] == ["غدا بالإنكليزية"]


def test_a_list_shows_a_few_and_counts_the_rest(write_story: Any, editor: Any, client_of: Any) -> None:
    for number in range(9):
        write_story(f"خبر {number}", status=Status.READY)
    (ready,) = client_of(editor).get("/admin/").context["lists"]
    assert (len(ready.rows), ready.count) == (6, 9)


@pytest.mark.parametrize(
    ("person", "leads", "does_not"),
    [
        ("reporter", ["/admin/calendar/", "/admin/assignments/"], ["/admin/articles/tag/reports/", "related-desk"]),
        ("editor", ["/admin/calendar/", "related-desk", "tag/reports/", "searchquery/"], []),
        ("stranger", [], ["/admin/calendar/", "/admin/assignments/", "desk-write"]),
    ],
)
def test_the_page_leads_where_a_person_may_go(
    person: str, leads: list[str], does_not: list[str], request: Any, client_of: Any
) -> None:
    page = client_of(request.getfixturevalue(person)).get("/admin/").content.decode()
    assert [part for part in leads if part not in page] == [] and [part for part in does_not if part in page] == []
