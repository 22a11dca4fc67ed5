"""A storyline is read from its beginning, on a page of its own and around each of its stories."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Tag
from articles.related.storylines import threads

pytestmark = pytest.mark.django_db
PAGE = "/tags/gaza/"


@pytest.fixture
def storyline():
    return Tag.objects.create(name_ar="الحرب في غزة", slug="gaza", kind="storyline", description_ar="سطر\n\nسطر ثان")


@pytest.fixture
def run(write_story, storyline):
    """Return a function that publishes so many stories of the storyline, a day apart, the first one first."""

    def write(count, **fields):
        first = timezone.make_aware(timezone.datetime(2023, 10, 7, 6, 30))
        stories = []
        for number in range(count):
            at = first + timedelta(days=number)
            stories.append(write_story(f"خبر {number:02}", out="ar", published_at_ar=at, **fields))
            stories[-1].tags.add(storyline)
        return stories

    return write


def test_a_storyline_reads_from_its_first_day_to_its_last(run, text_of):
    run(3)
    page = text_of(PAGE).split("<main")[1]
    words = [
        "<p>سطر</p>",
        "<bdi>3</bdi> مواد",
        "السبت 7 أكتوبر 2023",
        "6:30 ص",
        "خبر 00",
        "الأحد 8 أكتوبر 2023",
        "خبر 01",
        "خبر 02",
    ]
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert page.count('class="timeline-day"') == 3


def test_stories_of_one_day_stand_under_it_together(write_story, storyline, text_of):
    at = timezone.make_aware(timezone.datetime(2023, 10, 7, 6, 30))
    for number in range(2):
        write_story(out="ar", published_at_ar=at + timedelta(hours=number)).tags.add(storyline)
    assert text_of(PAGE).count('class="timeline-day"') == 1


def test_a_long_storyline_goes_on_to_the_newer_and_back(run, text_of, monkeypatch):
    monkeypatch.setattr("articles.views.timeline.AT_ONCE", 2)
    run(5)
    seen, address = [], PAGE
    for _page in range(3):
        page = text_of(address)
        seen.append([number for number in range(5) if f">خبر {number:02}<" in page])
        address = PAGE + page.split('rel="next" href="')[-1].split('"')[0]
    assert seen == [[0, 1], [2, 3], [4]]
    back = PAGE + page.split('rel="prev" href="')[1].split('"')[0]
    page = text_of(back)
    assert ">خبر 02<" in page and ">خبر 03<" in page and "noindex" in page


def test_a_long_storyline_leads_down_to_its_latest_story(run, text_of):
    run(6)
    page = text_of(PAGE)
    assert 'href="#latest"' in page
    assert ">خبر 05<" in page.split('id="latest"')[1]


def test_a_long_storyline_leads_to_its_end_and_back_to_its_beginning_and_says_where_one_is(run, text_of, monkeypatch):
    monkeypatch.setattr("articles.views.timeline.AT_ONCE", 4)
    run(11)
    first = text_of(PAGE)
    assert first.count('href="?before=end#latest"') == 2 and 'id="latest"' not in first
    assert "<bdi>1</bdi>–<bdi>4</bdi> من <bdi>11</bdi>" in first
    last = text_of(f"{PAGE}?before=end")
    assert [number for number in range(11) if f">خبر {number:02}<" in last] == [7, 8, 9, 10]
    assert ">خبر 10<" in last.split('id="latest"')[1]
    assert "<bdi>8</bdi>–<bdi>11</bdi> من <bdi>11</bdi>" in last
    assert 'rel="next"' not in last and "before=end" not in last.split("<main")[1]
    assert f'<a href="{PAGE}">البداية</a>' in last
    middle = text_of(PAGE + last.split('rel="prev" href="')[1].split('"')[0])
    assert "<bdi>4</bdi>–<bdi>7</bdi> من" in middle
    assert f'<a href="{PAGE}">البداية</a>' in middle and 'href="?before=end#latest"' in middle


def test_the_end_of_a_storyline_of_one_page_is_that_page(run, client):
    run(3)
    assert client.get(f"{PAGE}?before=end")["Location"] == f"{PAGE}?"


def test_a_short_storyline_is_read_without_a_way_down(run, text_of):
    run(3)
    assert 'href="#latest"' not in text_of(PAGE)


def test_a_storyline_tells_no_reader_of_what_is_not_out(run, write_story, storyline, text_of):
    run(1)
    hidden = write_story("خبر الغد", status="published", published_at_ar=timezone.now() + timedelta(days=1))
    hidden.tags.add(storyline)
    page = text_of(PAGE)
    assert hidden.headline_ar not in page and "مادة واحدة" in page
    assert 'class="timeline-day"' not in text_of(f"/en{PAGE}")


@pytest.mark.parametrize(
    ("place", "shown", "gaps"),
    [
        (0, [0, 1, 2, 8], [8]),
        (3, [0, 1, 2, 3, 4, 5, 8], [8]),
        (4, [0, 2, 3, 4, 5, 6, 8], [2, 8]),
        (8, [0, 6, 7, 8], [6]),
    ],
)
def test_a_story_shows_what_stands_around_it_and_where_it_began_and_led(run, storyline, place, shown, gaps):
    stories = run(9)
    [thread] = threads(stories[place], [storyline])
    numbers = [stories.index(step.article) for step in thread.steps]
    assert (numbers, [n for n, step in zip(numbers, thread.steps, strict=True) if step.after_gap]) == (shown, gaps)


def test_the_page_of_a_story_leads_to_the_others_of_its_storyline(run, text_of, storyline):
    first, second = run(2)
    page = text_of(second.get_absolute_url())
    thread = page[page.index('class="latest thread"') :]
    assert PAGE in thread and first.get_absolute_url() in thread
    assert 'aria-current="true"' in thread.split("</ol>")[0]


def test_a_storyline_of_one_story_makes_no_timeline_beside_it(run, text_of):
    [only] = run(1)
    assert 'class="latest thread"' not in text_of(only.get_absolute_url())
