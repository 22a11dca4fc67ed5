"""The preview beside the form, in a real browser."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from articles.models import Article, AuditEntry, PreviewLink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = """async () => {
    const caches_open = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const kept = await Promise.all(caches_open.map((one) => one.keys()))
    return kept.flat().map((request) => request.url)
}"""
OVER = "انتهت هذه المعاينة"


def test_what_is_typed_appears_in_the_preview_and_nothing_in_it_runs(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    from playwright.sync_api import expect

    story = write_story(headline_en="English headline", body_en="<p>English text.</p>")
    page = page_of(editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.click("#preview-opener")
    shown = page.frame_locator(".preview-stage iframe:not(.is-coming)")
    expect(shown.locator("h1")).to_have_text("لافروف يصل إلى طهران")
    page.fill("#id_headline_ar", "عنوان يُكتب <script>top.document.title = 1</script>")
    expect(shown.locator("h1")).to_contain_text("عنوان يُكتب <script>")
    assert page.title() != "1"
    assert page.evaluate("document.querySelector('.preview-stage iframe').contentWindow.innerWidth") == 1280
    page.click("[data-view=phone]")
    page.click(".language-bar [data-language=en]")
    expect(shown.locator("h1")).to_have_text("English headline")
    assert page.evaluate("document.querySelector('.preview-stage iframe').contentWindow.innerWidth") == 390
    page.click("[data-view=cards]")
    expect(shown.locator(".engine-title")).to_have_text("English headline")
    page.keyboard.press("Escape")
    assert page.locator(".preview-pane").count() == 0
    assert page.evaluate("document.activeElement.id") == "preview-opener"
    story.refresh_from_db()
    assert story.headline_ar == "لافروف يصل إلى طهران"


def test_somebody_without_an_account_reads_one_version_by_a_link_until_it_is_closed(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    from playwright.sync_api import expect

    story = write_story()
    desk, outside = page_of(editor), page_of(width=390)
    desk.goto(f"/admin/articles/article/{story.pk}/previews/")
    desk.click(".preview-new button")
    address = urlsplit(desk.input_value("#made-link")).path
    Article.objects.filter(pk=story.pk).update(headline_ar="عنوان كُتب بعد الرابط")

    sent: list[str] = []
    outside.on("request", lambda request: sent.append(request.method))
    answer = outside.goto(address)
    outside.wait_for_load_state("networkidle")
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    expect(outside.locator("h1")).to_have_text("لافروف يصل إلى طهران")
    expect(outside.locator(".preview-told")).to_be_visible()
    assert outside.evaluate("document.documentElement.scrollWidth") == 390
    assert not [url for url in outside.evaluate(KEPT) if "/preview/" in url], "what is kept to be read offline"
    assert set(sent) == {"GET"} and outside.context.cookies() == []
    opened = AuditEntry.objects.get(action="open_preview")
    assert (opened.article, opened.actor, opened.address) == (story, None, "127.0.0.1")

    desk.goto(f"/admin/articles/article/{story.pk}/previews/")
    expect(desk.locator(".preview-list")).to_contain_text("مرة واحدة")
    desk.click("button[name=close]")
    desk.wait_for_selector(".messagelist .success")
    assert outside.reload().status == 410
    expect(outside.locator("h1")).to_have_text(OVER)
    outside.go_back()
    assert "لافروف" not in outside.content(), "no copy came out of the browser's memory"

    PreviewLink.objects.update(revoked_at=None, expires_at=story.created_at)
    assert outside.goto(address).status == 410
    expect(outside.locator("h1")).to_have_text(OVER)
