"""Days and months named in a query are understood, and numbers are not taken for them."""

from datetime import date

import pytest

from articles.search.days import named_days

TODAY = date(2026, 11, 29)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DAY = (date(2023, 10, 27),) * 2


@pytest.mark.parametrize(
    ("typed", "days", "words"),
    [
        ("نوفمبر 2026", NOVEMBER, ""),
        ("الانتخابات نوفمبر ٢٠٢٦", NOVEMBER, "الانتخابات"),
        ("تشرين الثاني 2026 غزة", NOVEMBER, "غزة"),
        ("أخبار شهر نوفمبر 2026", NOVEMBER, ""),
        ("27 أكتوبر 2023", DAY, ""),
        ("٢٧ تشرين الأول ٢٠٢٣", DAY, ""),
        ("لافروف يوم 27 أكتوبر 2023 موسكو", DAY, "لافروف موسكو"),
        ("October 27, 2023 Gaza", DAY, "Gaza"),
        ("27/10/2023", DAY, ""),
        ("2023-10-27 غزة", DAY, "غزة"),
        ("أمس", (date(2026, 11, 28),) * 2, ""),
        ("أخبار أمس", (date(2026, 11, 28),) * 2, ""),
        ("أسعار الذهب اليوم", (TODAY, TODAY), "أسعار الذهب"),
        ("жовтень 2023", (date(2023, 10, 1), date(2023, 10, 31)), ""),
        ("вчора Київ", (date(2026, 11, 28),) * 2, "Київ"),
    ],
)
def test_days_and_months_are_understood(typed: str, days: tuple[date, date], words: str) -> None:
    found = named_days(typed, TODAY)
    assert found is not None
    assert ((found.first, found.last), found.words) == (days, words)
    assert found.level == ("day" if days[0] == days[1] else "month")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026",
        "نوفمبر",
        "27 10 2023",
        "31/2/2023",
        "1.5 مليون",
        "19,500",
        "5+5",
        "99/99/9999",
        "2023-10",
    ],
)
def test_other_words_and_numbers_name_no_day(typed: str) -> None:
    assert named_days(typed, TODAY) is None
