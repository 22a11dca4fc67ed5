"""What public means, said once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from articles.models import Article
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES

NOW = timezone.now()
HOUR = timedelta(hours=1)

CASES = {
    "draft": ({"status": Status.DRAFT, "published_at_ar": NOW - HOUR}, False),
    "in review": ({"status": Status.IN_REVIEW, "published_at_ar": NOW - HOUR}, False),
    "ready": ({"status": Status.READY, "published_at_ar": NOW - HOUR}, False),
    "withdrawn": ({"status": Status.WITHDRAWN, "published_at_ar": NOW - HOUR}, False),
    "out": ({"status": Status.PUBLISHED, "published_at_ar": NOW - HOUR}, True),
    "out this very moment": ({"status": Status.PUBLISHED, "published_at_ar": NOW}, True),
    "still to come": ({"status": Status.PUBLISHED, "published_at_ar": NOW + HOUR}, False),
    "only out in English": ({"status": Status.PUBLISHED, "published_at_en": NOW - HOUR}, False),
    "expired": ({"status": Status.PUBLISHED, "published_at_ar": NOW - HOUR, "expires_at": NOW}, False),
    "under embargo": ({"status": Status.PUBLISHED, "published_at_ar": NOW - HOUR, "embargo_until": NOW + HOUR}, False),
    "embargo over this moment": (
        {"status": Status.PUBLISHED, "published_at_ar": NOW - HOUR, "embargo_until": NOW},
        True,
    ),
    "in the bin": ({"status": Status.PUBLISHED, "published_at_ar": NOW - HOUR, "deleted_at": NOW - HOUR}, False),
    "yet to expire": ({"status": Status.PUBLISHED, "published_at_ar": NOW - HOUR, "expires_at": NOW + HOUR}, True),
    "a draft in the bin": ({"published_at_ar": NOW - HOUR, "deleted_at": NOW - HOUR}, False),
    "to come, and under embargo": (
        {"status": Status.PUBLISHED, "published_at_ar": NOW + HOUR, "embargo_until": NOW + HOUR},
        False,
    ),
    "out in English and in the bin": (
        {"status": Status.PUBLISHED, "published_at_en": NOW - HOUR, "deleted_at": NOW - HOUR},
        False,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_queryset_and_story_agree_on_what_a_reader_sees(name, write_story) -> None:
    fields, public = CASES[name]
    story = write_story(**fields)
    assert Article.objects.published("ar", NOW).filter(pk=story.pk).exists() is public
    assert story.is_public("ar", NOW) is public
    assert Article.objects.count_published("ar", NOW) == public


def test_every_question_is_answered_for_the_moment_and_the_language_that_are_asked(write_story) -> None:
    out = write_story(out="ar", published_at_ar=NOW - 2 * HOUR, expires_at=NOW + 2 * HOUR, kind="live")
    Article.objects.filter(pk=out.pk).update(breaking_until=NOW + HOUR, live_until=NOW + HOUR)
    gone = write_story(status=Status.WITHDRAWN, published_at_en=NOW - 2 * HOUR)
    waits = write_story(out="en", published_at_en=NOW - 2 * HOUR, embargo_until=NOW + HOUR)
    out.refresh_from_db()
    stories, before, after = Article.objects, NOW - 3 * HOUR, NOW + 3 * HOUR
    answers = {
        stories.published: ([], [out], []),
        stories.count_published: (0, 1, 0),
        out.is_public: (False, True, False),
    }
    for ask, expected in answers.items():
        told = [ask("ar", before), ask(), ask("ar", after)]
        assert [one if isinstance(one, int) else list(one) for one in told] == list(expected), ask
    assert [list(stories.published_anywhere(at)) for at in (before, None, after)] == [[], [out], [waits]]
    assert [out.languages_out(at) for at in (before, None, after)] == [[], ["ar"], []]
    assert [list(stories.breaking(at)) for at in (before, None, after)] == [[out], [out], []]
    assert [out.is_live(at) for at in (before, None, after)] == [True, True, False]
    assert [waits.is_embargoed(at) for at in (before, None, after)] == [True, True, False]
    assert [list(stories.scheduled(at)) for at in (None, after)] == [[waits], []]
    assert [list(stories.withdrawn_from_readers("en", at)) for at in (before, None)] == [[], [gone]]
    assert not stories.withdrawn_from_readers().exists() and not waits.is_public("ar", after)
    with translation.override("en"):
        assert list(stories.withdrawn_from_readers()) == [gone]
        assert waits.is_public(at=after) and stories.count_published(at=after) == 1


@pytest.mark.parametrize(
    "kept_back", [{"embargo_until": NOW + HOUR}, {"deleted_at": NOW - HOUR}], ids=["embargo", "bin"]
)
def test_a_withdrawn_story_that_readers_never_saw_is_not_told_of(kept_back, write_story) -> None:
    write_story(status=Status.WITHDRAWN, published_at_ar=NOW - HOUR, **kept_back)
    assert not Article.objects.withdrawn_from_readers("ar", NOW).exists()


def test_a_story_under_embargo_counts_as_still_to_come(write_story) -> None:
    story = write_story(out="ar", embargo_until=timezone.now() + HOUR)
    write_story(out="ar", deleted_at=timezone.now(), published_at_ar=timezone.now() + HOUR)
    assert list(Article.objects.scheduled()) == [story]


def test_the_bin_and_the_desk_share_the_stories_between_them(write_story) -> None:
    kept, binned = write_story(), write_story(deleted_at=NOW - HOUR)
    assert (list(Article.objects.kept()), list(Article.objects.in_bin())) == ([kept], [binned])
    assert not Article.objects.in_bin(before=NOW - HOUR).exists()


def test_assigned_stories_come_by_urgency(editor, write_story) -> None:
    write_story()
    write_story(assignee=editor, status=Status.READY, deleted_at=NOW)
    write_story(assignee=editor, out="ar")
    later, sooner = write_story(assignee=editor), write_story(due_at=NOW, assignee=editor)
    nobodys = write_story(due_at=NOW + HOUR)
    assert list(Article.objects.assigned(editor)) == [sooner, later]
    assert list(Article.objects.assigned()) == [sooner, nobodys, later]


def test_each_language_has_its_own_time(write_story) -> None:
    story = write_story(out="en uk", published_at_fa=timezone.now() + HOUR, headline_fa="خبر", body_fa="<p>متن</p>")
    seen = {code for code in LANGUAGE_CODES if Article.objects.published(code).filter(pk=story.pk)}
    assert seen == {"en", "uk"} == set(story.languages_out())


def test_published_speaks_the_language_of_the_page(write_story) -> None:
    write_story(out="en")
    assert Article.objects.published().count() == 0
    with translation.override("en"):
        assert Article.objects.published().count() == 1


def test_published_anywhere_wants_one_language_only(write_story) -> None:
    write_story()
    story = write_story(out="uk")
    assert list(Article.objects.published_anywhere()) == [story]


def test_no_arabic_body_stands_under_an_english_address(write_story) -> None:
    story = write_story(out="ar")
    with translation.override("en"):
        story = Article.objects.get(pk=story.pk)
        assert (story.headline, story.body, story.slug, story.published_at) == ("", "", "", None) or not story.headline


def test_the_database_refuses_a_published_story_without_a_time(write_story) -> None:
    story = write_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=story.pk).update(status=Status.PUBLISHED)


def test_the_database_refuses_a_status_nobody_knows(write_story) -> None:
    story = write_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=story.pk).update(status="pulished")
