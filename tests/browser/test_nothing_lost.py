"""Two browsers at one story, and a tab that is lost: everything typed is there in the end."""

from typing import Any

import pytest

from articles.models import Article, Autosave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/articles/article/add/"


def save(page: Any) -> None:
    page.click("button[name=_continue]")


def test_two_editors_at_one_story_see_each_other_and_lose_nothing(
    editor: Any, chief: Any, page_of: Any, write_story: Any
) -> None:
    from playwright.sync_api import expect

    story = write_story()
    his, hers = page_of(editor), page_of(chief)
    for page in (his, hers):
        page.goto(f"/admin/articles/article/{story.pk}/change/")
    with hers.expect_response(lambda answer: "headline_ar" in (answer.request.post_data or "")):
        hers.locator("#id_headline_ar").focus()
    his.locator("#id_kicker_ar").focus()
    expect(his.locator("#people-here")).to_contain_text("شهد")
    expect(his.locator(".field-headline_ar.is-somebodys, .field-headline_ar .is-somebodys")).to_be_visible()

    hers.fill("#id_headline_ar", "عنوانها")
    hers.fill("#id_standfirst_ar", "مقدمتها")
    save(hers)
    hers.wait_for_selector(".messagelist .success")
    his.fill("#id_headline_ar", "عنوانه")
    his.fill("#id_kicker_ar", "تمهيده")
    save(his)
    his.check("[name=choice-headline_ar][value=own]")
    his.fill("[name=own-headline_ar]", "عنوانهما")
    his.click("#merge_form [type=submit]")
    his.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert (story.headline_ar, story.standfirst_ar, story.kicker_ar) == ("عنوانهما", "مقدمتها", "تمهيده")


def test_a_lost_tab_and_an_ended_sign_in_lose_nothing(editor: Any, page_of: Any, settings: Any) -> None:
    lost = page_of(editor)
    lost.goto(ADD)
    lost.fill("#id_headline_ar", "عنوان لم يُحفظ")
    lost.locator(".body-editor .ProseMirror[lang=ar]").click()
    lost.keyboard.type("نص لم يُحفظ.")
    lost.wait_for_selector(".keep-state[data-state=kept]")
    lost.close()

    page = lost.context.new_page()
    page.goto(ADD)
    page.click(".unsaved-offer a")
    page.wait_for_selector("#keep-state[data-state=kept]")
    assert page.input_value("#id_headline_ar") == "عنوان لم يُحفظ"
    page.fill("#id_kicker_ar", "تمهيد")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    page.fill("#sign-in-password", "كلمة سر طويلة 1")
    page.click(".sign-in [type=submit]")
    page.wait_for_selector(".messagelist .success")
    story = Article.objects.get()
    assert (story.headline_ar, story.kicker_ar, story.body_ar) == ("عنوان لم يُحفظ", "تمهيد", "<p>نص لم يُحفظ.</p>")
    assert not Autosave.objects.exists()


def test_a_browser_that_crashes_while_the_desk_is_away_loses_nothing(editor: Any, browser_of_ones_own: Any) -> None:
    from playwright.sync_api import Error

    page = browser_of_ones_own(editor)
    page.goto(ADD)
    page.route("**/drafts/", lambda route: route.abort())
    page.fill("#id_headline_ar", "عنوان لم يصل")
    page.wait_for_selector(".keep-state[data-state=offline]")
    with pytest.raises(Error):
        page.context.new_cdp_session(page).send("Browser.crash")

    page = browser_of_ones_own(editor)
    page.goto(ADD)
    page.wait_for_selector(".unsaved-offer")
    page.click(".unsaved-offer a")
    page.wait_for_selector("#keep-state[data-state=kept]")
    assert page.input_value("#id_headline_ar") == "عنوان لم يصل"


def test_going_back_after_saving_a_new_story_leads_to_the_story(editor: Any, page_of: Any) -> None:
    page = page_of(editor)
    page.goto(ADD)
    page.wait_for_load_state("networkidle")
    page.fill("#id_headline_ar", "عنوان")
    save(page)
    page.wait_for_selector(".messagelist .success")
    story = Article.objects.get()
    page.go_back()
    page.wait_for_load_state("networkidle")
    save(page)
    page.wait_for_selector(".messagelist .success")
    assert f"/{story.pk}/change/" in page.url
    assert Article.objects.get() == story
