"""Readers are told what was wrong: on the page, in its language, with its time, and to machines."""

import json
import re
from datetime import datetime
from typing import Any

import pytest

from articles import workflow
from articles.caching import edition


@pytest.fixture
def corrected(write_story: Any, editor: Any) -> Any:
    """A story in two languages with a correction in Arabic."""
    story = write_story(out="ar en")
    workflow.correct(story, editor, "ar", "ورد في نص سابق أن عدد القتلى 12، والصواب 10 <b>")
    return story


@pytest.mark.parametrize("place", ["top", "foot"])
def test_a_correction_stands_where_the_house_wants_it(corrected: Any, text_of: Any, settings: Any, place: str) -> None:
    settings.CORRECTIONS_PLACE = place
    page = text_of(corrected.get_absolute_url())
    assert "والصواب 10 &lt;b&gt;" in page
    assert (page.index('id="corrections"') < page.index('class="body"')) == (place == "top")
    assert ('href="#corrections"' in page) == (place == "foot")
    assert "والصواب" not in text_of(corrected.url_in("en"))


def test_machines_are_told_of_it_too(corrected: Any, text_of: Any) -> None:
    page = text_of(corrected.get_absolute_url())
    [data] = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    [told] = json.loads(data)[0]["correction"]
    assert told["@type"] == "CorrectionComment" and "والصواب 10" in told["text"]
    assert told["datePublished"] == json.loads(data)[0]["dateModified"]
    item = json.loads(text_of("/latest/feed.json"))["items"][0]
    modified, corrected_at = (datetime.fromisoformat(text) for text in (item["date_modified"], told["datePublished"]))
    assert modified.replace(microsecond=0) == corrected_at.replace(microsecond=0)


def test_a_correction_makes_a_new_edition(corrected: Any, editor: Any, django_capture_on_commit_callbacks: Any) -> None:
    before = edition.current()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.correct(corrected, editor, "en", "The number was wrong.")
    assert edition.current() > before
