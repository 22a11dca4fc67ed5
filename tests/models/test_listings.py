"""The lists of tags and authors follow their stories, whatever is done to them and by whichever road."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import tag_verbs, workflow
from articles.models import Article, Author, Byline, Listing, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag():
    return Tag.objects.create(name_ar="إيران")


def newest(**owner):
    return Listing.objects.filter(**owner).newest("ar", 10)


def test_a_list_holds_the_public_stories_newest_first(write_story, tag):
    now = timezone.now()
    old, new = (write_story(out="ar en", published_at_ar=now - timedelta(days=days)) for days in (2, 1))
    hidden = [
        write_story("مسودة"),
        write_story(out="en"),
        write_story(out="ar", published_at_ar=now + timedelta(hours=1)),
        write_story(out="ar", expires_at=now - timedelta(seconds=1)),
        write_story(out="ar", embargo_until=now + timedelta(hours=1)),
        write_story(out="ar", deleted_at=now),
    ]
    for story in (old, new, *hidden):
        story.tags.add(tag)
    assert newest(tag=tag) == [new.pk, old.pk]
    assert Listing.objects.filter(tag=tag).newest("uk", 10) == []


def test_a_list_forgets_what_is_taken_off_and_knows_what_comes_back(write_story, tag, editor):
    story = write_story(out="ar")
    story.tags.add(tag)
    workflow.unpublish(story, editor)
    assert newest(tag=tag) == []
    workflow.publish(story, editor)
    assert newest(tag=tag) == [story.pk]
    story.tags.remove(tag)
    assert newest(tag=tag) == []
    tag.articles.add(story)
    assert newest(tag=tag) == [story.pk]
    tag.articles.clear()
    assert newest(tag=tag) == []
    story.tags.set([tag])
    story.delete()
    assert not Listing.objects.exists()


def test_an_author_who_signs_twice_is_listed_once(write_story):
    story, author = write_story(out="ar"), Author.objects.create(name_ar="ليلى")
    first = Byline.objects.create(article=story, author=author)
    Byline.objects.create(article=story, author=author, role="photography")
    assert newest(author=author) == [story.pk] and Listing.objects.count() == 1
    first.delete()
    assert newest(author=author) == [story.pk]


def test_merging_undoing_and_splitting_tags_move_the_rows(write_story, tag, chief):
    other = Tag.objects.create(name_ar="طهران")
    one, both = write_story(out="ar"), write_story("ثانٍ", out="ar")
    one.tags.add(tag)
    both.tags.add(tag, other)
    merge = tag_verbs.merge_tags(tag, other, chief)
    assert set(newest(tag=other)) == {one.pk, both.pk}
    back = tag_verbs.undo_merge(merge, chief)
    assert set(newest(tag=back)) == {one.pk, both.pk} and newest(tag=other) == [both.pk]
    tag_verbs.split_tag(back, other, [one.pk], chief)
    assert newest(tag=back) == [both.pk] and set(newest(tag=other)) == {one.pk, both.pk}


def test_rows_changed_by_other_programs_are_mended_by_a_command(write_story, tag, capsys):
    story = write_story(out="ar")
    story.tags.add(tag)
    assert Listing.objects.refresh([story.pk]) == 0
    Article.objects.filter(pk=story.pk).update(published_at_ar=timezone.now() - timedelta(days=9))
    call_command("refresh_lists")
    assert "2" in capsys.readouterr().out
    assert Listing.objects.get().out_at == Article.objects.get().published_at_ar


def test_a_new_story_asks_nothing_of_the_lists(write_story, section):
    with CaptureQueriesContext(connection) as asked:
        write_story(out="ar en")
    assert [one["sql"] for one in asked if Listing._meta.db_table in one["sql"]] == []


def test_a_list_knows_a_loaded_story_whose_author_was_loaded_before_it(write_story, tmp_path):
    story, author = write_story(out="ar"), Author.objects.create(name_ar="ليلى")
    byline = Byline.objects.create(article=story, author=author)
    file = tmp_path / "rows.json"
    file.write_text(serialize("json", [byline, story]), encoding="utf-8")
    Article.objects.all().delete()
    assert newest(author=author) == []
    call_command("loaddata", str(file), verbosity=0)
    assert newest(author=author) == [story.pk]
