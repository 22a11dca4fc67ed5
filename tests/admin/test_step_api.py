"""The verbs for programs: the same rights, the same last look, errors in the person's language."""

from typing import Any

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, PendingEdit, Revision
from articles.models.article import Status

DEAD = '<p>نص <a href="/articles/99999/x/">رابط</a></p>'


def address(story: Article, step: str = "") -> str:
    return f"/admin/articles/article/{story.pk}/steps/{step + '/' if step else ''}"


def ask(client: Any, story: Article, step: str, **sent: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(address(story, step), sent, content_type="application/json")
    return answer.status_code, answer.json()


def test_it_tells_what_may_be_done_now_and_what_each_step_asks(editor: Any, client_of: Any, write_story: Any) -> None:
    story = write_story(out="ar", headline_en="English", body_en="<p>text</p>")
    answer = client_of(editor).get(address(story))
    told = answer.json()
    assert (told["status"], told["out"], told["version"]) == ("published", ["ar"], story.version)
    assert [step["name"] for step in told["steps"]] == [verb.name for verb in workflow.verbs_for(story, editor)]
    (correct,) = (step for step in told["steps"] if step["name"] == "correct")
    assert [(field["name"], field["required"]) for field in correct["fields"]] == [("language", True), ("text", True)]
    assert [choice["value"] for choice in correct["fields"][0]["choices"]] == ["ar"]
    assert "no-store" in answer["Cache-Control"]


def test_whoever_is_not_signed_in_or_sends_no_token_does_nothing(editor: Any, client: Any, write_story: Any) -> None:
    story = write_story()
    assert ask(client, story, "submit")[0] == client.get(address(story)).status_code == 401
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(editor)
    assert careful.post(address(story, "submit"), {}, content_type="application/json").status_code == 403
    assert not story.status_changes.exists()


def test_what_is_amiss_stops_or_asks_as_at_the_desk(editor: Any, client_of: Any, write_story: Any) -> None:
    client, story = client_of(editor), write_story(body_ar=DEAD, standfirst_ar="")
    status, told = ask(client, story, "publish")
    assert (status, [one["code"] for one in told["stops"]]) == (409, ["dead_link"])
    Article.objects.filter(pk=story.pk).update(body_ar="<p>نص</p>")
    status, told = ask(client, story, "publish", agreed=["another"])
    assert (status, told["stops"], [one["code"] for one in told["asks"]]) == (409, [], ["no_standfirst"])
    assert not story.status_changes.exists()
    status, told = ask(client, story, "publish", agreed=[one["key"] for one in told["asks"]])
    assert (status, told["out"], told["status"]) == (200, ["ar"], "published")


@pytest.mark.parametrize(("language", "why"), [("ar", "اذكر السبب في جملة."), ("en", "Say why, in a sentence.")])
def test_an_error_stands_at_its_field_in_the_persons_language(
    language: str, why: str, editor: Any, client_of: Any, write_story: Any
) -> None:
    editor.interface_language = language
    editor.save()
    status, told = ask(client_of(editor), write_story(out="ar"), "withdraw", note=" ")
    assert (status, told["fields"]) == (400, {"note": [why]})


@pytest.mark.parametrize(
    "body",
    [b"[", b"[]", b"\xff", b"[" * 100_000, b'{"note": "\\ud800"}', b'{"note": "\\u0000"}', b'{"agreed": 5}',
     b'{"note": "x", "reason": "y"}', b'{"note": {"a": 1}, "x": []}'],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_words(body: bytes, editor: Any, client_of: Any, write_story: Any) -> None:
    story = write_story(out="ar")
    answer = client_of(editor).post(address(story, "withdraw"), body, content_type="application/json")
    assert answer.status_code == 400 and answer.json()["error"]
    assert not story.status_changes.exists()


@pytest.mark.parametrize(
    "changes",
    ["x", {}, {"headline_ar": 5}, {"status": "published"}, {"published_at_ar": ""}, {"headline_ar": "\x00"},
     {"headline_ar": "x" * 301}, {"body_ar": "<div>" * 3000}],
)  # fmt: skip
def test_only_texts_are_proposed(changes: Any, reporter: Any, client_of: Any, write_story: Any) -> None:
    story = write_story(out="ar")
    status, _told = ask(client_of(reporter), story, "propose_edit", changes=changes)
    assert (status, PendingEdit.objects.exists()) == (400, False)


def test_a_proposed_text_is_sanitised_and_a_clash_is_left_to_the_desk(
    reporter: Any, editor: Any, client_of: Any, write_story: Any
) -> None:
    story = write_story(out="ar")
    sent = {"changes": {"body_ar": "<p onclick=x>جديد<script>x</script></p>", "headline_ar": "عنوان"}}
    assert ask(client_of(reporter), story, "propose_edit", note="أدق", **sent)[0] == 200
    edit = story.pending_edits.get()
    assert (edit.data["body_ar"], edit.note, edit.by) == ("<p>جديد</p>", "أدق", reporter)
    stored = Article.objects.get(pk=story.pk)
    stored.headline_ar = "عنوان ثالث"
    stored.save()
    Revision.objects.record(stored, editor)
    status, told = ask(client_of(editor), story, "accept_edit", edit=edit.pk)
    assert status == 409 and "edit" in told["fields"]
    other = write_story(out="ar")
    assert ask(client_of(editor), other, "reject_edit", edit=edit.pk, note="x")[0] == 409
    edit.refresh_from_db()
    assert edit.outcome == PendingEdit.Outcome.WAITING


def test_of_several_languages_all_come_out_or_none(editor: Any, client_of: Any, write_story: Any) -> None:
    story = write_story(out="ar", headline_en="English", body_en="<p>text</p>", headline_uk="Лише заголовок")
    status, told = ask(client_of(editor), story, "publish_language", languages=["en", "uk"], agreed=[])
    assert (status, list(told["fields"])) == (400, ["body_uk"])
    assert Article.objects.get(pk=story.pk).languages_out() == ["ar"]


def test_a_step_that_is_past_says_where_the_story_stands(editor: Any, client_of: Any, write_story: Any) -> None:
    status, told = ask(client_of(editor), write_story(status=Status.READY), "approve")
    assert status == 409 and str(Status.READY.label) in told["error"]
    assert ask(client_of(editor), write_story(), "fly")[0] == 404
