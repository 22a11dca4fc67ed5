"""Counting what is read: every reader once, no robot, no trace of anybody."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from articles.models import Article, ReadCount
from articles.models.read_count import Span
from articles.most_read import counting, ranking
from articles.most_read.robots import is_robot

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_USER_AGENT": FIREFOX}


@pytest.fixture(autouse=True)
def by_hand(monkeypatch):
    """Count when the test says so, and keep nothing of what came before."""
    monkeypatch.setattr(threading.Timer, "start", lambda timer: None)
    counting.batch.waiting.clear()


def hits(story, span=Span.DAY, language="ar"):
    rows = ReadCount.objects.filter(article=story, span=span, language=language)
    return sum(rows.values_list("hits", flat=True))


def read(client, story, prefix="", **headers):
    return client.post(f"{prefix}/r/{story.pk}/", **{**HERE, **headers})


def test_a_reader_counts_in_the_language_read(client, write_story):
    story = write_story(out="ar en")
    assert read(client, story).status_code == read(client, story, prefix="/en").status_code == 204
    counting.batch.flush()
    assert [hits(story, span) for span in Span] == [1, 1, 1] and hits(story, language="en") == 1


def test_counting_sets_no_cookie_and_keeps_no_address(client, write_story):
    response = read(client, write_story(out="ar"))
    assert not response.cookies and response["Cache-Control"] == "private, no-store"
    assert {field.name for field in ReadCount._meta.fields} == {
        *("id", "article", "language", "span", "begins_at", "hits")
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_other_sites_cannot_count(client, write_story, headers):
    story = write_story(out="ar")
    assert read(client, story, **headers).status_code == 403
    counting.batch.flush()
    assert hits(story) == 0


def test_a_post_that_does_not_say_where_it_comes_from_is_refused(client, write_story):
    assert client.post(f"/r/{write_story(out='ar').pk}/", HTTP_USER_AGENT=FIREFOX).status_code == 403
    assert client.get("/r/1/").status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "python-requests/2.32.3 and a long tail of words",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "TelegramBot (like TwitterBot)",
    ],
)
def test_robots_do_not_count(client, write_story, name):
    story = write_story(out="ar")
    assert is_robot(name) and read(client, story, HTTP_USER_AGENT=name).status_code == 204
    counting.batch.flush()
    assert hits(story) == 0


@pytest.mark.parametrize(
    "name",
    [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537",
        "Mozilla/5.0 (Linux; Android 14; SM) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537 Telegram-Android/11.2",
    ],
)
def test_browsers_count(name):
    assert not is_robot(name)


def test_the_desk_reading_its_own_stories_does_not_count(reporter, client_of, write_story):
    story = write_story(out="ar")
    assert read(client_of(reporter), story).status_code == 204
    counting.batch.flush()
    assert hits(story) == 0


def test_only_stories_that_are_out_in_the_language_count(client, write_story):
    draft, arabic = write_story(), write_story("آخر", out="ar")
    read(client, draft)
    read(client, arabic, prefix="/en")
    client.post(f"/r/{10**30}/", **HERE)
    client.post("/r/999999/", **HERE)
    counting.batch.flush()
    assert not ReadCount.objects.exists()


def test_none_is_lost_when_many_read_at_once(write_story):
    story = write_story(out="ar")
    with ThreadPoolExecutor(8) as readers:
        list(readers.map(lambda _n: counting.count(story.pk, "ar"), range(4000)))
    counting.batch.flush()
    for _n in range(3):
        counting.count(story.pk, "ar")
    counting.batch.flush()
    assert [hits(story, span) for span in Span] == [4003] * 3


def test_a_batch_costs_few_queries_however_many_read(write_story, django_assert_max_num_queries):
    stories = [write_story(f"خبر {n}", out="ar") for n in range(3)]
    for number in range(300):
        counting.count(stories[number % 3].pk, "ar")
    with django_assert_max_num_queries(4 + 9):
        counting.batch.flush()


def test_while_the_database_is_down_readings_wait(write_story, monkeypatch):
    story, real = write_story(out="ar"), counting.batch.add

    def broken(taken):
        raise DatabaseError("down")

    counting.count(story.pk, "ar")
    monkeypatch.setattr(counting.batch, "add", broken)
    counting.batch.flush()
    monkeypatch.setattr(counting.batch, "add", real)
    counting.batch.flush()
    assert hits(story) == 1


def _counted(story, number, **ago):
    moment = timezone.now() - timedelta(**ago)
    counting._add(Counter({(story.pk, "ar", counting.begin_of(Span.TEN_MINUTES, moment)): number}))


def test_each_period_has_its_own_order(write_story):
    now, morning, lately = (write_story(f"خبر {name}", out="ar") for name in ("الآن", "الصباح", "الأسبوع"))
    _counted(now, 5, minutes=1)
    _counted(morning, 50, hours=20)
    _counted(lately, 500, days=4)
    _counted(lately, 9000, days=9)
    assert ranking.most_read("ar", "hour") == [now]
    assert ranking.most_read("ar", "day") == [morning, now]
    assert ranking.most_read("ar", "week") == [lately, morning, now]
    assert ranking.most_read("ar", "lately") == [morning, now, lately]
    assert ranking.most_read("en", "week") == []


def test_old_fine_counts_go_and_days_stay(write_story):
    story = write_story(out="ar")
    _counted(story, 7, days=30)
    counting.forget_old()
    assert list(ReadCount.objects.values_list("span", "hits")) == [(Span.DAY, 7)]


def test_what_is_read_most_stands_on_home_and_story_and_has_a_page(client, write_story, section):
    stories = [write_story(f"خبر رقم {n}", out="ar") for n in range(4)]
    for number, story in enumerate(stories):
        _counted(story, number + 1, minutes=1)
    for path in ("/", stories[0].get_absolute_url(), "/most-read/"):
        ranked = client.get(path).content.decode().partition('class="ranked"')[2].partition("</ol>")[0]
        places = [ranked.find(f"/articles/{story.pk}/") for story in stories]
        assert places == sorted(places, reverse=True) and -1 not in places, path
    Article.objects.filter(pk=stories[3].pk).update(published_at_ar=timezone.now() + timedelta(hours=1))
    ranking.forget()
    for path in ("/", "/most-read/"):
        assert f"/articles/{stories[3].pk}/" not in client.get(path).content.decode()
