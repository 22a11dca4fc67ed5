"""Links that show a story to somebody outside."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import previews, revisions, workflow
from articles.models import AuditEntry, PreviewLink


@pytest.fixture
def linked(write_story, editor):
    """A story, a link to it, and the link's token."""
    story = write_story()
    link, token = previews.make_link(story, revisions.record(story, editor), "ar", editor)
    return story, link, token


def test_a_link_opens_and_leaves_a_line(linked) -> None:
    story, link, token = linked
    assert previews.open_link(token) == link
    assert AuditEntry.objects.filter(action="open_preview", article=story).count() == 1


def test_the_secret_of_a_link_is_not_kept(linked) -> None:
    _story, link, token = linked
    assert token not in str(PreviewLink.objects.filter(pk=link.pk).values())


def test_a_forged_a_revoked_and_an_expired_link_lead_nowhere(linked, editor) -> None:
    _story, link, token = linked
    assert previews.open_link(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert previews.open_link("") is None
    PreviewLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    assert previews.open_link(token) is None
    PreviewLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + timedelta(hours=1))
    previews.revoke_link(link, editor)
    assert previews.open_link(token) is None
    assert not AuditEntry.objects.filter(action="open_preview").exists()


def test_a_link_to_a_story_in_the_bin_leads_nowhere(linked, chief) -> None:
    story, _link, token = linked
    workflow.move_to_bin(story, chief)
    assert previews.open_link(token) is None


def test_withdrawing_a_story_closes_the_links_that_show_it(linked, editor) -> None:
    story, _link, token = linked
    workflow.publish(story, editor)
    assert previews.open_link(token)
    workflow.withdraw(story, editor, "وثيقة مزورة")
    assert previews.open_link(token) is None


def test_an_embargo_closes_links_and_only_the_chief_makes_new_ones(linked, editor, chief) -> None:
    story, link, token = linked
    workflow.set_embargo(story, editor, timezone.now() + timedelta(hours=5))
    assert previews.open_link(token) is None
    with pytest.raises(PermissionDenied):
        previews.make_link(story, link.revision, "ar", editor)
    assert previews.make_link(story, link.revision, "ar", chief)


@pytest.mark.parametrize("role", ["reporter", "translator", "stranger"])
def test_the_stories_of_others_are_not_shared(role, request, linked) -> None:
    story, link, _token = linked
    person = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        previews.make_link(story, link.revision, "ar", person)
    with pytest.raises(PermissionDenied):
        previews.revoke_link(link, person)


@pytest.mark.parametrize("hours", [0, -1, 24 * 14 + 1])
def test_a_link_lives_two_weeks_at_most(hours, linked, editor) -> None:
    story, link, _token = linked
    with pytest.raises(ValidationError):
        previews.make_link(story, link.revision, "ar", editor, hours=hours)


def test_a_link_shows_its_own_storys_revision(linked, write_story, editor) -> None:
    _story, link, _token = linked
    with pytest.raises(ValidationError):
        previews.make_link(write_story("غيره"), link.revision, "ar", editor)
