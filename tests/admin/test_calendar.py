"""The schedule as an editor sees it, and moving stories in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from articles import workflow
from articles.admin.calendar import Shown
from articles.forms.moments import MomentField, OneMomentField, SplitMomentField
from articles.models import Article, RelatedStory, Section

CALENDAR = "/admin/calendar/"
FAR = datetime(2030, 5, 15, 9, 30, tzinfo=UTC)


def stored(story: Any) -> datetime | None:
    return Article.objects.get(pk=story.pk).published_at_ar


def drag(client: Any, story: Any, day: str, language: str = "ar") -> str:
    answer = client.post(CALENDAR, {"story": f"{story.pk}:{language}", "to": day}, follow=True)
    assert answer.status_code == 200
    return "\n".join(str(message) for message in answer.context["messages"])


@pytest.fixture
def coming(write_story: Any) -> Any:
    return write_story(out="ar", published_at_ar=FAR)


@pytest.mark.parametrize(
    ("asked", "zone", "first", "days"),
    [
        ({"day": "2026-11-22"}, "Asia/Beirut", date(2026, 11, 16), 7),
        ({"day": "2026-11-22"}, "Africa/Cairo", date(2026, 11, 21), 7),
        ({"day": "2026-11-22", "view": "month"}, "Asia/Beirut", date(2026, 10, 26), 42),
        ({"day": "2027-02-10", "view": "month"}, "Asia/Beirut", date(2027, 2, 1), 28),
        ({"day": "2026-12-31", "view": "month"}, "Asia/Riyadh", date(2026, 11, 29), 35),
    ],
)
def test_a_page_shows_whole_weeks_that_begin_as_the_country_does(asked, zone, first, days, settings) -> None:
    settings.TIME_ZONE = zone
    shown = Shown.asked(asked)
    assert (shown.first, shown.days) == (first, days)


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "0001-01-01", "9999-12-31", "٢٠٢٦"])
def test_an_address_that_makes_no_sense_shows_this_week(day: str, editor: Any, client_of: Any) -> None:
    wrong = {"day": day, "view": "year", "language": "xx", "section": "9" * 30}
    assert 'aria-current="date"' in client_of(editor).get(CALENDAR, wrong).content.decode()


def test_the_months_are_those_of_the_house(settings: Any, editor: Any, client_of: Any) -> None:
    settings.MONTH_NAMES = "levantine"
    page = client_of(editor).get(CALENDAR, {"day": "2026-11-22", "view": "month"}).content.decode()
    assert "تشرين الثاني 2026" in page and "نوفمبر" not in page


def test_the_schedule_is_narrowed_by_language_and_section_with_its_subsections(
    write_story: Any, section: Any, editor: Any, client_of: Any
) -> None:
    inner = Section.objects.create(name_ar="برلمان", parent=section)
    elsewhere = Section.objects.create(name_ar="رياضة")
    write_story("في البرلمان", out="ar en", published_at_ar=FAR, published_at_en=FAR, section=inner)
    write_story("في الملعب", out="ar", published_at_ar=FAR, section=elsewhere)
    client, day = client_of(editor), {"day": "2030-05-15"}
    everything = client.get(CALENDAR, day).content.decode()
    assert everything.count('class="outing ') == 3
    narrowed = client.get(CALENDAR, {**day, "section": section.pk, "language": "en"}).content.decode()
    assert narrowed.count('class="outing ') == 1 and "في البرلمان (en)" in narrowed


def test_the_schedule_takes_as_many_queries_for_many_stories(
    write_story: Any, editor: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        write_story(f"خبر {number}", out="ar", published_at_ar=FAR + timedelta(days=number))
    client = client_of(editor)
    with django_assert_max_num_queries(10):
        page = client.get(CALENDAR, {"day": "2030-05-15", "view": "month"}).content.decode()
    assert page.count("data-story=") == 12


def test_a_full_day_of_a_month_leads_to_its_week(write_story: Any, editor: Any, client_of: Any) -> None:
    for number in range(9):
        write_story(f"خبر {number}", out="ar", published_at_ar=FAR + timedelta(minutes=number))
    page = client_of(editor).get(CALENDAR, {"day": "2030-05-02", "view": "month"}).content.decode()
    assert page.count('class="outing ') == 6 and "?view=week&amp;day=2030-05-15#day-2030-05-15" in page


def test_the_days_on_which_clocks_change_are_marked(editor: Any, client_of: Any) -> None:
    client = client_of(editor)
    for day, clocks in (("2030-03-31", "Clocks go forward"), ("2030-10-26", "Clocks go back")):
        days = client.get(CALENDAR, {"day": day}).context["days"]
        assert {f"{one['date']}": one["clocks"] for one in days if one["clocks"]} == {day: gettext(clocks)}


def test_a_story_dropped_on_another_day_keeps_its_time_and_is_put_back(
    coming: Any, editor: Any, client_of: Any
) -> None:
    client = client_of(editor)
    told = drag(client, coming, "2030-05-20")
    assert stored(coming) == FAR + timedelta(days=5) and "20 مايو 2030" in told
    undone = client.post(CALENDAR, {"undo": "1"}, follow=True)
    assert stored(coming) == FAR and 'name="undo"' not in undone.content.decode()


def test_a_move_is_not_undone_over_a_later_one(coming: Any, editor: Any, chief: Any, client_of: Any) -> None:
    client = client_of(editor)
    drag(client, coming, "2030-05-20")
    workflow.reschedule(coming, chief, "ar", FAR + timedelta(days=1))
    client.post(CALENDAR, {"undo": "1"})
    assert stored(coming) == FAR + timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "day", "why"),
    [
        ({"embargo_until": FAR}, "2030-05-10", "The story is under embargo until later than that."),
        ({"expires_at": FAR + timedelta(days=2)}, "2030-05-20", "The story would expire before it is out."),
        ({}, "2020-01-01", "Choose a moment that is still to come."),
    ],
)
def test_a_refused_move_says_why_and_moves_nothing(
    fields: Any, day: str, why: str, write_story: Any, editor: Any, client_of: Any
) -> None:
    story = write_story(out="ar", **{"published_at_ar": FAR, **fields})
    told = drag(client_of(editor), story, day)
    assert stored(story) == FAR and gettext(why) in told and str(story) in told


def test_a_reporter_moves_nothing_and_is_told_so(coming: Any, reporter: Any, client_of: Any) -> None:
    client = client_of(reporter)
    assert "data-story" not in client.get(CALENDAR, {"day": "2030-05-15"}).content.decode()
    assert gettext("You may not do this to this story.") in drag(client, coming, "2030-05-20")
    assert stored(coming) == FAR


@pytest.mark.parametrize(
    "wrong",
    [{}, {"story": "1"}, {"story": "²:ar", "to": "2030-01-01"}, {"story": "999:ar", "to": "2030-01-01"},
     {"story": "1:ar", "to": "2030-99-01"}],
)  # fmt: skip
def test_a_move_that_makes_no_sense_is_answered_with_words(wrong: Any, editor: Any, client_of: Any) -> None:
    assert client_of(editor).post(CALENDAR, wrong, follow=True).context["messages"]


def test_a_form_moves_a_story_to_a_day_and_a_time(coming: Any, editor: Any, client_of: Any) -> None:
    client, address = client_of(editor), f"{CALENDAR}{coming.pk}/ar/"
    assert 'value="2030-05-15"' in client.get(address).content.decode()
    answer = client.post(address + "?view=month&language=ar", {"at_day": "2030-05-16", "at_clock": "18:05"})
    assert answer["Location"] == "/admin/calendar/?view=month&day=2030-05-16&language=ar"
    assert timezone.localtime(stored(coming)).strftime("%d %H:%M") == "16 18:05"


@pytest.mark.parametrize(
    ("at_day", "at_clock"), [("2020-01-01", "10:00"), ("", ""), ("2030-05-16", ""), ("x", "y"), ("2030-03-31", "00:30")]
)
def test_a_form_that_is_refused_keeps_what_was_typed(
    at_day: str, at_clock: str, coming: Any, editor: Any, client_of: Any
) -> None:
    page = client_of(editor).post(f"{CALENDAR}{coming.pk}/ar/", {"at_day": at_day, "at_clock": at_clock})
    text = page.content.decode()
    assert "errorlist" in text and (not at_day or f'value="{at_day}"' in text) and stored(coming) == FAR


def test_dropped_where_clocks_jump_it_says_when_it_goes_out(write_story: Any, editor: Any, client_of: Any) -> None:
    midnight = datetime(2030, 3, 29, 22, 30, tzinfo=UTC)
    story = write_story(out="ar", published_at_ar=midnight)
    told = drag(client_of(editor), story, "2030-03-31")
    assert timezone.localtime(stored(story)).strftime("%d %H:%M") == "31 01:30"
    assert "12:30 ص" in told and "1:30 ص" in told


@pytest.mark.parametrize(
    ("zone", "typed", "utc", "elsewhere", "day_there"),
    [
        ("Asia/Beirut", "2027-03-28T01:15", "2027-03-27T22:15", "Europe/London", "2027-03-27"),
        ("Asia/Beirut", "2027-03-27T23:45", "2027-03-27T21:45", "Europe/Kyiv", "2027-03-27"),
        ("Africa/Cairo", "2027-04-30T01:15", "2027-04-29T22:15", "Europe/London", "2027-04-29"),
        ("Africa/Cairo", "2027-10-29T00:15", "2027-10-28T22:15", "Europe/Kyiv", "2027-10-29"),
        ("Europe/Kyiv", "2027-03-28T00:15", "2027-03-27T22:15", "Asia/Beirut", "2027-03-28"),
        ("Europe/Kyiv", "2027-10-31T23:45", "2027-10-31T21:45", "Asia/Riyadh", "2027-11-01"),
        ("Asia/Riyadh", "2027-03-28T00:15", "2027-03-27T21:15", "Europe/Kyiv", "2027-03-27"),
    ],
)
def test_a_story_scheduled_around_midnight_is_out_then_and_stands_on_the_day_of_each_zone(
    zone: str, typed: str, utc: str, elsewhere: str, day_there: str, settings: Any, write_story: Any, editor: Any,
    client_of: Any, send: Any
) -> None:  # fmt: skip
    settings.TIME_ZONE = zone
    story, client, at = write_story(), client_of(editor), datetime.fromisoformat(f"{utc}:00+00:00")
    address = f"/admin/articles/article/{story.pk}/change/"
    send(client, address, _verb="schedule", schedule_at=typed, schedule_languages=["ar"])
    assert stored(story) == at
    story.refresh_from_db()
    moments = [at - timedelta(seconds=1), at, at + timedelta(seconds=1)]
    assert [story.is_public("ar", one) for one in moments] == [False, True, True]
    assert [Article.objects.published("ar", one).exists() for one in moments] == [False, True, True]
    for here, day in ((zone, typed[:10]), (elsewhere, day_there)):
        settings.TIME_ZONE = here
        shown = client.get(CALENDAR, {"day": day}).context["days"]
        assert [f"{one['date']}" for one in shown if one["outings"]] == [day]


def test_an_hour_that_comes_twice_is_asked_about() -> None:
    field = MomentField()
    with pytest.raises(ValidationError) as asked:
        field.clean(["2026-10-24", "23:30", ""])
    assert asked.value.error_list[0].code == "twice"
    first, second = (field.clean(["2026-10-24", "23:30", which]) for which in ("0", "1"))
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    question = 'name="at_which"'
    assert question in field.widget.render("at", ["2026-10-24", "23:30", ""])
    assert question in field.widget.render("at", second) and "selected" in field.widget.render("at", second)
    assert question not in field.widget.render("at", ["2026-10-24", "22:30", ""])


@pytest.mark.parametrize("zone", ["Asia/Beirut", "Africa/Cairo", "Europe/Kyiv"])
def test_every_field_of_the_desk_says_why_a_time_is_no_moment(zone: str, settings: Any) -> None:
    settings.TIME_ZONE = zone
    skipped, twice = {
        "Asia/Beirut": (["2026-03-29", "00:30"], ["2026-10-24", "23:30"]),
        "Africa/Cairo": (["2026-04-24", "00:30"], ["2026-10-29", "23:30"]),
        "Europe/Kyiv": (["2026-03-29", "03:30"], ["2026-10-25", "03:30"]),
    }[zone]
    for typed, code in ((skipped, "skipped"), (twice, "twice")):
        for field, value in ((SplitMomentField(), typed), (OneMomentField(), "T".join(typed)), (MomentField(), typed)):
            with pytest.raises(ValidationError) as refused:
                field.clean(value)
            assert [error.code for error in refused.value.error_list] == [code]


def test_the_form_of_a_story_says_so_at_its_field(write_story: Any, editor: Any, client_of: Any, send: Any) -> None:
    story = write_story()
    times = {"published_at_ar_0": "2030-03-31", "published_at_ar_1": "00:30:00"}
    page = send(client_of(editor), f"/admin/articles/article/{story.pk}/change/", **times).content.decode()
    assert "12:30" in page.split('class="errorlist"')[-1][:400] and 'value="00:30:00"' in page


def test_a_story_in_an_hour_that_comes_twice_is_saved_without_being_moved(
    write_story: Any, editor: Any, client_of: Any, send: Any
) -> None:
    second = datetime(2026, 10, 24, 21, 30, 15, tzinfo=UTC)
    story = write_story(out="ar", published_at_ar=second)
    answer = send(client_of(editor), f"/admin/articles/article/{story.pk}/change/", headline_ar="عنوان آخر")
    assert answer.status_code == 302
    assert Article.objects.get(pk=story.pk).headline_ar == "عنوان آخر" and stored(story) == second


@pytest.fixture
def hasty(write_story: Any) -> Any:
    """A story on the schedule that ties to one which comes out a day before it."""
    before = write_story("الخبر الأول", out="ar", published_at_ar=FAR - timedelta(days=1))
    story = write_story("المتابعة", out="ar", published_at_ar=FAR)
    RelatedStory.objects.create(article=story, related=before)
    return story


NOT_OUT = "الخبر الأول"


def test_a_story_dropped_where_something_would_be_amiss_is_moved_when_that_is_agreed_to(
    hasty: Any, editor: Any, client_of: Any
) -> None:
    client = client_of(editor)
    sent = {"story": f"{hasty.pk}:ar", "to": "2030-05-13"}
    asked = client.post(CALENDAR, sent)
    page = asked.content.decode()
    assert stored(hasty) == FAR and NOT_OUT in page and "calendar-question" in page
    question = asked.context["question"]
    agreed = {**sent, "prepublish_seen": question.panel.answer}
    assert client.post(CALENDAR, {**sent, "prepublish_seen": "x"}).context["question"]
    answer = client.post(CALENDAR, agreed, follow=True)
    assert stored(hasty) == FAR - timedelta(days=2)
    assert "13 مايو 2030" in "".join(map(str, answer.context["messages"]))
    client.post(CALENDAR, {"undo": "1"})
    assert stored(hasty) == FAR, "what was before needs no agreement"


def test_a_form_that_moves_a_story_asks_the_same(hasty: Any, editor: Any, client_of: Any) -> None:
    client, address = client_of(editor), f"{CALENDAR}{hasty.pk}/ar/"
    sent = {"at_day": "2030-05-13", "at_clock": "10:00"}
    asked = client.post(address, sent)
    assert stored(hasty) == FAR and NOT_OUT in asked.content.decode()
    assert f"/{hasty.pk}/change/#related_stories-group" in asked.content.decode()
    client.post(address, {**sent, "prepublish_seen": asked.context["panel"].answer})
    assert timezone.localtime(stored(hasty)).strftime("%d %H:%M") == "13 10:00"


def test_what_was_amiss_at_the_time_that_stood_is_not_asked_about_again(
    hasty: Any, editor: Any, client_of: Any
) -> None:
    Article.objects.update(standfirst_ar="")
    drag(client_of(editor), hasty, "2030-05-20")
    assert stored(hasty) == FAR + timedelta(days=5)


def test_a_time_typed_in_the_form_of_a_waiting_story_asks_the_same(
    hasty: Any, editor: Any, client_of: Any, send: Any
) -> None:
    client, address = client_of(editor), f"/admin/articles/article/{hasty.pk}/change/"
    asked = send(client, address, published_at_ar_0="2030-05-13", _continue="1")
    assert stored(hasty) == FAR and NOT_OUT in asked.content.decode()
    fields = {"published_at_ar_0": "2030-05-13", "_continue": "1"}
    send(client, address, **fields, prepublish_seen=asked.context["panel"].answer)
    assert stored(hasty) == FAR - timedelta(days=2)


def test_what_stops_a_story_stops_its_move_in_words(hasty: Any, editor: Any, client_of: Any, settings: Any) -> None:
    settings.PREPUBLISH_ERRORS = ["related_not_public"]
    told = drag(client_of(editor), hasty, "2030-05-13")
    assert stored(hasty) == FAR and NOT_OUT in told and str(hasty) in told


@pytest.mark.parametrize(
    ("zone", "day", "first", "hours"),
    [
        ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00", 23),
        ("Asia/Beirut", "2026-10-24", "2026-10-23T21:00", 25),
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00", 23),
        ("Africa/Cairo", "2026-10-29", "2026-10-28T21:00", 25),
        ("Europe/Kyiv", "2026-03-29", "2026-03-28T22:00", 23),
        ("Europe/Kyiv", "2026-10-25", "2026-10-24T21:00", 25),
    ],
)
def test_on_days_of_another_length_desk_and_archive_have_the_same_stories(
    zone: str,
    day: str,
    first: str,
    hours: int,
    settings: Any,
    write_story: Any,
    editor: Any,
    client_of: Any,
    client: Any,
) -> None:
    settings.TIME_ZONE = zone
    begins = datetime.fromisoformat(f"{first}:00+00:00")
    for hour in (-1, 0, hours - 1, hours):
        write_story(f"ساعة {hour} بعد", out="ar", published_at_ar=begins + timedelta(hours=hour))
    expected = {"ساعة 0 بعد", f"ساعة {hours - 1} بعد"}
    days = client_of(editor).get(CALENDAR, {"day": day}).context["days"]
    assert {str(one["article"]) for each in days if f"{each['date']}" == day for one in each["outings"]} == expected
    archive = client.get("/archive/{}/{}/{}/".format(*(int(part) for part in day.split("-")))).content.decode()
    assert {headline for headline in (f"ساعة {hour} بعد" for hour in range(-1, 26)) if headline in archive} == expected


def test_a_time_with_any_offset_becomes_one_of_the_newsrooms_clock() -> None:
    """PostgreSQL refuses offsets beyond sixteen hours."""
    moment = OneMomentField().clean("2030-01-01T10:00:00+23:59")
    assert moment == datetime(2029, 12, 31, 10, 1, tzinfo=UTC) and moment.tzinfo == timezone.get_current_timezone()
