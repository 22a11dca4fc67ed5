"""Suggestions in a real browser: a story is tied by one key, tagged by a click, and published."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from articles.models import DismissedSuggestion, RelatedStory, Tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISIT = "وصل وزير الخارجية الروسي سيرغي لافروف إلى طهران للقاء نظيره الإيراني حسين أمير عبد اللهيان"
TALKS = "بحث لافروف في طهران مع عبد اللهيان تطورات الحرب في قطاع غزة وملف الرهائن الروس"
PRISONERS = "التقى لافروف وعبد اللهيان في طهران عائلات الرهائن الروس لدى الفصائل في قطاع غزة"


@pytest.fixture
def archive(write_story: Any) -> dict[str, Any]:
    return {
        "visit": write_story("لافروف يصل إلى طهران", out="ar", body_ar=f"<p>{VISIT}</p>"),
        "prisoners": write_story("عائلات الرهائن تنتظر", out="ar", body_ar=f"<p>{PRISONERS}</p>"),
    }


def test_a_suggestion_is_accepted_by_a_key_and_the_story_published(
    editor: Any, page_of: Any, archive: Any, write_story: Any
) -> None:
    from playwright.sync_api import expect

    tag = Tag.objects.create(name_ar="لافروف", kind="person")
    story = write_story("لافروف في إيران", standfirst_ar="زيارة", body_ar=f"<p>{TALKS}</p>", created_by=editor)
    page = page_of(editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    items = page.locator("#related-suggestions-list > li")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("لافروف")
    first, second = (int(item.get_attribute("data-story")) for item in items.all())
    items.first.focus()
    page.evaluate(
        """document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "لا", code: "KeyB", bubbles: true, cancelable: true }))"""
    )
    expect(items).to_have_count(1)
    expect(items.first).to_be_focused()
    page.keyboard.press("x")
    expect(items).to_have_count(0)
    page.keyboard.press("u")
    expect(items.first).to_be_focused()
    page.keyboard.press("x")
    page.get_by_role("button", name=re.compile("لافروف")).first.click()
    expect(page.locator("#id_tags option:checked")).to_have_text("لافروف")
    page.click("button[value=publish]")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert story.status == "published"
    assert list(story.tags.all()) == [tag]
    tie = RelatedStory.objects.get()
    assert (tie.related_id, tie.kind, tie.origin) == (first, "background", "engine")
    assert DismissedSuggestion.objects.get().suggested_id == second


def test_the_panel_follows_the_text_as_it_is_written(editor: Any, page_of: Any, archive: Any) -> None:
    from playwright.sync_api import expect

    page = page_of(editor, width=390)
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline_ar").fill("لافروف يبحث في طهران مع عبد اللهيان الحرب في غزة")
    items = page.locator("#related-suggestions-list > li")
    expect(items.first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.route("**/suggestions/**", lambda route: route.abort())
    page.locator("#id_headline_ar").press_sequentially(" والرهائن")
    expect(page.locator("#related-suggestions-state")).to_contain_text("لم تصل")
    expect(items.first).to_be_visible()
    items.first.get_by_role("button", name=re.compile("متابعة|Follow")).click()
    row = page.locator("#related_stories-0")
    expect(row.locator("select[name$=-kind]")).to_have_value("follow_up")
    expect(row.locator(".picked")).to_contain_text(re.compile("لافروف|الرهائن"))


def test_a_pasted_copy_is_told_beside_the_buttons(editor: Any, page_of: Any, archive: Any, write_story: Any) -> None:
    from playwright.sync_api import expect

    story = write_story("خبر", body_ar=f"<p>{VISIT} {VISIT}</p>", created_by=editor)
    page = page_of(editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    box = page.locator("#desk-copies")
    expect(box).to_contain_text("لافروف يصل إلى طهران")
    page.set_viewport_size({"width": 390, "height": 844})
    assert box.bounding_box()["height"] < 60
    page.set_viewport_size({"width": 1366, "height": 844})
    with page.expect_popup() as opened:
        box.locator("button").first.click()
    expect(opened.value.locator("table.compare")).to_contain_text("وصل وزير الخارجية")
    page.click("button[value=publish]")
    page.locator("#prepublish .desk-panel-tick input").check()
    page.click("button[value=publish]")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert story.status == "published"


def test_the_related_desk_is_worked_by_keys_alone(editor: Any, page_of: Any, archive: Any) -> None:
    from playwright.sync_api import expect

    page = page_of(editor, width=390)
    page.goto("/admin/articles/article/related-desk/")
    items = page.locator("[data-pair]:visible")
    expect(items).to_have_count(2)
    expect(items.first.locator("input")).to_be_focused()
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    expect(opened.value).to_have_url(re.compile(r"/article/\d+/change/"))
    assert not RelatedStory.objects.exists()
    page.keyboard.press("f")
    expect(items).to_have_count(0)
    expect(page.locator(".wanting-story > .desk-nothing").first).to_contain_text("بُتّ")
    expect(page.locator("#tied-percent")).to_have_text("100")
    assert RelatedStory.objects.get().kind == "follow_up"
    page.keyboard.press("u")
    expect(items).to_have_count(2)
    expect(page.locator("#tied-percent")).to_have_text("0")
    page.keyboard.press("x")
    expect(items).to_have_count(0)
    page.keyboard.press("u")
    expect(items).to_have_count(2)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("#tie-chosen")).to_have_text("2")
    page.keyboard.press("s")
    expect(items).to_have_count(0)
    expect(page.locator("#tied-percent")).to_have_text("100")
    assert RelatedStory.objects.filter(kind="see_also").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.fixture
def three(write_story: Any) -> list[Any]:
    texts = (VISIT, TALKS, PRISONERS)
    return [
        write_story(f"لافروف في طهران {number}", out="ar", body_ar=f"<p>{text}</p>")
        for number, text in enumerate(texts)
    ]


def test_a_slow_or_broken_desk_loses_no_tie_and_takes_the_keys_from_nobody(
    editor: Any, page_of: Any, three: Any, monkeypatch: Any
) -> None:
    from playwright.sync_api import expect

    monkeypatch.setattr("articles.admin.related_desk.AT_ONCE", 2)
    page = page_of(editor)
    page.goto("/admin/articles/article/related-desk/")
    boxes = page.locator("[data-pair]:visible input")
    expect(boxes).to_have_count(4)
    held: list[Any] = []
    page.route(
        "**/related-desk/*", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    first = boxes.first.get_attribute("value")
    page.keyboard.press("s")
    page.keyboard.press("ArrowDown")
    own = page.evaluate("document.activeElement.value")
    expect(boxes).to_have_count(3)
    held.pop().abort()
    expect(page.locator("#tie-told")).to_contain_text("لم يصل")
    expect(boxes).to_have_count(4)
    assert page.evaluate("document.activeElement.value") == own
    page.locator(f"input[value='{first}']").focus()
    _press(page, "لا")
    _press(page, "ى")
    expect(page.locator("#tie-told")).to_contain_text("يُحفظ")
    held.pop().continue_()
    page.wait_for_url("**/?before=*")
    assert [(f"{tie.article_id}:{tie.related_id}", tie.kind) for tie in RelatedStory.objects.all()] == [
        (first, "background")
    ]


def test_who_is_signed_out_signs_in_on_the_related_desk_and_undoes_what_was_done_before_a_reload(
    editor: Any, page_of: Any, three: Any
) -> None:
    from playwright.sync_api import expect

    editor.set_password("كلمة-سر-طويلة")
    editor.save()
    page = page_of(editor)
    page.goto("/admin/articles/article/related-desk/")
    boxes = page.locator("[data-pair]:visible input")
    expect(boxes).to_have_count(6)
    Session.objects.all().delete()
    first = boxes.first.get_attribute("value")
    page.keyboard.press("f")
    expect(boxes).to_have_count(4)
    page.locator("#sign-in-password").fill("كلمة-سر-طويلة")
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("#tied-count")).to_have_text("2")
    page.reload()
    expect(boxes).to_have_count(4)
    page.keyboard.press("u")
    expect(boxes).to_have_count(6)
    expect(page.locator(f"input[value='{first}']")).to_be_focused()
    assert not RelatedStory.objects.exists()
    page.evaluate(HELD_DOWN)
    expect(page.locator("#tied-count")).to_have_text("2")
    assert RelatedStory.objects.count() == 1


HELD_DOWN = """for (const repeat of [false, true, true]) document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key: "b", code: "KeyB", repeat, bubbles: true, cancelable: true }))"""


def _press(page: Any, letter: str) -> None:
    """A key of a keyboard that does not say which one it was."""
    page.evaluate(
        """key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))""", letter
    )


def test_tags_are_taken_one_after_the_other_by_the_keyboard_alone(editor: Any, page_of: Any, write_story: Any) -> None:
    from playwright.sync_api import expect

    tags = [Tag.objects.create(name_ar=name, kind="place") for name in ("طهران", "غزة", "موسكو")]
    text = "من طهران إلى غزة ثم إلى موسكو، ومن طهران إلى غزة"
    story = write_story("طريق طويل", standfirst_ar="رحلة", body_ar=f"<p>{text}</p>", created_by=editor)
    page = page_of(editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    chips = page.locator(".tag-chips button")
    expect(chips).to_have_count(len(tags))
    chips.first.focus()
    for left in (2, 1):
        with page.expect_response("**/suggestions/"):
            page.keyboard.press("Enter")
        expect(chips).to_have_count(left)
        expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.locator("#id_tags option:checked")).to_have_count(len(tags))


def test_an_empty_related_desk_still_undoes_by_its_key(editor: Any, page_of: Any, archive: Any, settings: Any) -> None:
    from playwright.sync_api import expect

    from articles.models import SettledStory

    page = page_of(editor)
    page.goto("/admin/articles/article/related-desk/")
    with page.expect_response("**/related-desk/**"):
        page.keyboard.press("e")
    SettledStory.objects.bulk_create(
        SettledStory(article=story) for story in archive.values() if not SettledStory.objects.filter(article=story)
    )
    page.reload()
    expect(page.locator(".wanting-story")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".wanting-story")).to_have_count(1)
