"""The preview of what a form holds, and the page of the links that show a story outside."""

import re
from typing import Any

import pytest

from articles import workflow
from articles.models import Article, AuditEntry, Author, Byline, PreviewLink, RelatedStory, Revision, Tag

LIVE = "/admin/articles/article/preview/"
FORM = "/admin/articles/article/{}/change/"


@pytest.fixture
def typed(fields_of: Any) -> Any:
    """Return a function that sends a person's form of a story, with changes, for a preview."""

    def send(client: Any, story: Article | None, language: str = "ar", view: str = "page", **changes: Any) -> Any:
        address = FORM.format(story.pk) if story else "/admin/articles/article/add/"
        data = {name: value for name, value in fields_of(client.get(address)).items() if "__prefix__" not in name}
        sent = {"preview_language": language, "preview_view": view, "preview_story": story.pk if story else ""}
        return client.post(LIVE, {**data, **changes, **sent})

    return send


def test_the_preview_is_the_readers_page_of_what_is_typed(
    write_story: Any, editor: Any, client_of: Any, typed: Any
) -> None:
    story, author = write_story(), Author.objects.create(name_ar="سعاد")
    tag = Tag.objects.create(name_ar="إيران")
    client = client_of(editor)
    client.get(FORM.format(story.pk))
    before = (Article.objects.values().get(pk=story.pk), Revision.objects.count(), AuditEntry.objects.count())
    row = {"bylines-0-author": author.pk, "bylines-0-role": "reporting"}
    page = typed(client, story, headline_ar="عنوان يُكتب الآن", body_ar="<p>سطر جديد.</p>", tags=[tag.pk], **row)
    text = page.content.decode()
    assert "عنوان يُكتب الآن" in text and "سطر جديد." in text and "سعاد" in text and "إيران" in text
    assert "no-store" in page["Cache-Control"]
    assert before == (Article.objects.values().get(pk=story.pk), Revision.objects.count(), AuditEntry.objects.count())
    assert not Byline.objects.exists()


def test_what_is_typed_is_cleaned_and_no_script_is_in_the_frame(
    write_story: Any, editor: Any, client_of: Any, typed: Any
) -> None:
    evil = '<p onclick="x()">نص<script>alert(1)</script></p><iframe src="//x"></iframe>'
    tie = {"related_stories-0-headline": "خبر", "related_stories-0-url": "javascript:alert(1)"}
    page = typed(client_of(editor), write_story(), body_ar=evil, headline_ar="<script>alert(2)</script>", **tie)
    text = page.content.decode()
    assert not re.search(r"<script|onclick|<iframe|javascript:", text)
    assert "&lt;script&gt;alert(2)" in text and "خبر" in text


@pytest.mark.parametrize("language", ["ar", "en", "uk", "fa"])
@pytest.mark.parametrize("view", ["page", "cards"])
def test_a_story_that_was_never_saved_is_shown_in_every_language(
    language: str, view: str, reporter: Any, client_of: Any, typed: Any
) -> None:
    words = {f"headline_{language}": "عنوان Head", f"body_{language}": "<p>Text نص</p>"}
    page = typed(client_of(reporter), None, language, view, **words)
    text = page.content.decode()
    assert page.status_code == 200 and f'<html lang="{language}"' in text
    assert "عنوان Head" in text and "Text نص" in text
    assert not Article.objects.exists()


def test_the_share_card_is_drawn_of_what_is_typed_and_not_stored(
    write_story: Any, editor: Any, client_of: Any, typed: Any, settings: Any
) -> None:
    client, story = client_of(editor), write_story()
    pages = [typed(client, story, view="cards", headline_ar=text).content for text in ("عنوان أول", "عنوان ثان")]
    drawn = [re.search(rb'src="data:image/jpeg;base64,([^"]*)"', page) for page in pages]
    assert all(drawn) and drawn[0][1] != drawn[1][1]  # type: ignore[index]
    assert not list(settings.MEDIA_ROOT.rglob("*.jpg"))
    story.refresh_from_db()
    assert story.share_cards == {}


def test_a_text_beyond_all_measure_is_answered_with_a_reason(
    write_story: Any, editor: Any, client_of: Any, typed: Any
) -> None:
    page = typed(client_of(editor), write_story(), body_ar="<blockquote>" * 500)
    assert page.status_code == 400 and page.json()["error"]


@pytest.mark.parametrize(
    "changes",
    [
        {"section": "x", "kind": "?", "dateline_date": "غدًا", "lead_image": "9" * 30},
        {"bylines-TOTAL_FORMS": "-1", "related_stories-TOTAL_FORMS": "9" * 12, "bylines-0-author": "999999"},
        {"related_stories-0-related": "999999", "related_stories-0-kind": "x", "tags": ["x", "999999"]},
    ],
)
def test_unreadable_values_are_passed_over(
    changes: dict[str, Any], write_story: Any, editor: Any, client_of: Any, typed: Any
) -> None:
    assert typed(client_of(editor), write_story(), **changes).status_code == 200


def test_a_preview_shows_related_stories_only_if_readers_may_see_them(
    write_story: Any, editor: Any, client_of: Any, typed: Any
) -> None:
    story, out, secret = write_story(), write_story("خبر منشور", out="ar"), write_story("خبر سري")
    for position, other in enumerate((out, secret)):
        RelatedStory.objects.create(article=story, related=other, position=position)
    text = typed(client_of(editor), story).content.decode()
    assert "خبر منشور" in text and "خبر سري" not in text


def test_a_stranger_gets_no_preview(write_story: Any, stranger: Any, client_of: Any) -> None:
    sent = {"preview_language": "ar", "preview_story": write_story().pk}
    assert client_of(stranger).post(LIVE, sent).status_code == 403
    assert client_of(stranger).post(LIVE, {"preview_language": "ar"}).status_code == 403


def links(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/previews/"


def test_a_link_is_shown_once_opened_and_closed(write_story: Any, editor: Any, client_of: Any, client: Any) -> None:
    story, desk = write_story(), client_of(editor)
    made = desk.post(links(story), {"language": "ar", "hours": "24"}).content.decode()
    address = re.search(r'value="http[^"]*(/preview/[^"]*)"', made)
    assert address and client.get(address[1]).status_code == 200
    listed = desk.get(links(story)).content.decode()
    assert address[1] not in listed
    desk.post(links(story), {"close": PreviewLink.objects.get().pk})
    assert client.get(address[1]).status_code == 410
    assert desk.get(links(story)).content.decode().count('class="is-over"') == 1


def test_a_link_can_show_an_older_version(write_story: Any, editor: Any, client_of: Any, client: Any) -> None:
    story, desk = write_story(), client_of(editor)
    old = Revision.objects.record(story, editor)
    story.headline_ar = "عنوان لاحق"
    story.save()
    desk.post(links(story), {"language": "ar", "hours": "24", "version": old.pk})
    assert PreviewLink.objects.get().revision == old


def test_only_those_who_may_share_make_and_close_links(
    write_story: Any, reporter: Any, editor: Any, chief: Any, client_of: Any
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    story = write_story()
    assert client_of(reporter).post(links(story), {"language": "ar", "hours": "24"}).status_code == 403
    client_of(editor).post(links(story), {"language": "ar", "hours": "24"})
    link = PreviewLink.objects.get()
    assert client_of(reporter).post(links(story), {"close": link.pk}).status_code == 403
    workflow.set_embargo(story, editor, timezone.now() + timedelta(hours=2))
    assert client_of(editor).post(links(story), {"language": "ar", "hours": "24"}).status_code == 403
    assert client_of(chief).post(links(story), {"language": "ar", "hours": "24"}).status_code == 200


@pytest.mark.parametrize("sent", [{"language": "xx", "hours": "24"}, {"language": "ar", "hours": "9999"}])
def test_a_wrong_choice_is_told_at_its_field(
    sent: dict[str, str], write_story: Any, editor: Any, client_of: Any
) -> None:
    page = client_of(editor).post(links(write_story()), sent)
    assert page.status_code == 200 and "errorlist" in page.content.decode()
    assert not PreviewLink.objects.exists()


def test_any_version_is_shown_as_readers_would_see_it(write_story: Any, editor: Any, client_of: Any) -> None:
    story = write_story(headline_en="Lavrov arrives", body_en="<p>Text.</p>")
    old = Revision.objects.record(story, editor)
    story.headline_ar = "عنوان لاحق"
    story.save()
    client, address = client_of(editor), f"/admin/articles/article/{story.pk}/history/{old.pk}/"
    page = client.get(address).content.decode()
    assert "لافروف يصل إلى طهران" in page and "عنوان لاحق" not in page and f'href="{address}?language=en"' in page
    assert "Lavrov arrives" in client.get(f"{address}?language=en").content.decode()
