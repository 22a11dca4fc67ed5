"""Whoever writes before the page's scripts have come loses nothing: no letter, no place, no language."""

import re
from typing import Any

import pytest

from articles.models import Autosave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/articles/article/add/"
LEAVE_BEHIND = """async ({ person, story, headline_ar }) => {
    const { copyOf } = await import("/static/newsroom/js/desk/local-copy.js")
    const form = document.getElementById("article_form")
    const text = JSON.stringify({ ...Object.fromEntries(new FormData(form)), headline_ar })
    copyOf(person, story).put("", text, form.elements.base_version.value)
}"""


def late(page: Any) -> Any:
    """Hold back the scripts for which the page does not wait; return what lets them come."""
    held: list[Any] = []
    has_come = False

    def hold(route: Any) -> None:
        if has_come:
            route.continue_()
        else:
            held.append(route)

    def come() -> None:
        nonlocal has_come
        has_come = True
        for route in held:
            route.continue_()

    page.route(re.compile(r"js/desk/|/change_form\b"), hold)
    return come


def test_the_caret_stands_in_the_headline_and_no_late_script_moves_it(editor: Any, page_of: Any) -> None:
    page = page_of(editor)
    come = late(page)
    page.goto(ADD, wait_until="commit")
    page.locator("#id_headline_ar:focus").wait_for()
    page.locator("#id_standfirst_ar").click()
    page.keyboard.type("قال ")
    come()
    page.wait_for_load_state("load")
    page.keyboard.type("الوزير")
    assert page.input_value("#id_standfirst_ar") == "قال الوزير"


def test_words_written_before_the_scripts_come_are_kept_and_their_places_stay(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    from playwright.sync_api import expect

    other = write_story("مجلس الأمن يناقش المشروع")
    page = page_of(editor)
    come = late(page)
    page.goto(ADD, wait_until="commit")
    page.fill("#id_headline_ar", "عنوان كُتب فورًا")
    page.locator("#id_related_stories-0-related").fill("مجلس الأمن")
    page.fill("#id_headline_en", "Written at once")
    page.locator("#id_body_en").click()
    page.keyboard.type("First line.\nSecond")
    come()
    page.wait_for_selector(".keep-state[data-state=kept]")
    page.locator(".ProseMirror[lang=en]:focus").wait_for()
    page.keyboard.type(" line.")
    expect(page.locator("#id_body_en")).to_have_value("<p>First line.</p><p>Second line.</p>")
    assert Autosave.objects.get().data["headline_ar"] == "عنوان كُتب فورًا"
    page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    story = type(other).objects.exclude(pk=other.pk).get()
    assert (story.headline_ar, story.headline_en) == ("عنوان كُتب فورًا", "Written at once")
    assert story.body_en == "<p>First line.</p><p>Second line.</p>"


def test_a_text_that_never_reached_the_desk_is_there_before_anything_is_written_over_it(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    story = write_story()
    form = f"/admin/articles/article/{story.pk}/change/"
    page = page_of(editor)
    page.goto(form)
    page.wait_for_load_state("networkidle")
    page.evaluate(LEAVE_BEHIND, {"person": editor.pk, "story": story.pk, "headline_ar": "عنوان لم يصل"})
    page.close()

    page = page.context.new_page()
    come = late(page)
    page.goto(form, wait_until="commit")
    page.fill("#id_standfirst_ar", "كُتب قبل السكربت")
    page.on("dialog", lambda dialog: dialog.accept())
    come()
    page.click(".unsaved-offer a")
    page.wait_for_selector("#keep-state[data-state=kept]")
    assert page.input_value("#id_headline_ar") == "عنوان لم يصل"
