"""Every version of a story, compared and brought back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import revisions, workflow
from articles.models import (
    Article,
    AuditEntry,
    Author,
    Byline,
    Image,
    RelatedStory,
    Revision,
    Section,
    Source,
    Tag,
    snapshot,
)
from articles.models.article import Status


@pytest.fixture
def rich_story(write_story):
    """A story with everything that a revision has to carry."""
    story = write_story(headline_en="English", body_en="<p>text</p>", dateline_place_ar="طهران")
    Byline.objects.create(article=story, author=Author.objects.create(name_ar="علي"))
    story.tags.add(Tag.objects.create(name_ar="إيران"))
    story.sources.add(Source.objects.create(name_ar="فرانس برس"))
    RelatedStory.objects.create(article=story, related=write_story("خبر سابق"), kind="background")
    RelatedStory.objects.create(article=story, headline="خبر خارج الموقع", url="https://example.org/1", position=1)
    return story


def fresh(story) -> Article:
    return Article.objects.get(pk=story.pk)


def test_a_snapshot_written_over_an_emptied_story_is_the_story_again(rich_story) -> None:
    before = snapshot.take(rich_story)
    empty = {name: [] if name in snapshot.LISTS else None for name in snapshot.CONTENT}
    empty |= dict.fromkeys(snapshot.TEXTS, "") | {"headline_ar": "فارغ", "kind": "news"}
    snapshot.write(fresh(rich_story), empty)
    assert snapshot.take(fresh(rich_story)) != before
    snapshot.write(fresh(rich_story), before)
    assert snapshot.take(fresh(rich_story)) == before


def test_a_save_that_changed_nothing_is_no_revision(rich_story, editor) -> None:
    first = revisions.record(rich_story, editor)
    assert revisions.record(fresh(rich_story), editor) == first
    rich_story.headline_ar = "آخر"
    rich_story.save()
    assert revisions.record(rich_story, editor) != first


def test_restoring_brings_back_text_and_rows_in_every_language_as_a_new_revision(rich_story, editor) -> None:
    old = revisions.record(rich_story, editor)
    rich_story.headline_ar, rich_story.body_en = "عنوان ثان", "<p>other</p>"
    rich_story.save()
    rich_story.tags.clear()
    rich_story.bylines.all().delete()
    rich_story.related_stories.all().delete()
    revisions.restore(rich_story, old, editor)
    assert {**snapshot.take(fresh(rich_story))} == old.data
    history = list(revisions.history(rich_story))
    assert [one.by for one in history] == [editor, None, editor]
    assert AuditEntry.objects.filter(action="restore_revision", article=rich_story, actor=editor).exists()


def test_restoring_never_changes_status_or_times(write_story, editor) -> None:
    story = write_story()
    draft = revisions.record(story, editor)
    workflow.publish(story, editor)
    out_at = fresh(story).published_at_ar
    revisions.restore(story, draft, editor)
    assert (fresh(story).status, fresh(story).published_at_ar) == (Status.PUBLISHED, out_at)


def test_only_those_who_may_change_a_story_restore_it(rich_story, reporter, editor) -> None:
    revision = revisions.record(rich_story, editor)
    with pytest.raises(PermissionDenied):
        revisions.restore(rich_story, revision, reporter)


def test_a_revision_of_another_story_is_refused(rich_story, write_story, editor) -> None:
    other = revisions.record(write_story("غيره"), editor)
    with pytest.raises(ValidationError):
        revisions.restore(rich_story, other, editor)


def test_restoring_passes_over_what_is_no_more(rich_story, editor) -> None:
    rich_story.lead_image = Image.objects.create(file="x.png", content_hash="x", width=1, height=1)
    rich_story.save()
    revision = revisions.record(rich_story, editor)
    Tag.objects.all().delete()
    Image.objects.all().delete()
    Article.objects.exclude(pk=rich_story.pk).delete()
    revisions.restore(rich_story, revision, editor)
    assert not fresh(rich_story).tags.exists() and fresh(rich_story).lead_image is None
    assert [tie.headline for tie in rich_story.related_stories.all()] == ["خبر خارج الموقع"]


def test_a_comparison_names_fields_languages_and_people(rich_story, editor) -> None:
    old = revisions.record(rich_story, editor)
    rich_story.headline_en, rich_story.body_ar = "English words", "<p>نص الخبر.</p><p>فقرة.</p>"
    rich_story.save()
    Byline.objects.create(article=rich_story, author=Author.objects.create(name_ar="سعاد"), position=1)
    new = revisions.record(fresh(rich_story), editor)
    found = {one.name: one for one in revisions.compare(old, new)}
    assert set(found) == {"headline_en", "body_ar", "bylines"}
    assert (found["headline_en"].language, found["bylines"].language) == ("en", "")
    assert [row.change for row in found["body_ar"].paragraphs] == ["same", "added"]
    assert "سعاد" in found["bylines"].paragraphs[-1].segments[0].text
    assert all(one.label for one in found.values())


def test_a_list_that_was_empty_is_told_as_nothing(write_story, editor) -> None:
    story = write_story()
    old = revisions.record(story, editor)
    story.tags.add(Tag.objects.create(name_ar="وسم"))
    (tags,) = revisions.compare(old, revisions.record(fresh(story), editor))
    assert [segment.text for one in tags.paragraphs for segment in one.segments] == ["وسم"]


def test_a_comparison_names_the_pictures_and_stories_in_a_body(rich_story, write_story, editor) -> None:
    picture = Image.objects.create(file="x.png", content_hash="x", width=1, height=1, alt_ar="ميناء عند الفجر")
    old = revisions.record(rich_story, editor)
    rich_story.body_ar += (
        f'<div class="story-card" data-article="{write_story("خبر سابق").pk}"></div>'
        f'<figure class="news-figure" data-image="{picture.pk}"><img src="/x.png" alt=""></figure>'
        '<div class="story-card" data-article="99999"></div>'
    )
    rich_story.save()
    (body,) = revisions.compare(old, revisions.record(rich_story, editor))
    told = [row.segments[0].text for row in body.paragraphs if row.change == "added"]
    assert [text.partition(": ")[2] for text in told] == ["خبر سابق", "ميناء عند الفجر", "#99999"]


def test_a_revision_can_be_shown_without_being_saved(rich_story, editor) -> None:
    old = revisions.record(rich_story, editor)
    rich_story.headline_ar = "لاحق"
    rich_story.save()
    shown = revisions.as_article(old)
    assert shown.headline_ar == "لافروف يصل إلى طهران"
    assert [byline.author.name for byline in shown.signed_by] == ["علي"]
    assert fresh(rich_story).headline_ar == "لاحق"


def test_three_hundred_revisions_are_listed_and_compared_in_three_queries(
    write_story, editor, django_assert_max_num_queries
) -> None:
    paragraphs = [f"الفقرة رقم {number} من خبر طويل عن السوق " + "كلمة أخرى " * 30 for number in range(60)]
    story = write_story()
    data, rows = snapshot.take(story), []
    for number in range(300):
        paragraphs[number % 60] = f"الفقرة بعد التعديل {number} بلغت 16,{number:03} ليرة " + "كلمة أخرى " * 30
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
        said = {**data, "body_ar": body}
        rows.append(Revision(article=story, by=editor, version=number, data=said, digest=snapshot.digest(said)))
    Revision.objects.bulk_create(rows)
    with django_assert_max_num_queries(3):
        listed = [(one.pk, str(one.by), one.at) for one in revisions.history(story)]
        first, last = story.revisions.get(pk=listed[-1][0]), story.revisions.get(pk=listed[0][0])
    assert len(listed) == 300
    assert revisions.compare(first, last)


def test_a_verb_that_sets_times_is_in_the_history(write_story, editor) -> None:
    story = write_story()
    revisions.record(story, editor)
    workflow.schedule(story, editor, timezone.now() + timezone.timedelta(hours=2))
    assert [one.verb for one in revisions.history(story)] == ["schedule", ""]


def test_restoring_passes_over_a_section_that_is_no_more(write_story, editor) -> None:
    gone = Section.objects.create(name_ar="قسم يُلغى", slug="gone")
    story = write_story(section=gone)
    revision = revisions.record(story, editor)
    story.section = None
    story.save()
    gone.delete()
    revisions.restore(story, revision, editor)
    assert fresh(story).section is None
