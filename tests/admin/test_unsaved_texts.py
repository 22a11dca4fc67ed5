"""What is typed and not saved: kept, offered on return with what differs, put back whole, and forgotten when saved."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from articles import drafts, workflow
from articles.models import Article, Author, Autosave, Byline, RelatedStory, Tag

ADD = "/admin/articles/article/add/"
DRAFTS = "/admin/articles/article/drafts/"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def asked(client: Any, address: str, **sent: Any) -> Any:
    return client.post(address, json.dumps(sent), content_type="application/json")


@pytest.fixture
def desk(editor: Any, client_of: Any) -> Any:
    return client_of(editor)


@pytest.fixture
def keep(desk: Any, editor: Any) -> Any:
    """Return a function that keeps what the editor types."""

    def kept(data: dict[str, Any], **more: Any) -> Any:
        return asked(desk, DRAFTS, person=editor.pk, data=data, **more)

    return kept


def typed(fields: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if "__prefix__" not in name} | changes


def test_everything_typed_comes_back_and_saving_it_forgets_it(
    editor: Any, desk: Any, keep: Any, fields_of: Any, write_story: Any
) -> None:
    story, other, tag = write_story(), write_story("خبر آخر"), Tag.objects.create(name_ar="وسم")
    first, second = (Author.objects.create(name_ar=name) for name in ("ريما", "عادل"))
    Byline.objects.create(article=story, author=first)
    fields = fields_of(desk.get(change(story)))
    rows = {"bylines-TOTAL_FORMS": "2", "bylines-1-author": str(second.pk), "bylines-1-role": "editing"}
    tie = {"related_stories-0-related": str(other.pk), "related_stories-0-kind": "background"}
    mine = {"headline_en": "Not saved", "body_ar": "<p>نص لم يُحفظ.</p>", "tags": [str(tag.pk)], **rows, **tie}
    answer = keep(typed(fields, **mine), article=story.pk, base_version=fields["base_version"])
    assert answer.status_code == 200, answer.content
    offer = desk.get(change(story))
    assert offer.context["unsaved"][0]["article"] == story
    assert "_form" not in offer.content.decode(), "nothing can be written over it before it is decided on"
    assert "عادل" in desk.get(f"{DRAFTS}look/", {"unsaved_story": story.pk}).content.decode()
    back = typed(fields_of(desk.get(f"{change(story)}?continue=1")))
    assert {name: back[name] for name in mine} == mine
    assert desk.post(change(story), {**back, "_continue": "1"}).status_code == 302
    story.refresh_from_db()
    assert (story.headline_en, story.body_ar) == ("Not saved", "<p>نص لم يُحفظ.</p>")
    assert [byline.author for byline in story.bylines.all()] == [first, second]
    assert RelatedStory.objects.get().kind == "background"
    assert not Autosave.objects.exists()


def test_a_text_older_than_the_story_comes_back_and_is_merged(
    desk: Any, editor: Any, chief: Any, keep: Any, fields_of: Any, write_story: Any, send: Any, client_of: Any
) -> None:
    story, author = write_story(), Author.objects.create(name_ar="ريما")
    Byline.objects.create(article=story, author=author)
    fields = fields_of(desk.get(change(story)))
    keep(typed(fields, headline_ar="عنوان المحرر"), article=story.pk, base_version=fields["base_version"])
    send(client_of(chief), change(story), standfirst_ar="مقدمة", **{"bylines-0-DELETE": "on", "_continue": "1"})
    back = typed(fields_of(desk.get(f"{change(story)}?continue=1")))
    assert (back["base_version"], back["bylines-0-author"]) == (fields["base_version"], str(author.pk))
    desk.post(change(story), {**back, "_continue": "1"})
    story.refresh_from_db()
    assert (story.headline_ar, story.standfirst_ar, story.bylines.count()) == ("عنوان المحرر", "مقدمة", 0)


def test_a_story_that_was_never_saved_comes_back_by_its_key(desk: Any, editor: Any, keep: Any, fields_of: Any) -> None:
    key = "5f0c1d5e-6a53-4b0e-9a0e-2f6f0a3f7a11"
    keep(typed(fields_of(desk.get(ADD)), headline_ar="جديد لم يُحفظ"), draft_key=key)
    for address in (ADD, "/admin/"):
        assert "جديد لم يُحفظ" in desk.get(address).content.decode()
    assert "جديد لم يُحفظ" in desk.get(f"{DRAFTS}look/", {"unsaved_draft": key}).content.decode()
    back = typed(fields_of(desk.get(f"{ADD}?continue=1&draft={key}")))
    assert (back["headline_ar"], back["draft_key"]) == ("جديد لم يُحفظ", key)
    saved = desk.post(f"{ADD}?continue=1&draft={key}", {**back, "_continue": "1"})
    assert Article.objects.get().headline_ar == "جديد لم يُحفظ"
    assert saved["Location"] == change(Article.objects.get())
    assert not Autosave.objects.exists()


def test_what_says_nothing_new_is_not_offered(
    desk: Any, editor: Any, keep: Any, fields_of: Any, write_story: Any
) -> None:
    story = write_story()
    fields = typed(fields_of(desk.get(change(story))))
    keep(fields, article=story.pk, base_version=fields["base_version"])
    assert desk.get(change(story)).context["unsaved"] == []
    assert not Autosave.objects.exists()


def test_a_text_found_in_a_browser_is_kept_unless_it_was_saved_or_followed(
    desk: Any, keep: Any, fields_of: Any, write_story: Any
) -> None:
    story = write_story()
    fields = typed(fields_of(desk.get(change(story))), headline_ar="عنوان")
    there = {"article": story.pk, "base_version": fields["base_version"]}
    assert keep(fields, **there, recovered="2026-01-01T10:00:00Z").json()["kept"]
    assert not keep(fields, **there, recovered="2026-01-01T09:00:00Z").json()["kept"]
    desk.post(change(story), {**fields, "_continue": "1"})
    assert not keep(fields, **there, recovered="2026-01-01T10:00:00Z").json()["kept"]
    merged = fields | {"headline_ar": "عنوان حُسم على شاشة الدمج"}
    assert not keep(merged, **there, recovered="2026-01-01T10:00:00Z", was_sent=True).json()["kept"]
    assert not Autosave.objects.exists()


def test_throwing_away_is_for_ones_own_texts(
    desk: Any, editor: Any, chief: Any, client_of: Any, write_story: Any
) -> None:
    story = write_story()
    drafts.save_draft(editor, {"headline_ar": "لم يُحفظ"}, article=story)
    sent = {"unsaved_story": story.pk}
    assert client_of(chief).post(f"{DRAFTS}discard/", sent).status_code == 404
    elsewhere = desk.post(f"{DRAFTS}discard/?next=https://example.org/", sent)
    assert elsewhere["Location"] == change(story)
    assert not Autosave.objects.exists()


def test_keeping_is_for_those_who_may_write_and_refuses_what_is_no_form(
    desk: Any, editor: Any, reporter: Any, client_of: Any, keep: Any, write_story: Any
) -> None:
    story, stranger_to_it = write_story(created_by=editor), client_of(reporter)
    assert asked(stranger_to_it, DRAFTS, person=reporter.pk, article=story.pk, data={}).status_code == 403
    assert asked(desk, DRAFTS, person=reporter.pk, data={}).status_code == 409
    assert keep({"body_ar": "س" * 2_000_001}, article=story.pk).status_code == 413
    assert keep({}, article=0, draft_key="x", base_version="x").status_code == 400
    assert desk.post(DRAFTS, "[]", content_type="application/json").status_code == 400
    assert keep({}, article=999).status_code == 404
    assert desk.get(DRAFTS).json()["person"] == editor.pk


def test_people_at_a_story_see_one_another_and_who_saved_it(
    desk: Any, editor: Any, chief: Any, reporter: Any, client_of: Any, send: Any, write_story: Any
) -> None:
    story, hers = write_story(), client_of(chief)
    address = f"/admin/articles/article/{story.pk}/presence/"
    version = drafts.open_story(story)
    asked(hers, address, person=chief.pk, field="body_ar", base_version=version)
    send(hers, change(story), standfirst_ar="مقدمة", _continue="1")
    told = asked(desk, address, person=editor.pk, field="headline_ar", base_version=version).json()
    assert [(one["name"], one["field"]) for one in told["others"]] == [("شهد", "body_ar")]
    assert told["changed_by"] == "شهد"
    asked(hers, address, person=chief.pk, leaving=True)
    assert asked(desk, address, person=editor.pk).json()["others"] == []
    assert asked(client_of(reporter), address, person=reporter.pk).status_code == 403
    assert asked(desk, address, person=chief.pk).status_code == 409
    assert desk.post(address, "x", content_type="application/json").status_code == 400


def test_what_was_typed_for_a_step_comes_back_with_the_step_open(
    desk: Any, editor: Any, keep: Any, fields_of: Any, write_story: Any
) -> None:
    story = write_story(out="ar")
    fields = fields_of(desk.get(change(story)))
    there = {"article": story.pk, "base_version": fields["base_version"]}
    keep(typed(fields, correct_text="الصواب 13 لا 31."), **there)
    assert fields_of(desk.get(change(story)))["correct_text"] == "الصواب 13 لا 31.", "no other word is asked about"
    assert "الصواب 13 لا 31." in desk.get(f"{DRAFTS}look/", {"unsaved_story": story.pk}).content.decode()
    page = desk.get(f"{change(story)}?continue=1")
    assert fields_of(page)["correct_text"] == "الصواب 13 لا 31."
    assert [one.step.name for one in page.context["other_steps"] if one.is_open] == ["correct"]
    again = typed(fields, correct_text="قيل مرة", kicker_ar="تمهيد")
    drafts.discard(editor, article=story)
    keep(again, **there, recovered="2026-01-01T10:00:00Z", was_sent=True)
    kept = drafts.load_draft(editor, article=story)["data"]
    assert ("correct_text" in kept, kept["kicker_ar"]) == (False, "تمهيد"), "it may have been told already"


def test_what_was_typed_for_a_step_stays_when_another_button_is_pressed(
    desk: Any, fields_of: Any, send: Any, write_story: Any
) -> None:
    story, later = write_story(out="ar"), "2030-05-16T18:05"
    told = {"withdraw_note": "وثيقة مزورة", "correct_text": "الصواب 13", "correct_language": "ar"}
    answer = send(desk, change(story), kicker_ar="تمهيد", _continue="1", assign_due_at=later, **told)
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert all(f"«{name}»" in said for name in ("سحب", "تكليف", "نشر تصويب")), said
    page = desk.get(change(story))
    shown = fields_of(page)
    assert {name: shown[name] for name in told} == told
    assert (shown["assign_due_at"], shown["kicker_ar"]) == (later, "تمهيد")
    assert {one.step.name for one in page.context["other_steps"] if one.is_open} == {"withdraw", "correct", "assign"}
    back = fields_of(desk.get(f"{change(story)}?continue=1"))
    assert (back["headline_ar"], back["withdraw_note"]) == (story.headline_ar, "وثيقة مزورة")
    assert later.replace("T", " ") in desk.get(f"{DRAFTS}look/", {"unsaved_story": story.pk}).content.decode()
    desk.post(change(story), {**typed(shown), "_verb": "correct"})
    shown = fields_of(desk.get(change(story)))
    assert (shown["correct_text"], shown["withdraw_note"]) == ("", "وثيقة مزورة")
    send(desk, change(story), _continue="1", withdraw_note="", assign_due_at="")
    assert not Autosave.objects.exists()


def test_a_time_that_the_form_brought_is_nothing_typed(desk: Any, editor: Any, send: Any, write_story: Any) -> None:
    story = write_story(due_at=timezone.now(), embargo_until=timezone.now() + timedelta(days=2))
    workflow.publish(story, editor)
    send(desk, change(story), kicker_ar="تمهيد", _continue="1")
    assert not Autosave.objects.exists()


def test_what_was_typed_for_a_step_outlives_a_merge(
    desk: Any, chief: Any, client_of: Any, fields_of: Any, send: Any, write_story: Any
) -> None:
    story = write_story(out="ar")
    for theirs, mine in (({"kicker_ar": "تمهيدها"}, "عنوانه"), ({"headline_ar": "عنوانها"}, "عنوانه الثاني")):
        fields = typed(fields_of(desk.get(change(story))), correct_text="الصواب 13", headline_ar=mine)
        send(client_of(chief), change(story), _continue="1", **theirs)
        answer = desk.post(change(story), {**fields, "_continue": "1"})
        if answer.status_code == 200:
            choice = {"choice-headline_ar": "mine"}
            desk.post(f"/admin/articles/article/merge/{story.pk}/", {**fields_of(answer), **choice})
        story.refresh_from_db()
        assert story.headline_ar == mine
        assert fields_of(desk.get(change(story)))["correct_text"] == "الصواب 13"
