"""What a reader does with a story where scripts run, and without a network."""

import threading

import pytest

from articles import workflow
from articles.models import ReadCount
from articles.most_read import counting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


def test_a_story_is_read_quoted_enlarged_and_kept(page_of, write_story, monkeypatch):
    counting.batch.waiting.clear()
    monkeypatch.setattr(threading.Timer, "start", lambda timer: None)
    story = write_story("قمة في طهران", out="ar", body_ar="<p>قال الوزير إن المحادثات كانت بناءة.</p>" * 9)
    page = page_of(width=390, user_agent=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(story.get_absolute_url())
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    with page.expect_response("**/r/*/") as answer:
        page.clock.fast_forward(5000)
    assert answer.value.status == 204
    counting.batch.flush()
    assert ReadCount.objects.filter(article=story, language="ar", span="d").get().hits == 1

    size = "parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"
    before = page.evaluate(size)
    page.click("[data-size-switch]")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.body p'))")
    page.locator(".quote-tool button").click()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == "«قال الوزير إن المحادثات كانت بناءة.»"
    assert "قمة في طهران" in copied[1] and copied[2].endswith(f"/a/{story.pk}/")

    page.context.set_offline(True)
    page.goto(story.get_absolute_url())
    assert page.inner_text("h1") == "قمة في طهران" and page.evaluate(size) > before
    page.goto("/latest/")
    assert page.locator(f"main a[href*='/articles/{story.pk}/']").count() == 1
    page.context.set_offline(False)


def test_what_a_live_story_tells_anew_is_offered_and_moves_nothing_by_itself(page_of, write_story, editor):
    story = write_story("قمة في جدة", out="ar", kind="live")
    workflow.tell_live(story, editor, "ar", "وصلت الوفود")
    page = page_of(service_workers="block")
    page.clock.install()
    page.goto(story.get_absolute_url())
    offer = page.get_by_role("button", name="اعرض الجديد")
    workflow.tell_live(story, editor, "ar", "بدأت الجلسة")
    page.clock.fast_forward(60_000)
    offer.wait_for()
    assert page.locator(".update h3").all_inner_texts() == ["وصلت الوفود"]
    offer.click()
    assert page.locator(".update h3").all_inner_texts() == ["بدأت الجلسة", "وصلت الوفود"]
    assert page.evaluate("document.activeElement.innerText.includes('بدأت الجلسة')") and offer.is_hidden()


def test_a_short_list_leaves_no_hole_before_the_foot(page_of, write_story):
    write_story("قمة في طهران", out="ar")
    page = page_of(width=1366)
    page.goto("/latest/")
    below = "([...document.querySelectorAll('.listing-body > *')].map((one) => one.getBoundingClientRect().bottom))"
    body = "document.querySelector('.listing-body').getBoundingClientRect().bottom"
    assert page.evaluate(f"{body} - Math.max(...{below})") < 40
