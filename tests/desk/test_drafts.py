"""Nothing typed is lost, and nobody saves over somebody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature
from django.db import transaction
from django.utils import timezone

from articles import drafts, workflow
from articles.models import Article, Autosave, Revision
from articles.workflow import Conflict

BODY = "<p>أولى</p><p>ثانية</p><p>ثالثة</p>"


def save(story: Article, base_version: int, person, **fields) -> Revision:
    """What the form does with a post."""
    with transaction.atomic():
        stored = Article.objects.get(pk=story.pk)
        claim = drafts.claim(stored, base_version)
        for name, value in fields.items():
            setattr(stored, name, value)
        stored.save()
        return claim.settle(person)


def fresh(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


def test_every_save_is_a_new_version(write_story) -> None:
    story = write_story()
    assert story.version == 1
    story.save()
    stale = fresh(story)
    story.save(update_fields=["headline_ar"])
    stale.save()
    assert (story.version, stale.version, fresh(story).version) == (3, 4, 4)


def test_a_save_on_the_latest_version_is_a_revision(write_story, editor) -> None:
    story = write_story(body_ar=BODY)
    revision = save(story, drafts.open_story(story), editor, headline_ar="عنوان جديد")
    assert revision.data["headline_ar"] == "عنوان جديد"
    assert revision.version == fresh(story).version


def test_a_save_over_a_newer_version_writes_nothing_and_brings_both_texts(write_story, editor, chief) -> None:
    story = write_story(body_ar=BODY)
    version = drafts.open_story(story)
    save(story, version, chief, headline_ar="عنوان الرئيسة")
    with pytest.raises(Conflict) as found:
        save(story, version, editor, headline_ar="عنوان المحرر")
    assert fresh(story).headline_ar == "عنوان الرئيسة"
    clash = found.value.merge.clashes["headline_ar"]
    assert clash == ("لافروف يصل إلى طهران", "عنوان المحرر", "عنوان الرئيسة")


def test_changes_that_do_not_overlap_merge_by_themselves(write_story, editor, chief) -> None:
    story = write_story(body_ar=BODY)
    version = drafts.open_story(story)
    save(story, version, chief, body_ar=BODY.replace("أولى", "أولى معدلة"), standfirst_ar="مقدمة")
    with pytest.raises(Conflict) as found:
        save(story, version, editor, body_ar=BODY.replace("ثالثة", "ثالثة معدلة"))
    assert not found.value.merge.clashes
    drafts.save_merged(found.value.token, editor, seen_version=found.value.version, choices={})
    stored = fresh(story)
    assert stored.body_ar == "<p>أولى معدلة</p><p>ثانية</p><p>ثالثة معدلة</p>"
    assert stored.standfirst_ar == "مقدمة"
    assert story.revisions.first().by == editor


@pytest.mark.parametrize(
    ("choice", "own", "result"),
    [("mine", {}, "لي"), ("theirs", {}, "لهم"), ("own", {"headline_ar": "بيننا"}, "بيننا")],
)
def test_a_clash_is_decided_field_by_field(choice, own, result, write_story, editor, chief) -> None:
    story = write_story()
    version = drafts.open_story(story)
    save(story, version, chief, headline_ar="لهم")
    with pytest.raises(Conflict) as found:
        save(story, version, editor, headline_ar="لي", standfirst_ar="مقدمتي")
    conflict = found.value
    drafts.save_merged(conflict.token, editor, seen_version=conflict.version, choices={"headline_ar": choice}, own=own)
    assert (fresh(story).headline_ar, fresh(story).standfirst_ar) == (result, "مقدمتي")


def test_what_is_left_undecided_or_changed_once_more_is_asked_again(write_story, editor, chief) -> None:
    story = write_story()
    version = drafts.open_story(story)
    save(story, version, chief, headline_ar="لهم")
    with pytest.raises(Conflict) as found:
        save(story, version, editor, headline_ar="لي")
    conflict = found.value
    with pytest.raises(Conflict):
        drafts.save_merged(conflict.token, editor, seen_version=conflict.version, choices={})
    save(story, fresh(story).version, chief, headline_ar="لهم ثانية")
    with pytest.raises(Conflict) as again:
        drafts.save_merged(conflict.token, editor, seen_version=conflict.version, choices={"headline_ar": "mine"})
    assert again.value.merge.clashes["headline_ar"].theirs == "لهم ثانية"
    assert fresh(story).headline_ar == "لهم ثانية"


def test_a_merge_is_signed_and_for_those_who_may_change_the_story(write_story, editor, chief, reporter) -> None:
    story = write_story()
    version = drafts.open_story(story)
    save(story, version, chief, headline_ar="لهم")
    with pytest.raises(Conflict) as found:
        save(story, version, editor, standfirst_ar="لي")
    with pytest.raises(PermissionDenied):
        drafts.save_merged(found.value.token, reporter, seen_version=found.value.version, choices={})
    with pytest.raises(BadSignature):
        drafts.save_merged(found.value.token + "x", editor, seen_version=1, choices={})


def test_a_translator_merges_what_is_theirs_and_nothing_else(write_story, translator, chief) -> None:
    story = write_story()
    workflow.translate(story, translator, "uk")
    version = drafts.open_story(story)
    save(story, version, chief, headline_ar="لهم")
    for fields, allowed in (({"headline_uk": "Моє"}, True), ({"standfirst_ar": "لي"}, False)):
        with pytest.raises(Conflict) as found:
            save(story, version, translator, **fields)
        sent = {"seen_version": found.value.version, "choices": {}}
        if allowed:
            drafts.save_merged(found.value.token, translator, **sent)
        else:
            with pytest.raises(PermissionDenied):
                drafts.save_merged(found.value.token, translator, **sent)
    assert (fresh(story).headline_uk, fresh(story).standfirst_ar) == ("Моє", "")


def test_a_verb_in_between_is_no_clash(write_story, editor, chief) -> None:
    from articles import workflow

    story = write_story()
    version = drafts.open_story(story)
    workflow.publish(fresh(story), chief)
    with pytest.raises(Conflict) as found:
        save(story, version, editor, headline_ar="أدق")
    assert not found.value.merge.clashes
    drafts.save_merged(found.value.token, editor, seen_version=found.value.version, choices={})
    assert fresh(story).headline_ar == "أدق" and fresh(story).languages_out() == ["ar"]


def test_an_unsaved_text_survives_until_it_is_saved(write_story, editor, chief) -> None:
    story = write_story()
    first = drafts.save_draft(editor, {"headline_ar": "لم يُحفظ"}, article=story, base_version=1)
    again = drafts.save_draft(editor, {"headline_ar": "لم يُحفظ بعد"}, article=story, base_version=1)
    assert first["draft_key"] == again["draft_key"] and Autosave.objects.count() == 1
    found = drafts.load_draft(editor, article=story)
    assert (found["data"], found["is_stale"]) == ({"headline_ar": "لم يُحفظ بعد"}, False)
    assert drafts.load_draft(chief, article=story) is None
    story.save()
    assert drafts.load_draft(editor, article=story)["is_stale"]
    assert drafts.discard(editor, article=story) and drafts.load_draft(editor, article=story) is None


def test_a_story_that_was_never_saved_is_kept_under_its_key(editor, chief) -> None:
    key = uuid4()
    drafts.save_draft(editor, {"headline_ar": "جديد"}, draft_key=key)
    drafts.save_draft(editor, {"headline_ar": "جديد جدا"}, draft_key=key)
    assert drafts.load_draft(editor, draft_key=key)["data"] == {"headline_ar": "جديد جدا"}
    assert drafts.load_draft(chief, draft_key=key) is None
    assert [one["draft_key"] for one in drafts.unsaved(editor)] == [str(key)]
    assert drafts.discard(editor, draft_key=key) and not drafts.discard(editor, draft_key=key)


def test_a_text_beyond_measure_is_refused(editor) -> None:
    with pytest.raises(ValidationError):
        drafts.save_draft(editor, {"body_ar": "س" * 2_000_001})


def test_texts_that_nobody_came_back_to_are_forgotten(editor) -> None:
    drafts.save_draft(editor, {"headline_ar": "قديم"})
    assert drafts.forget_old_drafts(timezone.now() + timedelta(days=29)) == 0
    assert drafts.forget_old_drafts(timezone.now() + timedelta(days=31)) == 1


def test_people_at_a_story_see_one_another_until_they_go(write_story, editor, chief) -> None:
    story, now = write_story(), timezone.now()
    assert drafts.who_is_here(story, editor, "headline_ar", now) == []
    (other,) = drafts.who_is_here(story, chief, "body_ar", now + timedelta(seconds=10))
    assert (other["id"], other["name"], other["field"]) == (editor.pk, "عادل", "headline_ar")
    assert drafts.who_is_here(story, chief, "body_ar", now + timedelta(seconds=41)) == []
    drafts.leave(story, chief)
    assert drafts.who_is_here(story, editor, "", now + timedelta(seconds=42)) == []
