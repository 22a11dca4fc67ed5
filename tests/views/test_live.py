"""Live coverage: told at once, in its language, the newest first, and described as such to search engines."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.caching import edition
from articles.models import Article, AuditEntry, LiveUpdate
from articles.views import live as pages

HOUR = timedelta(hours=1)


@pytest.fixture
def live(write_story: Any) -> Article:
    """A live story that is out in two languages."""
    return write_story(out="ar en", kind="live")


def described(page: str) -> dict[str, Any]:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(data)[0]


def test_readers_see_what_was_told_last_first_and_in_their_language(live: Any, editor: Any, text_of: Any) -> None:
    first = workflow.tell_live(live, editor, "ar", "وصل الوفد إلى موسكو <b>", "فقرة\n\nوأخرى", is_key=True)
    workflow.tell_live(live, editor, "ar", "بدأت المحادثات")
    page = text_of(live.get_absolute_url())
    assert page.index("بدأت المحادثات") < page.index(f'id="update-{first.pk}"')
    assert "موسكو &lt;b&gt;" in page and "<p>وأخرى</p>" in page
    assert f'#update-{first.pk}">' in page, "a turning point is listed over the updates"
    assert "المحادثات" not in text_of(live.url_in("en"))


def test_search_engines_are_told_of_each_update(live: Any, editor: Any, text_of: Any) -> None:
    told = workflow.tell_live(live, editor, "ar", "وصل الوفد", "التفاصيل")
    workflow.amend_live(told, editor, "وصل الوفدان", "التفاصيل")
    data = described(text_of(live.get_absolute_url()))
    assert data["@type"] == "LiveBlogPosting" and "coverageEndTime" not in data and "dateline" not in data
    (update,) = data["liveBlogUpdate"]
    assert (update["headline"], update["articleBody"]) == ("وصل الوفدان", "التفاصيل")
    assert update["url"] == f"{data['url']}?until={told.pk}#update-{told.pk}", "it leads to the update on any page"
    assert update["datePublished"] <= update["dateModified"] <= data["dateModified"]
    Article.objects.filter(pk=live.pk).update(live_until=timezone.now() - HOUR)
    edition.bump()
    assert described(text_of(live.get_absolute_url()))["coverageEndTime"]


def test_coverage_that_has_ended_tells_no_more_but_may_be_mended(live: Any, editor: Any, text_of: Any) -> None:
    told = workflow.tell_live(live, editor, "ar", "وصل الوفد")
    assert 'data-live="on"' in text_of(live.get_absolute_url())
    live.live_until = timezone.now() - HOUR
    live.save()
    edition.bump()
    assert 'data-live="off"' in text_of(live.get_absolute_url())
    with pytest.raises(ValidationError):
        workflow.tell_live(live, editor, "ar", "خبر متأخر")
    workflow.remove_live(told, editor)
    assert not LiveUpdate.objects.exists()
    assert live.status_changes.filter(verb="remove_live", note="وصل الوفد").exists(), "the log keeps what it said"


def test_lists_mark_it_while_it_goes_on(live: Any, text_of: Any) -> None:
    assert '<b class="live-mark">مباشر</b>' in text_of("/latest/")
    Article.objects.filter(pk=live.pk).update(live_until=timezone.now() - HOUR)
    edition.bump()
    assert "live-mark" not in text_of("/latest/")


def test_an_update_wants_a_headline_and_a_language_that_is_out(live: Any, editor: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        workflow.tell_live(live, editor, "ar", "  ")
    assert "headline" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        workflow.tell_live(live, editor, "uk", "Делегація прибула")
    assert "language" in refused.value.message_dict
    assert not LiveUpdate.objects.exists()


def test_earlier_updates_have_pages_that_do_not_shift(live: Any, editor: Any, text_of: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    told = [workflow.tell_live(live, editor, "ar", f"تحديث {number}", is_key=not number) for number in range(5)]
    first = text_of(live.get_absolute_url())
    assert f'href="?until={told[2].pk}#live"' in first
    assert f'href="?until={told[0].pk}#update-{told[0].pk}"' in first, "a turning point is led to on its own page"
    second = text_of(live.get_absolute_url(), until=str(told[2].pk))
    assert re.findall(r'id="update-(\d+)"', second) == [str(told[2].pk), str(told[1].pk)]
    for nonsense in ("0", "x", "٣", "9" * 30):
        assert re.findall(r'id="update-(\d+)"', text_of(live.get_absolute_url(), until=nonsense))[0] == str(told[4].pk)


def test_what_was_told_is_found_and_makes_a_new_edition(
    live: Any, editor: Any, client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = edition.current()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.tell_live(live, editor, "ar", "اقتحام المطار", "فرقاطة")
    edition.forget()
    assert edition.current() > before
    assert f"/articles/{live.pk}/" in client.get("/search/", {"q": "فرقاطة"}).content.decode()


def test_a_full_feed_holds_what_was_told(live: Any, editor: Any, client: Any, settings: Any) -> None:
    settings.FEED_CONTENT = "full"
    workflow.tell_live(live, editor, "ar", "وصل <الوفد>", "فقرة")
    (item,) = json.loads(client.get("/latest/feed.json").content)["items"]
    assert "وصل &lt;الوفد&gt;</h3><p>فقرة</p>" in item["content_html"]


def test_the_desk_changes_and_takes_back_through_the_workflow(
    live: Any, editor: Any, reporter: Any, client_of: Any
) -> None:
    told = workflow.tell_live(live, editor, "ar", "وصل الوفد")
    address = f"/admin/articles/liveupdate/{told.pk}/"
    assert client_of(reporter).post(f"{address}change/", {"headline": "لا"}).status_code == 403
    desk = client_of(editor)
    assert desk.get("/admin/articles/liveupdate/").status_code == 200
    assert desk.post(f"{address}change/", {"headline": "وصل الوفدان", "text": ""}).status_code == 302
    told.refresh_from_db()
    assert told.headline == "وصل الوفدان" and told.changed_at
    assert desk.post(f"{address}delete/", {"post": "yes"}).status_code == 302
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"tell_live", "amend_live", "remove_live"}
    assert client_of(editor).get("/admin/articles/liveupdate/add/").status_code == 403
