"""Hubs and search engines hear of what is out: once, again when they did not listen, and never of what is not."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import tasks
from articles.models import Article, Author, Byline, Ping, Tag
from articles.models.article import Status
from newsroom import environment

KEY = "0123456789abcdef"


class Listener(HTTPServer):
    """A server on this machine that hears everything and answers as it is told."""

    answer = 202

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        super().__init__(("127.0.0.1", 0), Hearing)


class Hearing(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((self.path, body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args) -> None:
        """Say nothing."""


@pytest.fixture
def listener(settings) -> Iterator[Listener]:
    server = Listener()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.WEBSUB_HUB, settings.INDEXNOW_ENDPOINT = f"{address}/hub", f"{address}/indexnow"
    settings.INDEXNOW_KEY = KEY
    yield server
    server.shutdown()
    server.server_close()


def told(listener, path):
    return [body for heard, body in listener.heard if heard == path]


def in_a_while(minutes):
    return timezone.now() + timedelta(minutes=minutes)


def test_who_reads_a_feed_of_a_story_is_told_through_the_hub(listener, write_story, section):
    story = write_story(out="ar")
    story.tags.add(Tag.objects.create(name_ar="طهران", slug="طهران"))
    Byline.objects.create(article=story, author=Author.objects.create(name_ar="ليلى", slug="layla"))
    assert tasks.send_due() == (2, 0)
    said = [parse_qs(body) for body in told(listener, "/hub")]
    assert all(one["hub.mode"] == ["publish"] and one["hub.url"] == one["hub.topic"] for one in said)
    feeds = {one["hub.url"][0] for one in said}
    assert len(feeds) == 12 and "http://127.0.0.1:8000/latest/feed.atom" in feeds
    assert "http://127.0.0.1:8000/tags/%D8%B7%D9%87%D8%B1%D8%A7%D9%86/feed.rss" in feeds
    assert {feed.rpartition("/")[0].rpartition("8000")[2].partition("/t")[0] for feed in feeds} >= {"/authors/layla"}


def test_a_feed_names_the_hub_under_the_address_that_the_hub_is_told(client, listener, write_story, settings):
    write_story(out="ar")
    atom = client.get("/latest/feed.atom")
    links = {
        link.get("rel"): link.get("href")
        for link in ElementTree.fromstring(atom.content).findall("{http://www.w3.org/2005/Atom}link")
    }
    assert links["hub"] == settings.WEBSUB_HUB and links["self"] == "http://127.0.0.1:8000/latest/feed.atom"
    assert f'<{settings.WEBSUB_HUB}>; rel="hub"' in atom["Link"] and f'<{links["self"]}>; rel="self"' in atom["Link"]
    rss = ElementTree.fromstring(client.get("/latest/feed.rss").content)
    assert [one.get("href") for one in rss.iter("{http://www.w3.org/2005/Atom}link") if one.get("rel") == "hub"] == [
        settings.WEBSUB_HUB
    ]
    assert json.loads(client.get("/latest/feed.json").content)["hubs"][0]["url"] == settings.WEBSUB_HUB
    assert "hub" not in client.get("/search/feed.atom?q=x").content.decode()


def test_search_engines_are_told_the_address_in_each_language_and_can_check_the_key(listener, write_story, client):
    story = write_story(out="ar en")
    tasks.send_due()
    said = [json.loads(body) for body in told(listener, "/indexnow")]
    assert [one["urlList"][0] for one in said] == [
        "http://127.0.0.1:8000" + tasks.absolute(story.url_in(code)).partition(":8000")[2] for code in ("ar", "en")
    ]
    path = said[0]["keyLocation"].partition(":8000")[2]
    assert client.get(path).content.decode() == said[0]["key"] == KEY
    assert client.get("/anotherkey123.txt").status_code == 404


def test_nobody_is_told_twice_and_a_change_is_told_again(listener, write_story):
    story = write_story(out="ar")
    story.save()
    tasks.send_due()
    heard = len(listener.heard)
    assert tasks.send_due() == (0, 0) and len(listener.heard) == heard and not Ping.objects.exists()
    story.save()
    assert tasks.send_due() == (2, 0)


def test_a_scheduled_story_is_told_of_when_it_is_out_and_its_address_never_before(listener, write_story):
    story = write_story(out="ar", published_at_ar=in_a_while(30))
    assert tasks.send_due() == (0, 0)
    Ping.objects.update(due_at=in_a_while(-1))
    tasks.send_due()
    assert listener.heard == [] and not Ping.objects.exists()
    story.save()
    Article.objects.update(published_at_ar=in_a_while(-1))
    assert tasks.send_due(in_a_while(31))[0] == 2 and listener.heard


@pytest.mark.parametrize("status", [Status.DRAFT, Status.READY])
def test_what_is_not_published_is_told_nobody(listener, write_story, status):
    write_story(status=status)
    assert not Ping.objects.exists()


def test_a_withdrawal_is_told_so_that_the_page_is_looked_at_again(listener, write_story):
    write_story(out="ar", status=Status.WITHDRAWN, withdrawal_reason="خطأ")
    tasks.send_due()
    assert len(told(listener, "/indexnow")) == 1


def test_who_did_not_listen_is_told_later_and_in_the_end_no_more(listener, write_story, caplog):
    write_story(out="ar")
    listener.answer, now, waits = 503, timezone.now(), []
    while Ping.objects.exists():
        due = Ping.objects.earliest("due_at").due_at
        waits.append(due - now)
        now = due
        tasks.send_due(now)
    assert len(waits) == tasks.MOST_ATTEMPTS and waits[1:4] == [timedelta(minutes=n) for n in (1, 2, 4)]
    assert "in vain" in caplog.text


def test_a_hub_that_is_away_keeps_no_search_engine_from_hearing(listener, write_story, settings):
    settings.WEBSUB_HUB = "http://127.0.0.1:1/"
    write_story(out="ar")
    assert tasks.send_due() == (1, 1) and len(told(listener, "/indexnow")) == 1
    assert Ping.objects.get().service == "websub"


def test_two_at_work_do_not_send_the_same(listener, write_story, monkeypatch):
    write_story(out="ar")
    real = tasks.SENDERS[Ping.Service.WEBSUB]

    def while_another_looks(ping):
        monkeypatch.setitem(tasks.SENDERS, Ping.Service.WEBSUB, real)
        tasks.send_due()
        real(ping)

    monkeypatch.setitem(tasks.SENDERS, Ping.Service.WEBSUB, while_another_looks)
    tasks.send_due()
    assert len(told(listener, "/indexnow")) == 1 and len(told(listener, "/hub")) == 6


def test_news_while_it_is_being_told_is_told_after(listener, write_story, monkeypatch):
    story = write_story(out="ar")
    monkeypatch.setitem(tasks.SENDERS, Ping.Service.INDEXNOW, lambda ping: story.save())
    tasks.send_due()
    assert Ping.objects.filter(claimed_until=None, attempts=0).count() == 2


def test_a_sender_that_died_holds_nothing_up(listener, write_story):
    write_story(out="ar")
    Ping.objects.update(claimed_until=in_a_while(-1))
    assert tasks.send_due() == (2, 0)


def test_saving_waits_for_no_server(write_story, settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.WEBSUB_HUB, begun = "http://127.0.0.1:1/", []
    monkeypatch.setattr(tasks, "_worker", lambda: type("Worker", (), {"submit": lambda self, job: begun.append(job)})())
    with django_capture_on_commit_callbacks(execute=True):
        write_story(out="ar")
        write_story("آخر", out="ar")
    assert len(begun) == 1
    tasks._waiting.release()


def test_without_settings_nothing_is_written_down(write_story):
    write_story(out="ar")
    assert not Ping.objects.exists()


def test_the_command_says_what_it_sent(listener, write_story, capsys):
    write_story(out="ar")
    call_command("send_pings")
    assert "2" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["ftp://x", "hub.example", "https://", "https://a b"])
def test_a_hub_is_an_address(wrong):
    with pytest.raises(ValueError, match="https://example"):
        environment.web_address(wrong)


@pytest.mark.parametrize("wrong", ["short", "a/../../b/c", "مفتاح طويل"])
def test_a_key_is_one(wrong):
    with pytest.raises(ValueError, match="8 to 128"):
        environment.indexnow_key(wrong)
