"""Telling hubs and search engines what is new: WebSub and IndexNow.

What is to be told stands in rows, written with the story itself. A thread beside the requests sends what is due, and
``send_pings`` what comes due later or failed. Nothing here shows or hides a story.
"""

import http.client
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from threading import Lock
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connection, transaction

from articles import clock
from articles.exporters.addresses import absolute, page_in
from articles.exporters.feed_formats import FORMATS
from articles.models import Article, Ping
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES

PATIENCE = 10
"""Seconds in which another server has to answer."""
SETTLED_AFTER = 2
"""Seconds until every process shows what was just published, so that who is told and comes finds it."""
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
FAILURES = (OSError, http.client.HTTPException)
log = logging.getLogger(__name__)
_waiting = Lock()


def note(story: Article) -> None:
    """Write down whom to tell of a story that readers see, have seen or are going to see; sent after commit."""
    services = _services()
    if not services or story.status not in (Status.PUBLISHED, Status.WITHDRAWN):
        return
    now = clock.now()
    for language in LANGUAGE_CODES:
        if out_at := story.in_language("published_at", language):
            due_at = max(filter(None, (now, out_at, story.embargo_until)))
            for service in services:
                Ping.objects.update_or_create(
                    service=service, article=story, language=language, defaults={"due_at": due_at, "attempts": 0}
                )
    transaction.on_commit(_send_in_background)


def send_due(now: datetime | None = None) -> tuple[int, int]:
    """Send what is due, and return how many services heard and how many did not; any number may do so at once."""
    moment = now or clock.now()
    heard = failed = 0
    for ping in Ping.objects.due(moment).select_related("article"):
        if not ping.claim(moment):
            continue
        try:
            SENDERS[Ping.Service(ping.service)](ping)
        except FAILURES as problem:
            failed += 1
            _put_off(ping, moment, problem)
        else:
            heard += 1
            ping.done()
    return heard, failed


def feeds_of(story: Article, language: str) -> list[str]:
    """Return the addresses of the feeds that a story stands in."""
    named: list[tuple[str, tuple[str, ...]]] = [("latest_feed", ())]
    section = story.section
    named += [("section_feed", (one.slug,)) for one in (section, section.parent if section else None) if one]
    named += [("tag_feed", (tag.slug,)) for tag in story.tags.all()]
    named += [("author_feed", (author.slug,)) for author in story.authors.distinct()]
    return [page_in(language, name, *args, kind) for name, args in named for kind in FORMATS]


def _services() -> list[str]:
    wanted = {Ping.Service.WEBSUB: settings.WEBSUB_HUB, Ping.Service.INDEXNOW: settings.INDEXNOW_KEY}
    return [service.value for service, setting in wanted.items() if setting]


def _tell_hub(ping: Ping) -> None:
    if settings.WEBSUB_HUB and _concerns_readers(ping):
        for feed in feeds_of(ping.article, ping.language):
            said = urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed})
            _post(settings.WEBSUB_HUB, said, "application/x-www-form-urlencoded")


def _tell_search_engines(ping: Ping) -> None:
    if settings.INDEXNOW_KEY and _concerns_readers(ping):
        said = {
            "host": urlsplit(settings.SITE_URL).netloc,
            "key": settings.INDEXNOW_KEY,
            "keyLocation": absolute(f"/{settings.INDEXNOW_KEY}.txt"),
            "urlList": [absolute(ping.article.url_in(ping.language))],
        }
        _post(settings.INDEXNOW_ENDPOINT, json.dumps(said), "application/json; charset=utf-8")


SENDERS: dict[Ping.Service, Callable[[Ping], None]] = {
    Ping.Service.WEBSUB: _tell_hub,
    Ping.Service.INDEXNOW: _tell_search_engines,
}


def _concerns_readers(ping: Ping) -> bool:
    """Return whether a story is out, or was; the address of any other is told nobody."""
    withdrawn = Article.objects.withdrawn_from_readers(ping.language).filter(pk=ping.article_id)
    return ping.article.is_public(ping.language) or withdrawn.exists()


def _post(url: str, said: str, content_type: str) -> None:
    """Post to a service; raises one of ``FAILURES`` unless it says that it has understood."""
    request = Request(url, said.encode(), {"Content-Type": content_type, "User-Agent": "newsroom"})  # noqa: S310
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - the settings allow http and https alone
        answer.read(1024)


def _put_off(ping: Ping, now: datetime, problem: Exception) -> None:
    attempts = ping.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        log.error("%s was told of story %s in vain %s times: %s", ping.service, ping.article_id, attempts, problem)
        ping.done()
        return
    log.warning("%s could not be told of story %s, and will be again: %s", ping.service, ping.article_id, problem)
    ping.release(again_at=now + FIRST_WAIT * 2 ** (attempts - 1))


@cache
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pings")


def _send_in_background() -> None:
    if _waiting.acquire(blocking=False):
        _worker().submit(_send_settled)


def _send_settled() -> None:
    try:
        time.sleep(SETTLED_AFTER)
    finally:
        _waiting.release()
    try:
        send_due()
    except Exception:
        log.exception("Pings could not be sent; send_pings will try again.")
    finally:
        connection.close()
