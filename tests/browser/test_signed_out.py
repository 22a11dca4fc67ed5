"""A sign-in that ended takes no choice with it: the page asks for the password in place and goes on."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session

from articles.models import RelatedStory, Tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/articles/article/"


def sign_in_again(page: Any) -> None:
    page.locator("#sign-in-password").fill("كلمة سر طويلة 1")
    with page.expect_navigation():
        page.locator("dialog button[type=submit]").click()


def test_chosen_stories_and_a_form_outlive_the_end_of_a_sign_in(editor: Any, page_of: Any, write_story: Any) -> None:
    from playwright.sync_api import expect

    for number in range(3):
        write_story(f"خبر {number}", out="ar")
    page = page_of(editor)
    page.goto(LIST)
    for box in page.locator("input.action-select").all()[:2]:
        box.check()
    page.locator("select[name=action]").select_option("tie")
    Session.objects.all().delete()
    page.locator("#changelist-form button").first.click()
    sign_in_again(page)
    expect(page.locator(".desk-chosen li")).to_have_count(2)
    page.locator("input[name=main]").nth(1).check()
    Session.objects.all().delete()
    page.locator(".desk-submit button").click()
    sign_in_again(page)
    assert RelatedStory.objects.count() == 1
    page.goto("/admin/articles/tag/add/")
    page.fill("[name=name_ar]", "وسم لا يضيع")
    Session.objects.all().delete()
    page.locator("[name=_save]").click()
    sign_in_again(page)
    assert Tag.objects.get().name_ar == "وسم لا يضيع"


def test_a_page_that_asks_stays_when_the_desk_cannot_be_reached(editor: Any, page_of: Any, write_story: Any) -> None:
    from playwright.sync_api import expect

    story = write_story("خبر يُسأل عنه")
    page = page_of(editor)
    page.goto(f"{LIST}{story.pk}/step/submit/")
    page.route("**/drafts/", lambda route: route.abort())
    page.locator(".desk-submit button").click()
    expect(page.locator(".not-sent")).to_be_visible()
    page.unroute("**/drafts/")
    with page.expect_navigation():
        page.locator(".desk-submit button").click()
    story.refresh_from_db()
    assert story.status == "in_review"


def test_suggestions_are_asked_for_again_once_somebody_has_signed_in(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    from playwright.sync_api import expect

    text = "<p>وصل وزير الخارجية الروسي سيرغي لافروف إلى طهران للقاء نظيره الإيراني حسين أمير عبد اللهيان</p>"
    write_story("لافروف يصل إلى طهران", out="ar", body_ar=text)
    story = write_story("لافروف", body_ar="<p>.</p>")
    page = page_of(editor)
    page.goto(f"{LIST}{story.pk}/change/")
    Session.objects.all().delete()
    page.fill("[name=headline_ar]", "لافروف وعبد اللهيان في طهران")
    page.locator("#sign-in-password").fill("كلمة سر طويلة 1")
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("#related-suggestions-list > li")).to_have_count(1)
