"""What readers get while a newsroom publishes: is every page up to date, and does any fail."""

import http.client
import threading
import time
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Count
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.management.bench import measure
from articles.models import Article, Section
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES

EVERY = 1.0
ASKED_AT_ONCE = 6
"""Connections on which a page is asked for after each publishing, so that every worker is met."""
GIVEN_UP_AFTER = 10.0


class Freshness(NamedTuple):
    """What ``wrk`` measured meanwhile, how many stories came out, and the seconds until none was missing anywhere."""

    cost: measure.Cost
    published: int
    slowest: float


def while_publishing(site: measure.Site, kind: str, seconds: int) -> Freshness:
    """Ask for a kind of page as fast as may be, publish a story every second, and look when each is on every page."""
    measured: list[measure.Cost] = []
    load = threading.Thread(target=lambda: measured.append(measure.cost(site, kind, seconds)))
    load.start()
    made: list[Article] = []
    delays = []
    try:
        while load.is_alive():
            begun = time.monotonic()
            made.append(_publish())
            delays.append(_until_everywhere(site, kind, f"/articles/{made[-1].pk}/"))
            time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))
    finally:
        load.join()
        for story in made:
            story.delete()
    return Freshness(measured[0], len(made), max(delays, default=0.0))


def _publish() -> Article:
    texts = {"headline": "خبر للقياس", "body": "<p>نص.</p>", "published_at": clock.now()}
    columns = {build_localized_fieldname(name, LANGUAGE_CODES[0]): text for name, text in texts.items()}
    section = Section.objects.annotate(stories=Count("articles")).order_by("-stories").first()
    return Article.objects.create(status=Status.PUBLISHED, section=section, **columns)


def _until_everywhere(site: measure.Site, kind: str, expected: str) -> float:
    """Return the seconds until a page was without a story for the last time, looked at through many connections."""
    begun = time.monotonic()
    while (now := time.monotonic()) - begun < GIVEN_UP_AFTER:
        if all(expected in _get(site.address, site.pages[kind][0]) for _connection in range(ASKED_AT_ONCE)):
            return now - begun
    return GIVEN_UP_AFTER


def _get(address: str, path: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=GIVEN_UP_AFTER)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()
