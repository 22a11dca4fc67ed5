from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.text.dates import (
    ARABIC_MONTHS,
    LEVANTINE,
    MONTHS,
    ago,
    arabic_plural,
    city_of,
    clock,
    first_weekday,
    format_date,
    month_number,
    weekday_name,
)

NOON = datetime(2023, 10, 27, 12, 0, tzinfo=UTC)
AFTERNOON = datetime(2023, 10, 27, 14, 55, tzinfo=UTC)


@pytest.mark.parametrize("names", [*ARABIC_MONTHS.values(), *MONTHS.values()])
def test_every_month_that_is_written_is_read(names):
    assert [month_number(name) for name in names] == list(range(1, 13))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("اكتوبر", 10),
        ("أُكْتُوبَر", 10),
        ("اكتـــوبر", 10),
        ("أوكتوبر", 10),
        ("اکتوبر", 10),
        (" أكتوبر\u200f ", 10),
        ("ابريل", 4),
        ("إبريل", 4),
        ("ایار", 5),
        ("اب", 8),
        ("أوغسطس", 8),
        ("اغسطس", 8),
        ("غشت", 8),
        ("اوت", 8),
        ("جويليه", 7),
        ("يوليه", 7),
        ("يونيه", 6),
        ("كانون ثاني", 1),
        ("كانون الثانى", 1),
        ("كانون  الاول", 12),
        ("تشرين اول", 10),
        ("تشرين ثان", 11),
        ("ت1", 10),
        ("ك٢", 1),
        ("دجنبر", 12),
        ("نونبر", 11),
        ("شتنبر", 9),
        ("فيفري", 2),
        ("OCTOBER", 10),
        ("Sept.", 9),
        ("may", 5),
    ],
)
def test_a_month_is_known_in_every_spelling(name, number):
    assert month_number(name) == number


@pytest.mark.parametrize(
    "name", ["تشرين الأول/أكتوبر", "أكتوبر/تشرين أول", "تشرين الأول (أكتوبر)", "تشرين الأول - اكتوبر"]
)
def test_two_names_of_one_month_are_that_month(name):
    assert month_number(name) == 10


@pytest.mark.parametrize("name", ["أيار/يونيو", "تشرين", "كانون", "الأول", "الجمعة", "أكتوبر/شيء", "13", "", " ", "/"])
def test_what_names_no_one_month_is_none(name):
    assert month_number(name) is None


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ("gregorian", "27 أكتوبر 2023"),
        ("levantine", "27 تشرين الأول 2023"),
        ("maghrebi", "27 أكتوبر 2023"),
        ("both", "27 تشرين الأول/أكتوبر 2023"),
    ],
)
def test_an_arabic_date_has_the_months_of_the_house(months, expected):
    assert format_date(date(2023, 10, 27), "ar", months=months) == expected


def test_the_usages_differ_where_they_should():
    written = {months: format_date(date(2024, 8, 1), "ar", months=months) for months in ARABIC_MONTHS}
    assert written == {
        "gregorian": "1 أغسطس 2024",
        "levantine": "1 آب 2024",
        "maghrebi": "1 أوت 2024",
        "moroccan": "1 غشت 2024",
        "both": "1 آب/أغسطس 2024",
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "الجمعة 27 أكتوبر 2023، 2:55 م"),
        ("en", "Friday, 27 October 2023, 14:55"),
        ("uk", "п’ятниця, 27 жовтня 2023, 14:55"),
        ("fa", "جمعه 27 اکتبر 2023، 14:55"),
        ("en-gb", "Friday, 27 October 2023, 14:55"),
    ],
)
def test_a_moment_is_written_in_the_language_of_the_page(language, expected):
    assert format_date(AFTERNOON, language, weekday=True, time=True) == expected


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(0, 5, "12:05 ص"), (11, 59, "11:59 ص"), (12, 0, "12:00 م"), (23, 30, "11:30 م")]
)
def test_the_arabic_clock_has_twelve_hours(hour, minute, expected):
    moment = datetime(2023, 10, 27, hour, minute)
    assert format_date(moment, "ar", time=True) == f"27 أكتوبر 2023، {expected}"


def test_digits_concern_arabic_and_persian_alone():
    assert format_date(AFTERNOON, "ar", digits="arab", time=True) == "٢٧ أكتوبر ٢٠٢٣، ٢:٥٥ م"
    assert format_date(AFTERNOON, "fa", digits="arabext", time=True) == "۲۷ اکتبر ۲۰۲۳، ۱۴:۵۵"
    assert format_date(AFTERNOON, "uk", digits="arab") == "27 жовтня 2023"
    assert format_date(AFTERNOON, "en", digits="arabext", months="levantine") == "27 October 2023"


def test_a_day_without_an_hour_shows_none():
    assert format_date(date(2023, 10, 27), "ar", time=True) == "27 أكتوبر 2023"


def test_the_week_has_its_days_in_order():
    monday = date(2023, 10, 23)
    week = [format_date(monday + timedelta(days=n), "ar", weekday=True).split()[0] for n in range(7)]
    assert week == ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]


@pytest.mark.parametrize("setting", [{"months": "roman"}, {"digits": "roman"}])
def test_a_setting_that_does_not_exist_is_refused_by_name(setting):
    with pytest.raises(ValueError, match="roman"):
        format_date(NOON, "ar", **setting)


def test_a_language_without_a_table_is_written_all_the_same():
    assert format_date(AFTERNOON, "fr", weekday=True, time=True) == "vendredi 27 octobre 2023, 14:55"
    assert ago(NOON - timedelta(hours=3), NOON, "fr") == "il y a 3 heures"
    assert ago(NOON, NOON, "fr") == "il y a 1 minute"
    assert "2023" in format_date(AFTERNOON, "xx")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "الآن"),
        (59, "الآن"),
        (60, "قبل دقيقة"),
        (119, "قبل دقيقة"),
        (120, "قبل دقيقتين"),
        (180, "قبل 3 دقائق"),
        (600, "قبل 10 دقائق"),
        (660, "قبل 11 دقيقة"),
        (59 * 60 + 59, "قبل 59 دقيقة"),
        (3600, "قبل ساعة"),
        (2 * 3600, "قبل ساعتين"),
        (3 * 3600, "قبل 3 ساعات"),
        (11 * 3600, "قبل 11 ساعة"),
        (24 * 3600, "قبل يوم"),
        (2 * 86400, "قبل يومين"),
        (7 * 86400, "قبل 7 أيام"),
        (11 * 86400, "قبل 11 يومًا"),
        (100 * 86400, "قبل 100 يوم"),
        (102 * 86400, "قبل 102 يوم"),
        (1003 * 86400, "قبل 1,003 أيام"),
    ],
)
def test_arabic_says_how_long_ago_in_its_six_forms(seconds, expected):
    assert ago(NOON - timedelta(seconds=seconds), NOON, "ar") == expected


@pytest.mark.parametrize(
    ("language", "minutes", "expected"),
    [
        ("en", 0, "just now"),
        ("en", 1, "1 minute ago"),
        ("en", 120, "2 hours ago"),
        ("uk", 0, "щойно"),
        ("uk", 1, "1 хвилину тому"),
        ("uk", 2, "2 хвилини тому"),
        ("uk", 5, "5 хвилин тому"),
        ("uk", 11, "11 хвилин тому"),
        ("uk", 12, "12 хвилин тому"),
        ("uk", 21, "21 хвилину тому"),
        ("uk", 22, "22 хвилини тому"),
        ("uk", 60 * 24 * 5, "5 днів тому"),
        ("fa", 0, "همین حالا"),
        ("fa", 5, "5 دقیقه پیش"),
        ("fa", 60, "1 ساعت پیش"),
    ],
)
def test_other_languages_say_how_long_ago_in_theirs(language, minutes, expected):
    assert ago(NOON - timedelta(minutes=minutes), NOON, language) == expected


def test_the_digits_of_the_house_count_the_hours():
    assert ago(NOON - timedelta(hours=11), NOON, "ar", digits="arab") == "قبل ١١ ساعة"
    assert ago(NOON - timedelta(hours=11), NOON, "fa", digits="arabext") == "۱۱ ساعت پیش"
    assert ago(NOON - timedelta(hours=11), NOON, "en", digits="arab") == "11 hours ago"


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(hours=3), timedelta(days=400)])
@pytest.mark.parametrize(
    ("language", "now"), [("ar", "الآن"), ("en", "just now"), ("uk", "щойно"), ("fa", "همین حالا")]
)
def test_a_clock_that_runs_ahead_is_now(ahead, language, now):
    assert ago(NOON + ahead, NOON, language) == now


def test_time_zones_are_one_time():
    then = datetime(2023, 10, 27, 13, 0, tzinfo=timezone(timedelta(hours=3)))
    assert ago(then, NOON, "ar") == "قبل ساعتين"


def test_the_six_arabic_forms_follow_the_last_two_digits():
    forms = ("zero", "one", "two", "few", "many", "other")
    counted = {n: arabic_plural(n, forms) for n in (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 110, 111, 200, 1000)}
    assert counted == {
        0: "zero",
        1: "one",
        2: "two",
        3: "few",
        10: "few",
        11: "many",
        99: "many",
        100: "other",
        101: "other",
        102: "other",
        103: "few",
        110: "few",
        111: "many",
        200: "other",
        1000: "other",
    }


def test_levantine_months_are_those_of_beirut_and_baghdad():
    assert LEVANTINE[0] == "كانون الثاني"
    assert LEVANTINE[11] == "كانون الأول"


@pytest.mark.parametrize(
    ("zone", "begins"),
    [("Asia/Beirut", 0), ("Africa/Cairo", 5), ("Asia/Riyadh", 6), ("Africa/Tunis", 0), ("Asia/Tehran", 5),
     ("Europe/London", 0), ("UTC", 0)],
)  # fmt: skip
def test_a_week_begins_as_it_does_in_the_country(zone: str, begins: int) -> None:
    assert first_weekday(zone) == begins


def test_a_time_and_a_weekday_stand_alone() -> None:
    afternoon = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
    assert clock(afternoon, "ar", digits="arab") == "٢:٠٥ م"
    assert clock(afternoon, "uk") == "14:05"
    assert [weekday_name(afternoon, code) for code in ("ar", "fa", "en", "de")] == [
        "الأحد", "یکشنبه", "Sunday", "Sonntag"
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "city"), [("ar", "بيروت"), ("en", "Beirut"), ("xx", "Beirut")])
def test_a_time_zone_is_called_after_its_city(language: str, city: str) -> None:
    assert city_of("Asia/Beirut", language) == city
