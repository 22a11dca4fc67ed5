"""Planning by mouse and by keys, in a real browser."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from articles import workflow
from articles.models import Article, NoteReceipt, RelatedStory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAR = datetime(2030, 5, 15, 9, 30, tzinfo=UTC)


def test_a_story_is_dragged_put_back_when_refused_and_moved_by_keys(
    page_of: Any, write_story: Any, editor: Any
) -> None:
    story = write_story(out="ar", published_at_ar=FAR)
    held = write_story("محظورة", out="ar", published_at_ar=FAR, embargo_until=FAR)
    page = page_of(editor)
    page.goto("/admin/calendar/?day=2030-05-15")
    page.locator(f'[data-story="{story.pk}:ar"]').drag_to(page.locator("#day-2030-05-17"))
    page.locator(f'#day-2030-05-17 [data-story="{story.pk}:ar"]').wait_for()
    page.locator(f'[data-story="{held.pk}:ar"]').drag_to(page.locator("#day-2030-05-13"))
    page.locator("[data-told] .error").wait_for()
    page.locator(f'#day-2030-05-15 [data-story="{held.pk}:ar"]').wait_for()
    page.locator("button[name=undo]").press("Enter")
    page.locator(f'#day-2030-05-15 [data-story="{story.pk}:ar"]').wait_for()
    assert Article.objects.get(pk=story.pk).published_at_ar == FAR


def test_a_story_dropped_where_something_would_be_amiss_asks_and_moves_when_ticked(
    page_of: Any, write_story: Any, editor: Any
) -> None:
    before = write_story("الخبر الأول", out="ar", published_at_ar=FAR)
    story = write_story(out="ar", published_at_ar=FAR)
    RelatedStory.objects.create(article=story, related=before)
    page = page_of(editor)
    page.goto("/admin/calendar/?day=2030-05-15")
    page.locator(f'[data-story="{story.pk}:ar"]').drag_to(page.locator("#day-2030-05-13"))
    page.locator("#prepublish:focus").wait_for()
    page.locator(f'#day-2030-05-15 [data-story="{story.pk}:ar"]').wait_for()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "checkbox":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f'#day-2030-05-13 [data-story="{story.pk}:ar"]').wait_for()
    assert Article.objects.get(pk=story.pk).published_at_ar == FAR - timedelta(days=2)


def test_a_name_is_chosen_by_keys_and_a_note_is_read_by_being_seen(
    page_of: Any, write_story: Any, editor: Any, reporter: Any
) -> None:
    story = write_story()
    workflow.add_note(story, reporter, "@adel راجع الأرقام")
    page = page_of(editor, width=390)
    page.goto(f"/admin/notes/{story.pk}/")
    page.locator("#notes textarea").press_sequentially("شكرا و@ري")
    page.locator("#notes datalist, #notes [role=listbox]").locator("[role=option]:only-child").wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#notes textarea").input_value() == "شكرا و@rima "
    page.locator(".notes-read").wait_for(state="detached")
    assert not NoteReceipt.objects.unread_by(editor).exists()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_note_that_is_being_written_outlives_its_window(page_of: Any, write_story: Any, editor: Any) -> None:
    from playwright.sync_api import expect

    story = write_story()
    page = page_of(editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.wait_for_load_state("networkidle")
    page.locator("#notes textarea").press_sequentially("راجع الأرقام")
    page.close()
    page = page.context.new_page()
    page.goto(f"/admin/notes/{story.pk}/")
    area = page.locator("#notes textarea")
    expect(area).to_have_value("راجع الأرقام")
    page.click(".notes-form button")
    page.locator(".note", has_text="راجع الأرقام").wait_for()
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.wait_for_load_state("networkidle")
    expect(area).to_have_value("")
