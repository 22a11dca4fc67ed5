"""Who writes what by when, and what the desk says about it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import workflow
from articles.forms.steps import PersonField
from articles.models import Article, Grant, NoteReceipt, Section


def test_a_story_is_assigned_with_a_due_time_and_taken_back(write_story, editor, reporter) -> None:
    story, due = write_story(), timezone.now() + timedelta(hours=3)
    workflow.assign(story, editor, reporter, due)
    assert list(Article.objects.assigned(reporter)) == [story]
    assert Article.objects.get(pk=story.pk).due_at == due
    workflow.assign(story, editor, None)
    assert not Article.objects.assigned(reporter).exists()


def test_a_story_is_not_assigned_to_those_who_may_not_write(write_story, editor, stranger) -> None:
    with pytest.raises(ValidationError) as refused:
        workflow.assign(write_story(), editor, stranger)
    assert "assignee" in refused.value.message_dict


def test_who_writes_in_a_section_by_a_grant_is_assigned_there_alone(write_story, section, editor, stranger) -> None:
    sport = Section.objects.create(name_ar="رياضة")
    Grant.objects.create(person=stranger, role=Group.objects.get(name="editor"), section=sport)
    field = PersonField()
    field.offer()
    assert stranger in field.queryset and editor in field.queryset
    workflow.assign(write_story(section=sport), editor, stranger)
    with pytest.raises(ValidationError):
        workflow.assign(write_story(section=section), editor, stranger)


def test_a_note_is_unread_by_those_it_mentions_and_those_whose_story_it_is(
    write_story, editor, chief, reporter, translator
) -> None:
    story = write_story(created_by=reporter, assignee=translator)
    workflow.add_note(story, editor, "@shahd، راجعي الفقرة الثانية. @adel @nobody")
    unread = {person.username: NoteReceipt.objects.unread_by(person).count() for person in (editor, chief, reporter)}
    assert unread == {"adel": 0, "shahd": 1, "rima": 1}
    assert list(NoteReceipt.objects.filter(mentioned=True).values_list("person__username", flat=True)) == ["shahd"]
    assert workflow.read_notes(story, chief) == 1 and workflow.read_notes(story, chief) == 0
    assert NoteReceipt.objects.unread_by(translator).count() == 1


def test_the_mentioned_are_mailed_after_the_note_is_kept(
    settings, write_story, editor, chief, django_capture_on_commit_callbacks
) -> None:
    story = write_story("عنوان\nبسطرين")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.add_note(story, editor, "@shahd انظري")
    assert mail.outbox == []
    settings.DESK_MAIL, settings.SITE_URL = True, "https://akhbar.example"
    with django_capture_on_commit_callbacks(execute=True):
        workflow.add_note(story, editor, "@shahd @adel انظري")
    assert [message.to for message in mail.outbox] == [[chief.email]]
    sent = mail.outbox[0]
    assert "\n" not in sent.subject and "\n\n\u200f@shahd @adel انظري\n" in sent.body
    assert sent.body.rstrip().endswith(f"\n{settings.SITE_URL}/admin/articles/article/{story.pk}/change/#notes")
    assert all(line.startswith(("\u200f", "http")) for line in sent.body.splitlines() if line)


def test_a_mail_server_that_is_down_loses_no_note(
    settings, write_story, editor, chief, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def refuse(*args, **kwargs) -> None:
        raise OSError("no mail today")

    settings.DESK_MAIL = True
    monkeypatch.setattr("articles.workflow.assigning.send_mail", refuse)
    story = write_story()
    with django_capture_on_commit_callbacks() as after:
        workflow.add_note(story, editor, "@shahd انظري")
    assert story.notes.count() == 1
    with pytest.raises(OSError, match="no mail today"):
        after[0]()


@pytest.mark.parametrize("text", ["", "   ", "س" * 5001])
def test_an_empty_or_endless_note_is_refused(text, write_story, editor) -> None:
    with pytest.raises(ValidationError):
        workflow.add_note(write_story(), editor, text)


def test_a_stranger_leaves_no_note_and_is_not_called(write_story, editor, stranger) -> None:
    story = write_story()
    with pytest.raises(PermissionDenied):
        workflow.add_note(story, stranger, "مرحبا")
    workflow.add_note(story, editor, "@ghareeb")
    assert not NoteReceipt.objects.exists()
