"""The steps of the workflow and the check before publishing, in a browser."""

from datetime import timedelta
from typing import Any

from django.utils import timezone


def test_a_check_looks_at_the_typed_text_and_leads_to_the_field_in_its_language(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    story = write_story(headline_en="Headline", body_en="<p>Text.</p>", standfirst_ar="لماذا تهمّ.")
    page = page_of(editor, width=390)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.fill("#id_headline_ar", "عنوان لم يُحفظ بعد")
    page.click("#desk-check")
    found = page.locator("#prepublish .asks a")
    assert found.get_attribute("href") == "#id_standfirst_en"
    assert page.input_value("#id_headline_ar") == "عنوان لم يُحفظ بعد"
    found.click()
    assert page.evaluate("document.activeElement.id") == "id_standfirst_en"
    page.locator("details.desk-with-note summary", has_text="جدولة").click()
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT09:30")
    page.fill("[name=schedule_at]", tomorrow)
    page.locator("#prepublish input[type=checkbox]").check()
    page.click("button[value=schedule]")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert (story.status, story.headline_ar) == ("published", "عنوان لم يُحفظ بعد")
    assert timezone.localtime(story.published_at_ar).strftime("%Y-%m-%dT%H:%M") == tomorrow
