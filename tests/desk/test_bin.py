"""Deleting is moving to a bin, for thirty days."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from articles import workflow
from articles.models import Article, AuditEntry, RelatedStory


def test_a_story_goes_into_the_bin_and_comes_out_as_it_was(write_story, chief) -> None:
    story = write_story()
    workflow.move_to_bin(story, chief)
    stored = Article.objects.get(pk=story.pk)
    assert (stored.deleted_by, stored.status) == (chief, "draft") and not Article.objects.kept().exists()
    workflow.take_out(story, chief)
    stored = Article.objects.get(pk=story.pk)
    assert (stored.deleted_at, stored.deleted_by) == (None, None)
    assert stored.headline_ar == "لافروف يصل إلى طهران"


def test_what_readers_see_or_were_told_of_is_not_binned(write_story, chief) -> None:
    story = write_story(out="ar")
    with pytest.raises(ValidationError):
        workflow.move_to_bin(story, chief)
    workflow.withdraw(story, chief, "خطأ")
    with pytest.raises(ValidationError):
        workflow.move_to_bin(story, chief)


def test_the_bin_is_emptied_after_thirty_days_and_the_log_remembers(write_story, chief) -> None:
    story, other, kept = write_story(), write_story("ثان"), write_story("باق")
    RelatedStory.objects.create(article=kept, related=story)
    workflow.move_to_bin(story, chief)
    workflow.move_to_bin(other, chief)
    now = timezone.now()
    assert workflow.empty_bin(now + timedelta(days=29)) == 0
    Article.objects.filter(pk=story.pk).update(deleted_at=now - timedelta(days=31))
    call_command("empty_bin")
    assert set(Article.objects.all()) == {other, kept}
    entry = AuditEntry.objects.get(action="purge")
    assert (entry.object_id, entry.object_name) == (str(story.pk), "لافروف يصل إلى طهران")
