"""Changes to a story that is out wait for an editor while readers see what they saw."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import drafts, workflow
from articles.models import Article, AuditEntry, Author, PendingEdit, Revision, Tag, snapshot

BODY = "<p>أولى</p><p>ثانية</p><p>ثالثة</p>"


@pytest.fixture
def live(write_story):
    """A story that is out, and its revision."""
    story = write_story(out="ar", body_ar=BODY)
    return story, Revision.objects.record(story, None)


def fresh(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


def test_a_proposed_change_changes_nothing_until_it_is_accepted(live, reporter, editor) -> None:
    story, base = live
    edit = workflow.propose_edit(story, reporter, base, {"headline_ar": "عنوان أدق", "body_ar": BODY}, "الاسم خطأ")
    assert edit.data == {"headline_ar": "عنوان أدق"}
    assert fresh(story).headline_ar == "لافروف يصل إلى طهران"
    workflow.accept_edit(edit, editor)
    assert fresh(story).headline_ar == "عنوان أدق"
    assert fresh(story).status == "published"
    assert (edit.outcome, edit.decided_by) == ("accepted", editor)
    details = AuditEntry.objects.get(action="accept_edit").details
    assert (details["edit"], details["proposed_by"]) == (edit.pk, reporter.pk)


def test_rows_are_proposed_like_texts(live, reporter, editor) -> None:
    story, base = live
    author, tag = Author.objects.create(name_ar="علي"), Tag.objects.create(name_ar="إيران")
    mine = base.data | {"bylines": [{"author_id": author.pk, "role": "writing"}], "tags": [tag.pk]}
    workflow.accept_edit(workflow.propose_edit(story, reporter, base, mine), editor)
    assert [byline.author for byline in fresh(story).bylines.all()] == [author]
    assert list(fresh(story).tags.all()) == [tag]


def test_an_edit_merges_with_what_the_story_became(live, reporter, editor) -> None:
    story, base = live
    edit = workflow.propose_edit(story, reporter, base, {"body_ar": BODY.replace("ثالثة", "ثالثة لي")})
    story = fresh(story)
    story.body_ar = BODY.replace("أولى", "أولى لهم")
    story.save()
    workflow.accept_edit(edit, editor)
    assert fresh(story).body_ar == "<p>أولى لهم</p><p>ثانية</p><p>ثالثة لي</p>"


def test_an_edit_that_clashes_waits_until_somebody_decides(live, reporter, editor) -> None:
    story, base = live
    edit = workflow.propose_edit(story, reporter, base, {"headline_ar": "لي", "standfirst_ar": "مقدمة"})
    stored = fresh(story)
    stored.headline_ar = "لهم"
    stored.save()
    with pytest.raises(workflow.Conflict) as found:
        workflow.accept_edit(edit, editor)
    assert set(found.value.merge.clashes) == {"headline_ar"}
    assert PendingEdit.objects.waiting().get() == edit
    assert fresh(story).headline_ar == "لهم"
    workflow.accept_edit(edit, editor, {"headline_ar": "بيننا", "kind": "opinion"})
    assert (fresh(story).headline_ar, fresh(story).standfirst_ar, fresh(story).kind) == ("بيننا", "مقدمة", "news")


def test_nobody_decides_twice(live, reporter, editor) -> None:
    story, base = live
    edit = workflow.propose_edit(story, reporter, base, {"headline_ar": "أدق"})
    workflow.propose_edit(story, reporter, base, {"headline_ar": "أدق بكثير"})
    workflow.reject_edit(edit, editor, "ليس أدق")
    with pytest.raises(ValidationError) as refused:
        workflow.accept_edit(edit, editor)
    assert refused.value.code == "decided"
    assert fresh(story).headline_ar == "لافروف يصل إلى طهران"


def test_what_changes_nothing_or_only_times_is_no_proposal(live, reporter, write_story) -> None:
    story, base = live
    for mine in ({}, base.data, {"published_at_ar": None, "status": "draft", "created_by_id": reporter.pk}):
        with pytest.raises(ValidationError) as refused:
            workflow.propose_edit(story, reporter, base, mine)
        assert refused.value.code == "unchanged"
    with pytest.raises(ValidationError):
        workflow.propose_edit(write_story(out="ar"), reporter, base, {"headline_ar": "لغيره"})


def test_an_edit_that_would_empty_a_language_that_is_out_is_refused_whole(live, reporter, editor) -> None:
    story, base = live
    edit = workflow.propose_edit(story, reporter, base, {"body_ar": "", "headline_ar": "أدق"})
    with pytest.raises(ValidationError):
        workflow.accept_edit(edit, editor)
    assert fresh(story).headline_ar == "لافروف يصل إلى طهران"
    assert PendingEdit.objects.waiting().exists()


def test_a_reporters_save_over_a_live_story_can_become_a_proposal(live, reporter) -> None:
    """As the form does it: save, look at what came of it, undo, propose."""
    from django.db import transaction

    story, base = live
    assert not workflow.may_edit(story, reporter)
    with transaction.atomic():
        typed = fresh(story)
        typed.headline_ar = "عنوان الصحفية"
        typed.save()
        mine = snapshot.take(typed)
        transaction.set_rollback(True)
    edit = workflow.propose_edit(story, reporter, base, mine)
    assert edit.data == {"headline_ar": "عنوان الصحفية"}
    assert fresh(story).headline_ar == "لافروف يصل إلى طهران"
    with pytest.raises(PermissionDenied):
        workflow.accept_edit(edit, reporter)
    assert drafts.open_story(story) == fresh(story).version
