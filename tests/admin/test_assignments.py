"""The list of who writes what by when, and setting it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Section

LIST = "/admin/assignments/"
DAY = timedelta(days=1)


@pytest.fixture
def three(write_story: Any, reporter: Any, editor: Any) -> dict[str, Any]:
    """A story that is late, one of the editor's own, and one that is nobody's."""
    now = timezone.now()
    return {
        "late": write_story("متأخرة", assignee=reporter, due_at=now - DAY),
        "own": write_story(
            "للمحرر", assignee=editor, due_at=now + 30 * DAY, section=Section.objects.create(name_ar="رأي")
        ),
        "free": write_story("بلا مكلف"),
    }


def listed(client: Any, **asked: Any) -> list[str]:
    context = client.get(LIST, asked).context
    return [str(row["article"]) for _title, rows in context["groups"] for row in rows]


def test_ones_own_come_first_and_what_is_late_is_marked(three: Any, editor: Any, client_of: Any) -> None:
    page = client_of(editor).get(LIST)
    groups = [[(str(row["article"]), row["is_overdue"]) for row in rows] for _title, rows in page.context["groups"]]
    assert groups == [[("للمحرر", False)], [("متأخرة", True)]]
    assert page.content.decode().count("is-overdue") == 1


def test_the_list_is_narrowed_by_person_section_and_state(
    three: Any, reporter: Any, editor: Any, client_of: Any
) -> None:
    client = client_of(editor)
    assert listed(client, person=reporter.pk) == ["متأخرة"]
    assert listed(client, person="me") == ["للمحرر"]
    assert listed(client, person="nobody") == ["بلا مكلف"]
    assert listed(client, section=three["own"].section_id) == ["للمحرر"]
    assert listed(client, state="overdue") == listed(client, state="today") == ["متأخرة"]
    assert listed(client, state="ready") == []
    assert listed(client, person="x", section="²", state="y", page="z") == ["للمحرر", "متأخرة"]


def test_the_list_takes_as_many_queries_for_many_stories(
    write_story: Any, editor: Any, reporter: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        write_story(f"خبر {number}", assignee=reporter)
    client = client_of(editor)
    with django_assert_max_num_queries(11):
        assert len(listed(client)) == 12


def test_a_story_is_assigned_with_a_day_and_a_time(three: Any, reporter: Any, editor: Any, client_of: Any) -> None:
    client, story = client_of(editor), three["free"]
    address = f"{LIST}{story.pk}/"
    sent = {"assignee": reporter.pk, "due_at_day": "2030-05-16", "due_at_clock": "18:05"}
    page = client.post(address, sent, follow=True).content.decode()
    stored = Article.objects.get(pk=story.pk)
    assert stored.assignee == reporter and "16 مايو 2030" in page
    client.post(address, {"assignee": "", "due_at_day": "", "due_at_clock": ""})
    stored.refresh_from_db()
    assert (stored.assignee, stored.due_at) == (None, None)


@pytest.mark.parametrize(
    ("day", "clock", "who"),
    [("2030-05-16", "", "reporter"), ("2030-03-31", "00:30", "reporter"), ("x", "10:00", "reporter"),
     ("2030-05-16", "10:00", "stranger")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    day: str, clock: str, who: str, three: Any, stranger: Any, editor: Any, client_of: Any, request: Any
) -> None:
    sent = {"assignee": request.getfixturevalue(who).pk, "due_at_day": day, "due_at_clock": clock}
    page = client_of(editor).post(f"{LIST}{three['free'].pk}/", sent).content.decode()
    assert "errorlist" in page and f'value="{day}"' in page
    assert Article.objects.get(pk=three["free"].pk).assignee is None


def test_a_reporter_assigns_nothing_but_sees_what_is_due(three: Any, reporter: Any, client_of: Any) -> None:
    client, address = client_of(reporter), f"{LIST}{three['free'].pk}/"
    assert "<form" not in client.get(address).content.decode().split('id="content-main"')[1]
    assert client.post(address, {"assignee": reporter.pk}).status_code == 403
    assert listed(client) == ["متأخرة", "للمحرر"]


def test_the_form_of_a_story_says_to_whom_it_is_assigned(
    three: Any, reporter: Any, editor: Any, chief: Any, client_of: Any
) -> None:
    page = client_of(editor).get(f"/admin/articles/article/{three['late'].pk}/change/").content.decode()
    assert f'id="assignment-{three["late"].pk}"' in page and str(reporter) in page
    workflow.move_to_bin(three["late"], chief)
    assert client_of(editor).get(f"{LIST}{three['late'].pk}/").status_code == 404
