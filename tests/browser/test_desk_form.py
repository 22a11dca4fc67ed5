"""The story form's own parts in a real browser: languages, order, the editor, and life without scripts."""

import re
from typing import Any

import pytest

from articles.models import Article, Image, RelatedStory
from articles.text import html

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = (
    '<p>قال <strong>الوزير</strong> إن <a href="https://example.org/" rel="noopener">البيان</a> '
    '<span lang="en" dir="ltr">UN Women</span> <em>وصل</em>.</p><h2>عنوان</h2><ul><li><p>بند</p></li></ul>'
    "<blockquote><p>اقتباس</p></blockquote><hr>"
    '<aside class="pull-quote"><p>اقتباس بارز</p></aside>'
    '<aside class="fact-box"><h3>حقائق</h3><p>واحد<br>اثنان</p></aside>'
    '<div class="story-card" data-article="{story}"></div>'
    '<div class="embed" data-url="https://www.youtube.com/watch?v=abc123"></div>'
    '<figure class="news-figure" data-image="{image}"><img src="{src}" alt="ميناء" width="30" height="20">'
    '<figcaption><span class="caption">ميناء طرطوس</span><span class="credit">أرشيف</span></figcaption></figure>'
    "<p>النهاية.</p>"
)


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def holds(page: Any, text: str) -> None:
    from playwright.sync_api import expect

    expect(page.locator("#id_body_ar")).to_have_value(re.compile(text))


def order(article: Article) -> list[str]:
    return [str(tie.related) for tie in article.related_stories.all()]


@pytest.fixture
def tied(write_story: Any) -> Article:
    story = write_story("خبر رئيس")
    for place, headline in enumerate(("أول", "ثان", "ثالث")):
        RelatedStory.objects.create(article=story, related=write_story(headline), position=place)
    return story


@pytest.fixture
def picture(db: Any) -> Image:
    import io

    from django.core.files.base import ContentFile
    from PIL import Image as Pillow

    file = io.BytesIO()
    Pillow.new("RGB", (30, 20), (10, 70, 90)).save(file, "PNG")
    return Image.objects.create(
        file=ContentFile(file.getvalue(), "x.png"), alt_ar="ميناء", caption_ar="ميناء طرطوس", credit="أرشيف"
    )


def test_what_the_editor_holds_is_what_the_server_keeps(
    editor: Any, page_of: Any, write_story: Any, picture: Image
) -> None:
    body = BODY.format(story=write_story("خبر ذو صلة").pk, image=picture.pk, src=picture.file.url)
    assert html.sanitise(body) == body
    story = write_story(body_ar=body)
    page = page_of(editor)
    page.goto(change(story))
    page.locator("#id_headline_ar").wait_for()
    words = page.locator(".body-editor .ProseMirror > p").last
    words.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" تمّ.")
    holds(page, "تمّ")
    with page.expect_navigation():
        page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert story.body_ar in (body.replace("النهاية.", "النهاية. تمّ."), body + "<p> تمّ.</p>")


def test_every_node_can_be_put_in_and_none_replaces_another(
    editor: Any, page_of: Any, write_story: Any, picture: Image
) -> None:
    other = write_story("خبر ذو صلة")
    story = write_story(body_ar="<p>بداية.</p>")
    page = page_of(editor)
    page.goto(change(story))
    bar = page.locator(".body-toolbar").first
    page.locator(".body-editor .ProseMirror[lang=ar] p").first.click()

    def press(icon: str) -> None:
        bar.locator(f"button[data-icon={icon}]").click()

    press("campaign")
    page.keyboard.type("اقتباس")
    press("fact_check")
    page.keyboard.type("حقائق")
    press("article")
    page.locator("dialog .search-input").fill("ذو صله")
    page.locator("dialog [role=option]").first.click()
    press("add_link")
    page.locator("dialog input").fill("javascript:alert(1)")
    page.click("dialog [type=submit]")
    assert page.locator("dialog [role=alert]").is_visible()
    page.locator("dialog input").fill("https://www.youtube.com/watch?v=abc123")
    page.click("dialog [type=submit]")
    press("add_photo_alternate")
    page.locator("dialog .search-input").fill("ميناء")
    page.locator("dialog [role=option]").first.click()
    holds(page, "news-figure")
    with page.expect_navigation():
        page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    body = story.body_ar
    assert body.startswith('<p>بداية.</p><aside class="pull-quote"><p>اقتباس</p></aside>')
    assert '<aside class="fact-box"><h3>حقائق</h3>' in body
    assert f'<div class="story-card" data-article="{other.pk}"></div>' in body
    assert '<div class="embed" data-url="https://www.youtube.com/watch?v=abc123"></div>' in body
    assert '<span class="caption">ميناء طرطوس</span><span class="credit">أرشيف</span>' in body
    places = [body.index(part) for part in ("pull-quote", "fact-box", "story-card", "embed", "news-figure")]
    assert places == sorted(places)


ITEM = (
    '<p class=MsoListParagraph dir=RTL style="margin-right:36pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span '
    'style="mso-list:Ignore">{}<span style="font:7pt">&nbsp;&nbsp; </span></span><![endif]>'
    "<span lang=AR-SA>{}</span></p>"
)
WORD = (
    '<p class=MsoNormal style="color:red" dir=RTL><b><span lang=AR-SA style="font-size:14pt">نص</span></b>'
    '<o:p></o:p> <a href="javascript:alert(1)">رابط</a></p>'
    + "".join(ITEM.format(*one) for one in (("·", "أولًا"), ("·", "ثانيًا"), ("1.", "مرقّم")))
    + "<table><tr><td><p class=MsoNormal>الفريق</p></td><td> </td><td>النقاط</td></tr>"
    "<tr><td>الترجي</td><td><b>42</b></td></tr><tr><td><p>فقرة</p><p>وأخرى</p></td></tr></table>"
    "<img src=x>" + "<p>سطر</p>" * 40
)
PASTED = (
    "<p><strong>نص</strong> رابط</p><ul><li><p>أولًا</p></li><li><p>ثانيًا</p></li></ul><ol><li><p>مرقّم</p></li></ol>"
    "<p>الفريق | النقاط</p><p>الترجي | <strong>42</strong></p><p>فقرة</p><p>وأخرى</p><p>سطر</p>"
)
UNDER_THE_BAR = """() => getSelection().focusNode.parentElement.closest("p, div").getBoundingClientRect().bottom
    - document.querySelector(".desk-verbs").getBoundingClientRect().top"""


def test_pasted_word_markup_is_reduced_to_the_bodys_own_and_its_end_stays_in_sight(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    story = write_story(body_ar="")
    page = page_of(editor)
    page.goto(change(story))
    page.locator(".body-editor .ProseMirror[lang=ar]").click()
    page.evaluate(
        """html => { const data = new DataTransfer(); data.setData("text/html", html)
        const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true})
        document.querySelector(".ProseMirror[lang=ar]").dispatchEvent(paste) }""",
        WORD,
    )
    holds(page, "نص")
    pasted = page.eval_on_selector("#id_body_ar", "area => area.value")
    assert pasted.replace(' data-type="decimal"', "").startswith(PASTED)
    page.keyboard.type(" آخر ما كُتب")
    assert page.evaluate(UNDER_THE_BAR) < 0
    with page.expect_navigation():
        page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert story.body_ar.startswith(PASTED)


def test_the_bar_shows_one_language_at_a_time_and_arrows_follow_the_direction(
    editor: Any, page_of: Any, write_story: Any
) -> None:
    page = page_of(editor)
    page.goto(change(write_story(headline_en="Begun", out="ar")))
    states = page.eval_on_selector_all(".language-bar [data-state]", "all => all.map(each => each.dataset.state)")
    assert states == ["public", "begun", "empty", "empty"]
    assert page.locator("#id_headline_en").is_hidden()
    page.locator(".language-bar [data-language=ar]").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.locator("#id_headline_en").is_visible()
    assert page.locator("#id_headline_ar").is_hidden()
    assert page.locator(".ProseMirror[lang=en]").get_attribute("dir") == "ltr"


def test_an_error_opens_its_language(editor: Any, page_of: Any, write_story: Any) -> None:
    page = page_of(editor)
    page.goto(change(write_story(headline_en="No body here")))
    page.evaluate(
        """for (const box of document.querySelectorAll("[name=publish_languages]")) {
            box.disabled = false
            box.checked = box.value === "en" }"""
    )
    page.click("button[value=publish]")
    page.wait_for_selector(".errornote")
    assert page.locator(".language-bar [data-language=en]").get_attribute("data-state") == "error"
    assert page.locator("#id_headline_en").is_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_related_stories_are_put_in_order_by_buttons_and_by_dragging(
    width: int, editor: Any, page_of: Any, tied: Article
) -> None:
    page = page_of(editor, width=width)
    page.goto(change(tied))
    up = page.locator("#related_stories-2 .row-tools button").nth(1)
    up.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(
        "document.activeElement === document.querySelectorAll('#related_stories-2 .row-tools button')[1]"
    )
    with page.expect_navigation():
        page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert order(tied) == ["أول", "ثالث", "ثان"]

    handle, target = page.locator("#related_stories-2 .row-handle"), page.locator("#related_stories-0")
    page.set_viewport_size({"width": width, "height": 1500})
    page.evaluate("document.querySelector('#related_stories-1').scrollIntoView({block: 'center'})")
    handle.hover()
    page.mouse.down()
    for _time in range(20):  # what is found meanwhile appears above the rows and moves them
        target.hover(position={"x": 20, "y": 5})
        if page.evaluate("document.querySelector('#related_stories-group .inline-related').id") == "related_stories-2":
            break
    page.mouse.up()
    with page.expect_navigation():
        page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert order(tied)[0] == "ثان"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_row_held_at_the_edge_goes_on_to_the_end_of_the_list(editor: Any, page_of: Any, tied: Article) -> None:
    page = page_of(editor)
    page.goto(change(tied))
    handle = page.locator("#related_stories-2 .row-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 9, 60, steps=3)
    page.wait_for_selector("#related_stories-group .inline-related:is(#related_stories-2):first-of-type")
    page.mouse.up()
    with page.expect_navigation():
        page.click("button[name=_continue]")
    assert order(tied)[0] == "ثالث"


def test_removing_a_new_row_after_moving_it_keeps_the_saved_ones(
    editor: Any, page_of: Any, tied: Article, write_story: Any
) -> None:
    write_story("رابع")
    page = page_of(editor)
    page.goto(change(tied))
    page.locator("#related_stories-3 .search-input").fill("رابع")
    page.locator("#related_stories-3 [role=option]").first.click()
    for _time in range(3):
        page.locator("#related_stories-3 .row-tools button").nth(1).click()
    page.click("#related_stories-group .add-row a")
    page.locator("#related_stories-4 .inline-deletelink").click()
    with page.expect_navigation():
        page.click("button[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert order(tied) == ["رابع", "أول", "ثان", "ثالث"]


def test_without_scripts_every_language_shows_and_a_story_is_saved(editor: Any, page_of: Any, write_story: Any) -> None:
    other, story = write_story("خبر آخر"), write_story()
    page = page_of(editor, java_script_enabled=False)
    page.goto(change(story))
    for code in ("ar", "en", "uk", "fa"):
        assert page.locator(f"#id_headline_{code}").is_visible()
        assert page.locator(f"#id_body_{code}").is_visible()
    page.fill("#id_headline_ar", "عنوان بلا سكربت")
    page.fill("#id_related_stories-0-related", str(other.pk))
    page.click("button[name=_continue]")
    story.refresh_from_db()
    assert story.headline_ar == "عنوان بلا سكربت"
    assert order(story) == ["خبر آخر"]


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_the_calendar_shows_all_seven_days(language: str, editor: Any, page_of: Any, write_story: Any) -> None:
    editor.interface_language = language
    editor.save()
    page = page_of(editor)
    page.goto(change(write_story()))
    page.locator(".field-published_at_ar .datetimeshortcuts a").nth(1).click()
    box = page.locator(".calendarbox:visible")
    assert box.locator("th").count() == 7
    assert box.evaluate("box => box.querySelector('table').offsetWidth <= box.clientWidth")
    outside = """box => [...box.querySelectorAll("th")].filter(th => {
        const day = th.getBoundingClientRect(), all = box.getBoundingClientRect()
        return day.left < all.left - 1 || day.right > all.right + 1 }).length"""
    assert box.evaluate(outside) == 0


def test_every_control_of_the_form_has_a_name_that_is_read_out(editor: Any, page_of: Any, tied: Article) -> None:
    page = page_of(editor)
    page.goto(change(tied))
    page.locator(".body-editor .ProseMirror[lang=ar]").wait_for()
    page.locator(".field-tags .select2-selection").wait_for()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nameless = [
        node["role"]["value"]
        for node in tree
        if any(each["name"] == "focusable" for each in node.get("properties", []))
        and not node.get("name", {}).get("value", "").strip()
    ]
    assert nameless == ["main"], "the target of the link past the navigation"
