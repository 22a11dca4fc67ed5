"""No verb and no clock lets a story out before its embargo ends, but the chief's override."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import previews, workflow
from articles.models import Article, PreviewLink, Revision
from articles.models.article import Status

HOUR = timedelta(hours=1)


@pytest.fixture
def embargoed(write_story, editor):
    """A story under embargo for five hours, ready to go out."""
    story = write_story(status=Status.READY, headline_en="English", body_en="<p>text</p>")
    workflow.set_embargo(story, editor, timezone.now() + 5 * HOUR)
    return story


def is_out_before_the_end(story: Article) -> bool:
    moments = [story.embargo_until - timedelta(seconds=1), timezone.now()]
    stories = Article.objects.filter(pk=story.pk)
    return any(
        stories.published_anywhere(at).exists() or Article.objects.get(pk=story.pk).languages_out(at) for at in moments
    )


@pytest.mark.parametrize("role", ["editor", "chief"])
def test_publishing_under_embargo_comes_out_when_it_ends(role, request, embargoed) -> None:
    workflow.publish(embargoed, request.getfixturevalue(role))
    stored = Article.objects.get(pk=embargoed.pk)
    assert stored.published_at_ar == stored.published_at_en == stored.embargo_until
    assert not is_out_before_the_end(stored)
    assert stored.is_public("ar", stored.embargo_until)


def test_no_time_given_to_a_verb_beats_the_embargo(embargoed, chief) -> None:
    workflow.schedule(embargoed, chief, timezone.now() + HOUR, languages=["ar"])
    workflow.publish_language(embargoed, chief, "en", at=timezone.now() - HOUR)
    with pytest.raises(ValidationError):
        workflow.reschedule(embargoed, chief, "ar", timezone.now() + HOUR)
    assert not is_out_before_the_end(Article.objects.get(pk=embargoed.pk))


def test_times_written_past_the_verbs_do_not_beat_it_either(embargoed, editor) -> None:
    embargoed.published_at_ar = timezone.now() - HOUR
    embargoed.save()
    workflow.publish(embargoed, editor)
    Article.objects.filter(pk=embargoed.pk).update(published_at_ar=timezone.now() - HOUR)
    assert not is_out_before_the_end(Article.objects.get(pk=embargoed.pk))


def test_an_embargo_is_lengthened_but_not_shortened(embargoed, chief) -> None:
    end = embargoed.embargo_until
    for until in (end - HOUR, timezone.now() - HOUR):
        with pytest.raises(ValidationError):
            workflow.set_embargo(embargoed, chief, until)
    workflow.set_embargo(embargoed, chief, end + HOUR)
    assert Article.objects.get(pk=embargoed.pk).embargo_until == end + HOUR


def test_lengthening_moves_what_was_scheduled(embargoed, editor) -> None:
    workflow.publish(embargoed, editor)
    until = embargoed.embargo_until + HOUR
    workflow.set_embargo(embargoed, editor, until)
    assert Article.objects.get(pk=embargoed.pk).published_at_ar == until


def test_what_is_planned_for_later_than_the_end_stays_there(embargoed, editor) -> None:
    later = embargoed.embargo_until + 2 * HOUR
    workflow.schedule(embargoed, editor, later, languages=["ar"])
    workflow.set_embargo(embargoed, editor, later - HOUR)
    assert Article.objects.get(pk=embargoed.pk).published_at_ar == later


def test_an_embargo_closes_the_links_that_are_open_and_touches_no_other(embargoed, chief) -> None:
    version = Revision.objects.record(embargoed, None)
    (closed, _token), (open_link, _token) = (previews.make_link(embargoed, version, "ar", chief) for _one in range(2))
    previews.revoke_link(closed, chief)
    workflow.set_embargo(embargoed, chief, embargoed.embargo_until + HOUR)
    open_link.refresh_from_db()
    assert open_link.revoked_at is not None
    assert PreviewLink.objects.get(pk=closed.pk).revoked_at == closed.revoked_at


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "stranger"])
def test_nobody_but_the_chief_lifts_an_embargo(role, request, embargoed) -> None:
    with pytest.raises(PermissionDenied):
        workflow.lift_embargo(embargoed, request.getfixturevalue(role), "الوزير تكلم")
    assert Article.objects.get(pk=embargoed.pk).is_embargoed()


def test_a_lifted_embargo_leaves_the_schedule_to_be_moved(embargoed, chief) -> None:
    workflow.publish(embargoed, chief)
    end = embargoed.embargo_until
    workflow.lift_embargo(embargoed, chief, "الوزير تكلم")
    stored = Article.objects.get(pk=embargoed.pk)
    assert (stored.embargo_until, stored.published_at_ar, stored.languages_out()) == (None, end, [])
    workflow.reschedule(embargoed, chief, "ar", timezone.now())
    assert Article.objects.get(pk=embargoed.pk).languages_out() == ["ar"]


def test_what_is_out_cannot_be_called_back_by_an_embargo(write_story, editor) -> None:
    with pytest.raises(ValidationError):
        workflow.set_embargo(write_story(out="ar"), editor, timezone.now() + HOUR)


def test_a_story_that_expires_under_its_embargo_is_refused(write_story, editor) -> None:
    story = write_story(expires_at=timezone.now() + HOUR)
    with pytest.raises(ValidationError) as refused:
        workflow.set_embargo(story, editor, timezone.now() + 2 * HOUR)
    assert "expires_at" in refused.value.message_dict
    workflow.set_embargo(story, editor, timezone.now() + HOUR / 2)
    assert Article.objects.get(pk=story.pk).is_embargoed()
