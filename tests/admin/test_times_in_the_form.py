"""Times of publication typed in the form of a live story: a verb with its look and its record, or an error."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article, Image
from articles.models.article import Status


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def typed(language: str, at: datetime | None) -> dict[str, str]:
    local = at and timezone.localtime(at)
    return {
        f"published_at_{language}_0": local.strftime("%Y-%m-%d") if local else "",
        f"published_at_{language}_1": local.strftime("%H:%M:00") if local else "",
    }


def verbs_of(story: Article) -> list[str]:
    return list(story.status_changes.order_by("id").values_list("verb", flat=True))


def test_a_language_brought_out_by_its_time_is_asked_about_too(
    editor: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    story = write_story(out="ar", headline_en="English", body_en="<p>text</p>", standfirst_en="")
    client, now = client_of(editor), timezone.now()
    asked = send(client, change(story), **typed("en", now))
    assert [line.code for line in asked.context["panel"].warnings] == ["no_standfirst"]
    assert verbs_of(story) == []
    send(client, change(story), **typed("en", now), prepublish_seen=asked.context["panel"].answer)
    assert verbs_of(story) == ["publish_language"]


def test_what_is_out_is_not_hidden_by_a_time_to_come(editor: Any, client_of: Any, write_story: Any, send: Any) -> None:
    story = write_story(out="ar")
    sent = send(client_of(editor), change(story), **typed("ar", timezone.now() + timedelta(days=1)), _continue="1")
    assert "published_at_ar" in sent.context["adminform"].form.errors
    assert Article.objects.get(pk=story.pk).languages_out() == ["ar"]


def test_a_time_that_is_past_may_be_corrected(editor: Any, client_of: Any, write_story: Any, send: Any) -> None:
    story, earlier = write_story(out="ar"), timezone.now() - timedelta(days=3)
    send(client_of(editor), change(story), **typed("ar", earlier), _continue="1")
    assert Article.objects.get(pk=story.pk).published_at_ar == earlier.replace(second=0, microsecond=0)


@pytest.mark.parametrize("coming", [False, True])
def test_a_language_whose_time_is_taken_away_goes_by_a_verb(
    coming: bool, editor: Any, client_of: Any, write_story: Any, send: Any
) -> None:
    at = timezone.now() + timedelta(days=1) if coming else timezone.now() - timedelta(days=1)
    story = write_story(out="ar en", published_at_en=at)
    send(client_of(editor), change(story), **typed("en", None), _continue="1")
    stored = Article.objects.get(pk=story.pk)
    assert (stored.published_at_en, verbs_of(story)) == (None, ["unpublish_language"])
    assert stored.languages_out() == ["ar"]


@pytest.mark.parametrize("role", ["editor", "chief"])
def test_a_move_brings_nothing_that_stops(role: str, request: Any, client_of: Any, write_story: Any, send: Any) -> None:
    ends = timezone.localdate() + timedelta(days=2)
    picture = Image.objects.create(
        file="x.png", content_hash="x", width=1, height=1, alt_ar="ميناء", credit="أرشيف", rights_expire_on=ends
    )
    coming = timezone.now() + timedelta(days=1)
    story = write_story(status=Status.PUBLISHED, published_at_ar=coming, lead_image=picture)
    client, later = client_of(request.getfixturevalue(role)), coming + timedelta(days=5)
    answer = client.post("/admin/calendar/", {"story": f"{story.pk}:ar", "to": f"{later:%Y-%m-%d}"}, follow=True)
    assert str(picture) in "".join(map(str, answer.context["messages"]))
    sent = {"at": timezone.localtime(later).strftime("%Y-%m-%dT%H:%M")}
    address = f"/admin/articles/article/{story.pk}/steps/reschedule/"
    assert client.post(address, sent, content_type="application/json").status_code in (400, 409)
    send(client, change(story), **typed("ar", later), _continue="1")
    assert verbs_of(story) == [] and Article.objects.get(pk=story.pk).published_at_ar == coming
