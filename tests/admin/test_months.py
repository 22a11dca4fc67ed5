"""The house's months in Django's own pages of the desk."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation
from django.utils.formats import date_format, get_format

NOVEMBER = datetime(2030, 11, 5, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("setting", "name"),
    [("gregorian", "نوفمبر"), ("levantine", "تشرين الثاني"), ("maghrebi", "نوفمبر"), ("both", "تشرين الثاني/نوفمبر")],
)
def test_django_writes_the_months_of_the_house(setting: str, name: str, settings: Any) -> None:
    settings.MONTH_NAMES = setting
    assert date_format(NOVEMBER, "YEAR_MONTH_FORMAT") == f"{name} 2030"
    with translation.override("uk"):
        assert name not in date_format(NOVEMBER, "YEAR_MONTH_FORMAT")


def test_the_date_pickers_have_the_months_of_the_house(settings: Any, client: Any) -> None:
    settings.MONTH_NAMES = "maghrebi"
    texts = client.get("/admin/jsi18n/").content.decode()
    assert (
        '"January": "\\u062c\\u0627\\u0646\\u0641\\u064a"' in texts
        and f'"FIRST_DAY_OF_WEEK": {get_format("FIRST_DAY_OF_WEEK")}' in texts
    )


def test_the_list_says_in_right_arabic_that_nothing_is_chosen(client: Any) -> None:
    texts = client.get("/admin/jsi18n/").content.decode()
    assert '"\\u0644\\u0645 \\u064a\\u064f\\u062e\\u062a\\u0631' in texts.split('"%(sel)s of %(cnt)s selected"')[1][:80]


def test_the_list_of_stories_is_walked_by_the_months_of_the_house(
    settings: Any, write_story: Any, editor: Any, client_of: Any
) -> None:
    settings.MONTH_NAMES = "levantine"
    for month in (3, 11):
        write_story(out="ar", published_at_ar=NOVEMBER.replace(month=month))
    page = client_of(editor).get("/admin/articles/article/").content.decode()
    assert "آذار 2030" in page and "تشرين الثاني 2030" in page and "نوفمبر" not in page
