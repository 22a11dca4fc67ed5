"""The preview beside the form, in a real browser."""

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
