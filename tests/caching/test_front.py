"""Stored pages are sent before Django begins with a request: the same answers, to the same people."""

import threading
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles.caching import edition
from articles.caching.front import stored_first
from articles.caching.pages import NARROWED, PLAIN, SOUGHT
from articles.models import SearchQuery
from articles.search import asked as sought

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(settings, monkeypatch):
    """A function that asks a server for an address: (status, headers, body, whether Django was asked)."""
    settings.PAGE_CACHE = True
    monkeypatch.setattr(edition, "LOOKED_AT_EVERY", 60)
    for store in (PLAIN, NARROWED, SOUGHT):
        store.clear()
    edition.forget()
    # As Django's own test client does: a request may not close the connection that the test's transaction stands on.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    django, asked_django = WSGIHandler(), []

    def counted(environ, start_response):
        asked_django.append(environ["PATH_INFO"])
        return django(environ, start_response)

    application = stored_first(counted)

    def get(path, query="", method="GET", **headers):
        environ, said = {}, []
        setup_testing_defaults(environ)
        path, query = (text.encode().decode("latin-1") for text in (path, query))
        environ |= {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
        environ |= {"HTTP_HOST": "testserver", **headers}
        asked_django.clear()
        body = b"".join(application(environ, lambda status, headers: said.extend((status, dict(headers)))))
        return said[0], said[1], body, bool(asked_django)

    yield get
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    edition.forget()
    for store in (PLAIN, NARROWED, SOUGHT):
        store.clear()


@pytest.mark.parametrize("accepted", ["br, gzip", "gzip", ""])
@pytest.mark.parametrize("path", ["/", "/latest/", "/sections/politics/", "/latest/feed.rss"])
def test_the_second_reader_gets_without_django_what_the_first_one_got(ask, write_story, path, accepted):
    write_story(out="ar")
    first, second = (ask(path, HTTP_ACCEPT_ENCODING=accepted) for _reader in range(2))
    assert (first[3], second[3]) == (True, False)
    assert first[0] == second[0] == "200 OK" and first[2] == second[2]
    without_life = [{k: v for k, v in answer[1].items() if k != "Cache-Control"} for answer in (first, second)]
    assert without_life[0] == without_life[1]


def test_an_address_in_arabic_letters_is_found(ask, write_story):
    path = write_story(out="ar").get_absolute_url()
    from urllib.parse import unquote

    ask(unquote(path))
    assert ask(unquote(path))[3] is False


@pytest.mark.parametrize(
    ("path", "first", "again"),
    [
        ("/latest/", "kind=news", "kind=news"),
        ("/latest/", "kind=news&section=politics", "utm=1&section=politics&tag=&kind=news"),
        ("/sections/politics/", "to=2030-01-01", "to=2030-01-01"),
        ("/search/", "q=لافروف", "fbclid=1&q=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81"),
        ("/search/", "q=لافروف&kind=news&page=1", "page=1&kind=news&q=لافروف"),
        ("/latest/", "", "utm_source=somewhere"),
    ],
)
def test_a_page_with_conditions_is_sent_without_django_in_any_order_of_them(ask, write_story, path, first, again):
    write_story(out="ar")
    built, sent = ask(path, query=first), ask(path, query=again)
    assert (built[3], sent[3]) == (True, False)
    assert built[0] == "200 OK" and built[2] == sent[2] and built[1]["ETag"] == sent[1]["ETag"]


def test_conditions_that_differ_are_different_pages(ask, write_story):
    write_story(out="ar")
    ask("/latest/", query="kind=news")
    for other in ("kind=opinion", "section=politics", "kind=news&section=politics"):
        assert ask("/latest/", query=other)[3] is True


def test_no_flood_of_conditions_or_searches_fills_the_memory_or_drives_other_pages_out(ask, write_story, monkeypatch):
    write_story(out="ar")
    monkeypatch.setattr(NARROWED, "most_pages", 3)
    monkeypatch.setattr(SOUGHT, "most_pages", 3)
    ask("/latest/")
    for number in range(8):
        ask("/latest/", query=f"tag=nowhere-{number}")
        ask("/search/", query=f"q=word{number}")
        ask("/latest/", query=f"unknown{number}=1")
    assert (len(PLAIN.pages), len(NARROWED.pages), len(SOUGHT.pages)) == (1, 3, 3)
    assert ask("/latest/")[3] is False


def test_a_search_is_counted_whoever_sends_its_page(ask, write_story, monkeypatch):
    write_story(out="ar")
    monkeypatch.setattr(threading.Timer, "start", lambda timer: None)
    sought.batch.waiting.clear()
    reader = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    by_django = [ask("/search/", query="q=لافروف", **reader)[3] for _reader in range(3)]
    ask("/search/", query="q=لافروف", HTTP_USER_AGENT="Googlebot/2.1")
    ask("/search/", query="q=لافروف", HTTP_SEC_PURPOSE="prefetch", **reader)
    answer = ask("/search/", query="q=لافروف", method="HEAD", **reader)
    sought.batch.flush()
    assert by_django == [True, False, False]
    assert SearchQuery.objects.get().asked == 3
    assert answer[1]["Cache-Control"] == "private, no-cache"


def test_a_reader_who_knows_the_page_is_told_so(ask, write_story):
    write_story(out="ar")
    ask("/")
    known = ask("/")[1]["ETag"]
    status, headers, body, by_django = ask("/", HTTP_IF_NONE_MATCH=known)
    assert (status, body, by_django) == ("304 Not Modified", b"", False)
    assert "Content-Length" not in headers


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_HOST": ""},
        {"query": "until=" + "9" * 2000},
        {"method": "POST"},
        {"method": "HEAD"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_whoever_is_no_plain_reader_is_left_to_django(ask, write_story, asked):
    write_story(out="ar")
    ask("/")
    assert ask("/", **asked)[3] is True


def test_after_a_change_django_is_asked_again(ask, write_story, django_capture_on_commit_callbacks):
    story = write_story(out="ar")
    ask("/")
    with django_capture_on_commit_callbacks(execute=True):
        story.headline_ar = "عنوان جديد"
        story.save()
    assert "عنوان جديد" in ask("/")[2].decode()


def test_an_edition_that_was_not_looked_at_lately_is_not_trusted(ask, write_story):
    write_story(out="ar")
    ask("/")
    edition.forget()
    assert ask("/")[3] is True


def test_nothing_is_sent_where_nothing_is_to_be_stored(ask, write_story, settings):
    write_story(out="ar")
    ask("/")
    settings.PAGE_CACHE = False
    assert ask("/")[3] is True
