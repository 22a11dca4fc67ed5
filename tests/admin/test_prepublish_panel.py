"""Before a story goes out: errors stop it, warnings ask, and a check looks at what stands in the form."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Revision
from articles.models.article import Status

DEAD = '<p>نص <a href="/articles/99999/x/">رابط</a></p>'


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def test_a_check_tells_what_is_amiss_in_the_unsaved_text_and_saves_nothing(
    editor: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story = write_story()
    page = send(client_of(editor), change(story), _check="1", body_ar=DEAD, standfirst_ar="", headline_ar="عنوان جديد")
    panel = page.context["panel"]
    assert [line.code for line in panel.errors] == ["dead_link"]
    assert [(line.code, line.anchor, line.language) for line in panel.warnings] == [
        ("no_standfirst", "id_standfirst_ar", "ar")
    ]
    assert "عنوان جديد" in page.content.decode() and "errornote" not in page.content.decode()
    story.refresh_from_db()
    assert (story.headline_ar, story.version) == ("لافروف يصل إلى طهران", 1)


@pytest.mark.parametrize("verb", ["approve", "publish", "schedule", "publish_language"])
def test_an_error_stops_and_a_warning_asks(
    verb: str, editor: Any, client_of: Any, write_story: Any, fields_of: Any, undrawn: Any
) -> None:
    out = {"out": "ar"} if verb == "publish_language" else {"status": Status.IN_REVIEW}
    story = write_story(**out, headline_en="Headline", body_en="<p>Text.</p>", standfirst_en="")
    client, address = client_of(editor), change(story)
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    typed = {name: value for name, value in fields_of(client.get(address)).items() if "__prefix__" not in name}
    typed |= {"_verb": verb, "schedule_at": later, "publish_language_languages": ["en"]}

    def press(**changes: Any) -> Any:
        with undrawn():
            return client.post(address, {**typed, **changes})

    stopped = press(body_en=DEAD, prepublish_seen="x")
    assert stopped.context_data["panel"].errors
    asked = press()
    assert not asked.context_data["panel"].errors and not story.status_changes.exists()
    press(prepublish_seen="0123456789ab")
    assert not story.status_changes.exists()
    press(prepublish_seen=asked.context_data["panel"].answer)
    assert story.status_changes.get().verb == verb


def test_the_house_decides_what_stops(editor: Any, client_of: Any, write_story: Any, send: Any, settings: Any) -> None:
    settings.PREPUBLISH_ERRORS = ["no_standfirst"]
    story = write_story(standfirst_ar="")
    page = send(client_of(editor), change(story), _verb="publish")
    assert [line.code for line in page.context["panel"].errors] == ["no_standfirst"]


def test_bulk_publishing_shows_each_storys_findings_before_it_asks(
    editor: Any, client_of: Any, write_story: Any
) -> None:
    good, bare, dead = write_story(), write_story("بلا مقدمة", standfirst_ar=""), write_story("رابط ميت", body_ar=DEAD)
    client = client_of(editor)
    chosen = {"action": "publish", "_selected_action": [good.pk, bare.pk, dead.pk]}
    asked = client.post("/admin/articles/article/", chosen)
    assert {article.pk: [line.code for line in panel] for article, _status, panel in asked.context["stories"]} == {
        good.pk: [], bare.pk: ["no_standfirst"], dead.pk: ["dead_link"],
    }  # fmt: skip
    client.post("/admin/articles/article/", {**chosen, "_confirmed": "1"})
    assert list(Article.objects.published()) == [good]
    client.post("/admin/articles/article/", {**chosen, "_confirmed": "1", "despite": "on"})
    assert set(Article.objects.published()) == {good, bare}


def test_an_outdated_translation_leads_to_what_changed_in_its_source(
    editor: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story = write_story(headline_en="Headline", body_en="<p>Text.</p>", standfirst_en="Why it matters.")
    workflow.translate(story, editor, "en")
    page = send(client_of(editor), change(story), _check="1", body_ar="<p>نص تغيّر.</p>")
    [line] = page.context["panel"].warnings
    assert line.code == "out_of_date"
    assert line.changed.endswith(f"?old={Revision.objects.get(article=story).pk}")


@pytest.mark.parametrize("road", ["publish", "schedule", "bulk", "typed"])
def test_no_road_leads_round_an_embargo(
    road: str, editor: Any, chief: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story = write_story()
    until = timezone.now() + timedelta(days=3)
    workflow.set_embargo(story, chief, until)
    client, address = client_of(editor), change(story)
    page = client.get(address).content.decode()
    assert 'class="desk-notice"' in page
    soon = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    if road == "bulk":
        chosen = {"action": "publish", "_selected_action": story.pk, "_confirmed": "1"}
        client.post("/admin/articles/article/", chosen)
    elif road == "typed":
        past = {"published_at_ar_0": "2020-01-01", "published_at_ar_1": "10:00:00"}
        send(client, address, **past, _verb="publish")
        send(client, address, **past, _continue="1")
    else:
        send(client, address, _verb=road, schedule_at=soon)
    story.refresh_from_db()
    assert story.status == Status.PUBLISHED
    assert not Article.objects.published_anywhere(until - timedelta(minutes=1)).exists()
    answer = client.post(f"/admin/articles/article/{story.pk}/step/lift_embargo/", {"note": "لا"})
    assert answer.status_code == 403


def test_a_typed_time_of_what_is_still_to_come_is_a_step_like_any_other(
    editor: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story = write_story(status=Status.PUBLISHED, published_at_ar=timezone.now() + timedelta(days=1))
    client, address = client_of(editor), change(story)
    later = timezone.localtime() + timedelta(days=4)
    typed = {"published_at_ar_0": later.strftime("%Y-%m-%d"), "published_at_ar_1": later.strftime("%H:%M:00")}
    send(client, address, **typed, _continue="1")
    story.refresh_from_db()
    assert story.published_at_ar == later.replace(second=0, microsecond=0)
    assert [change.verb for change in story.status_changes.all()] == ["reschedule"]
    refused = send(client, address, **typed | {"published_at_ar_0": "2020-01-01"}, _continue="1")
    assert "published_at_ar" in refused.context["adminform"].form.errors
    assert not Article.objects.published_anywhere().exists()
