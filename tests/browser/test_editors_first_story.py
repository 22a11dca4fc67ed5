"""An editor's first story: written, translated, tagged, tied to two others, published, and read on a phone."""

from typing import Any

import pytest

from articles.models import Article, Tag
from articles.models.article import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADLINE = "لافروف: «لا وقف للنار» قبل رفع الحصار"
BODY = "قال الوزير إن المحادثات مستمرة، وإن 3.5 مليون نازح ينتظرون."


def tie(page: Any, row: int, typed: str, headline: str) -> None:
    box = page.locator(f"#related_stories-{row} .search-input")
    box.scroll_into_view_if_needed()
    box.fill(typed)
    page.locator(f"#related_stories-{row} [role=option]", has_text=headline).click()


def test_an_editors_first_story(editor: Any, page_of: Any, write_story: Any, section: Any) -> None:
    write_story("الأسعار ترتفع في الأسواق", out="ar")
    write_story("مجلس الأمن يناقش المشروع", out="ar")
    Tag.objects.create(name_ar="سيرغي لافروف", kind="person")

    page = page_of()
    from playwright.sync_api import expect

    page.goto("/admin/")
    page.fill("#id_username", "adel")
    page.fill("#id_password", "كلمة سر طويلة 1")
    page.click("[type=submit]")
    page.click(".desk-write")

    page.fill("#id_headline_ar", HEADLINE)
    page.fill("#id_standfirst_ar", "المحادثات مستمرة والنازحون ينتظرون.")
    page.locator(".body-editor .ProseMirror[lang=ar]").click()
    page.keyboard.type(BODY)
    page.click(".language-bar [data-language=en]")
    page.fill("#id_headline_en", "Lavrov: no ceasefire before the siege is lifted")
    page.fill("#id_standfirst_en", "Talks go on while the displaced wait.")
    page.locator(".body-editor .ProseMirror[lang=en]").click()
    page.keyboard.type("The minister said talks go on.")
    page.click(".language-bar [data-language=ar]")
    page.select_option("#id_section", label="سياسة")
    page.locator("#bylines-group .select2-selection--single").first.press("R")
    page.keyboard.press("t")
    expect(page.locator(".select2-container--open .select2-search__field")).to_have_value("Rt")
    expect(page.locator(".select2-results__message")).to_have_text("لا نتائج")
    page.keyboard.press("Escape")
    page.locator(".field-tags .select2-search__field").type("لافروف")
    page.locator(".select2-results__option", has_text="سيرغي لافروف").click()
    tie(page, 0, "الاسعار", "الأسعار ترتفع")
    page.click("#related_stories-group .add-row a")
    tie(page, 1, "مجلس الامن", "مجلس الأمن")
    page.locator("#related_stories-1").get_by_role("button", name=page.evaluate("gettext('Move up')")).click()
    page.click("button[value=publish]")
    page.wait_for_selector(".messagelist .success")

    story = Article.objects.get(headline_ar=HEADLINE)
    assert story.status == Status.PUBLISHED
    assert story.body_ar == f"<p>{BODY}</p>"
    assert sorted(story.languages_out()) == ["ar", "en"]
    assert [str(tag) for tag in story.tags.all()] == ["سيرغي لافروف"]
    tied = [str(related.related) for related in story.related_stories.all()]
    assert tied == ["مجلس الأمن يناقش المشروع", "الأسعار ترتفع في الأسواق"]

    reader = page_of(width=390)
    reader.goto(f"/a/{story.pk}")
    assert reader.locator("h1").inner_text().strip() == HEADLINE
    assert BODY in reader.locator("article").first.inner_text()
    assert "الأسعار ترتفع في الأسواق" in reader.locator("main").inner_text()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390
    assert reader.evaluate("document.documentElement.dir") == "rtl"
