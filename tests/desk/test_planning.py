"""What goes out when, in the newsroom's own time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.models.article import Status
from articles.workflow import planning

BEIRUT, CAIRO = ZoneInfo("Asia/Beirut"), ZoneInfo("Africa/Cairo")
KYIV, RIYADH = ZoneInfo("Europe/Kyiv"), ZoneInfo("Asia/Riyadh")
LONDON, TEHRAN = ZoneInfo("Europe/London"), ZoneInfo("Asia/Tehran")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BEIRUT, date(2026, 3, 29), 23),
        (BEIRUT, date(2026, 10, 24), 25),
        (CAIRO, date(2026, 4, 24), 23),
        (CAIRO, date(2026, 10, 29), 25),
        (KYIV, date(2026, 3, 29), 23),
        (KYIV, date(2026, 10, 25), 25),
        (RIYADH, date(2026, 3, 29), 24),
        (LONDON, date(2026, 3, 29), 23),
        (LONDON, date(2026, 10, 25), 25),
        (TEHRAN, date(2026, 3, 22), 24),
    ],
)
def test_a_day_is_as_long_as_its_clock_says(zone, day, hours) -> None:
    length = planning.start_of(day + timedelta(days=1), zone).astimezone(UTC) - planning.start_of(day, zone).astimezone(
        UTC
    )
    assert length == hours * HOUR
    assert planning.clock_change(day, zone) == (24 - hours) * HOUR


@pytest.mark.parametrize(("zone", "day"), [(BEIRUT, date(2026, 3, 29)), (CAIRO, date(2026, 4, 24))])
def test_where_midnight_is_skipped_the_day_begins_at_one(zone, day) -> None:
    assert planning.start_of(day, zone).isoformat() == f"{day}T01:00:00+03:00"


@pytest.mark.parametrize(
    ("at", "day", "zone", "moved"),
    [
        ("2026-03-27T09:00:00+02:00", date(2026, 3, 30), BEIRUT, "2026-03-30T09:00:00+03:00"),
        ("2026-03-28T00:30:00+02:00", date(2026, 3, 29), BEIRUT, "2026-03-29T01:30:00+03:00"),
        ("2026-04-23T00:30:00+02:00", date(2026, 4, 24), CAIRO, "2026-04-24T01:30:00+03:00"),
        ("2026-10-28T23:30:00+03:00", date(2026, 10, 29), CAIRO, "2026-10-29T23:30:00+03:00"),
        ("2026-03-28T03:30:00+02:00", date(2026, 3, 29), KYIV, "2026-03-29T04:30:00+03:00"),
        ("2026-10-24T03:30:00+03:00", date(2026, 10, 25), KYIV, "2026-10-25T03:30:00+03:00"),
        ("2026-10-24T09:00:00+03:00", date(2026, 10, 26), KYIV, "2026-10-26T09:00:00+02:00"),
        ("2026-03-27T01:30:00+00:00", date(2026, 3, 29), LONDON, "2026-03-29T02:30:00+01:00"),
        ("2026-10-23T22:30:00+00:00", date(2026, 10, 26), LONDON, "2026-10-26T23:30:00+00:00"),
    ],
)
def test_a_story_moved_to_another_day_keeps_its_time_by_the_clock(at, day, zone, moved) -> None:
    assert planning.same_time_on(datetime.fromisoformat(at), day, zone).isoformat() == moved


@pytest.mark.parametrize(
    ("zone", "day", "clock", "utc"),
    [
        (BEIRUT, date(2026, 3, 29), time(0, 30), []),
        (BEIRUT, date(2026, 3, 29), time(1), ["2026-03-28T22:00"]),
        (BEIRUT, date(2026, 10, 24), time(23, 30), ["2026-10-24T20:30", "2026-10-24T21:30"]),
        (BEIRUT, date(2026, 10, 25), time(0), ["2026-10-24T22:00"]),
        (CAIRO, date(2026, 4, 24), time(0, 30), []),
        (CAIRO, date(2026, 10, 29), time(23, 59), ["2026-10-29T20:59", "2026-10-29T21:59"]),
        (CAIRO, date(2026, 10, 29), time(22, 59), ["2026-10-29T19:59"]),
        (KYIV, date(2026, 3, 29), time(3, 30), []),
        (KYIV, date(2026, 10, 25), time(3, 30), ["2026-10-25T00:30", "2026-10-25T01:30"]),
        (KYIV, date(2026, 10, 25), time(4), ["2026-10-25T02:00"]),
    ],
)
def test_a_time_of_the_clock_is_one_moment_or_none_or_two(zone, day, clock, utc) -> None:
    assert [at.astimezone(UTC).isoformat()[:16] for at in planning.moments(day, clock, zone)] == utc


def test_each_language_stands_on_its_own_day_across_midnight(write_story) -> None:
    before = datetime(2030, 3, 30, 23, 59, tzinfo=BEIRUT)
    after = datetime(2030, 3, 31, 1, 1, tzinfo=BEIRUT)
    story = write_story(out="ar en", published_at_ar=before, published_at_en=after)
    here = planning.calendar(date(2030, 3, 30), 2, BEIRUT)
    assert [[(one.article, one.language) for one in day.outings] for day in here] == [[(story, "ar")], [(story, "en")]]
    there = planning.calendar(date(2030, 3, 30), 2, LONDON)
    assert [[one.language for one in day.outings] for day in there] == [["ar", "en"], []]


def test_a_calendar_tells_what_is_out_scheduled_and_planned(write_story, django_assert_max_num_queries) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    write_story("مجدول", out="ar", published_at_ar=now + timedelta(days=1))
    write_story("محظور", out="ar", embargo_until=now + HOUR)
    write_story("مسودة", published_at_ar=now + timedelta(days=2))
    write_story("منشور", out="ar")
    write_story("محذوف", published_at_ar=now, deleted_at=now)
    write_story("مسحوب", published_at_ar=now, status=Status.WITHDRAWN)
    with django_assert_max_num_queries(2):
        days = planning.calendar(today - timedelta(days=1), 30)
    assert len(days) == 30
    states = {str(one.article): one.state for day in days for one in day.outings}
    assert states == {"منشور": "out", "مجدول": "scheduled", "محظور": "scheduled", "مسودة": "planned"}


def test_a_language_is_moved_to_another_time(write_story, editor) -> None:
    then = timezone.now() + 5 * HOUR
    story = write_story(out="ar en", published_at_en=then)
    workflow.reschedule(story, editor, "en", then + HOUR)
    assert Article.objects.get(pk=story.pk).published_at_en == then + HOUR
    workflow.reschedule(story, editor, "en", timezone.now())
    assert Article.objects.get(pk=story.pk).languages_out() == ["ar", "en"]


@pytest.mark.parametrize(
    ("language", "moved_by", "field"),
    [("ar", 2 * HOUR, "published_at_ar"), ("uk", 2 * HOUR, "published_at_uk"), ("en", -HOUR, "published_at_en"),
     ("en", 9 * HOUR, "expires_at")],
)  # fmt: skip
def test_what_cannot_be_moved_says_why(language, moved_by, field, write_story, editor) -> None:
    now = timezone.now()
    story = write_story(out="ar en", published_at_en=now + 5 * HOUR, expires_at=now + 8 * HOUR)
    with pytest.raises(ValidationError) as refused:
        workflow.reschedule(story, editor, language, now + moved_by)
    assert field in refused.value.message_dict


def test_scheduling_wants_a_moment_to_come_and_overrides_what_was_planned(write_story, editor) -> None:
    now = timezone.now()
    story = write_story(published_at_ar=now + timedelta(days=9))
    with pytest.raises(ValidationError):
        workflow.schedule(story, editor, now - HOUR)
    workflow.schedule(story, editor, now + HOUR)
    stored = Article.objects.get(pk=story.pk)
    assert (stored.published_at_ar, stored.languages_out()) == (now + HOUR, [])
    assert stored.languages_out(now + HOUR) == ["ar"]
