"""Whole pages, ready to be sent: stored compressed, rebuilt by one thread while the others send the old one."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import brotli
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from articles.caching import policy

MEGABYTE = 1024 * 1024
SMALLEST = 512
"""Below this a page is not compressed."""
Heard = Callable[[str, str], None]
"""What is told of each sending: the reader's ``User-Agent`` and ``Sec-Purpose``."""
OWN = {"cache-control", "content-length", "etag", "vary", "surrogate-key", "content-encoding"}


@dataclass(frozen=True)
class Page:
    """A page as it was built: its bytes in each encoding, from when until when it holds, and the edition it shows."""

    bodies: dict[str, bytes]
    headers: tuple[tuple[str, str], ...]
    keys: str
    digest: str
    edition: int
    built_at: datetime
    fresh_until: datetime
    when_sent: Heard | None = None
    """What counts each sending of the page, for pages that are counted."""

    def is_fresh(self, edition: int, now: datetime) -> bool:
        """Return whether the page shows the site, still or, after a clock that ran ahead was set right, already."""
        return self.edition == edition and self.built_at <= now < self.fresh_until

    @property
    def size(self) -> int:
        """Return how many bytes it takes."""
        return sum(map(len, self.bodies.values()))

    def cache_control(self, now: datetime) -> str:
        """Return what those between us and the reader are told: nobody keeps for us a page that we count."""
        return policy.until(self.fresh_until, now) if self.when_sent is None else policy.COUNTED

    def reply(self, accepted: str, known: str, now: datetime) -> "Reply":
        """Return what is sent: the page in an encoding that the reader accepts, or 304 to a reader who knows it."""
        encoding = next((name for name in ("br", "gzip") if name in self.bodies and accepts(accepted, name)), "")
        etag = f'"{self.digest}-{encoding or "id"}"'
        headers = [
            ("ETag", etag),
            ("Vary", "Accept-Encoding"),
            ("Cache-Control", self.cache_control(now)),
            ("Surrogate-Key", self.keys),
        ]
        seen = {tag.removeprefix("W/") for tag in parse_etags(known)} if known else set()
        if seen & {etag, "*"}:
            return Reply(304, headers, b"")
        body = self.bodies[encoding]
        headers += [*self.headers, ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return Reply(200, headers, body)

    def answer(self, accepted: str, known: str, now: datetime) -> HttpResponse:
        """Return the same as ``reply`` as a response of Django's."""
        status, headers, body = self.reply(accepted, known, now)
        response: HttpResponse = HttpResponse(body) if status == 200 else HttpResponseNotModified()
        for name, value in headers:
            response[name] = value
        response.when_sent = self.when_sent
        return response


class Reply(NamedTuple):
    """What is sent: a status, headers and a body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def page_of(response: HttpResponse, *, keys: str, edition: int, built_at: datetime, fresh_until: datetime) -> Page:
    """Return a page made from a view's answer."""
    body = response.content
    bodies = {"": body}
    if len(body) >= SMALLEST:
        bodies |= {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in OWN)
    digest, when_sent = hashlib.sha256(body).hexdigest()[:24], getattr(response, "when_sent", None)
    return Page(bodies, headers, keys, digest, edition, built_at, fresh_until, when_sent)


def accepts(header: str, encoding: str) -> bool:
    """Return whether an ``Accept-Encoding`` allows an encoding by its name."""
    for part in header.split(","):
        name, _semicolon, weight = part.partition(";")
        if name.strip().lower() == encoding:
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


class Store:
    """The pages of one process, those asked for longest ago forgotten first."""

    def __init__(self, most_pages: int, most_bytes: int) -> None:
        """Take how many pages and how many bytes to keep at most."""
        self.most_pages, self.most_bytes = most_pages, most_bytes
        self.pages: OrderedDict[tuple[str, str], Page] = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()
        self.building: dict[tuple[str, str], threading.Lock] = {}

    def find(self, key: tuple[str, str]) -> Page | None:
        """Return a page, fresh or not."""
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
            return self.pages.get(key)

    def keep(self, key: tuple[str, str], page: Page) -> None:
        """Keep a page, and let go of the ones that there is no more room for."""
        with self.lock:
            if old := self.pages.pop(key, None):
                self.bytes -= old.size
            self.pages[key] = page
            self.bytes += page.size
            while self.pages and (len(self.pages) > self.most_pages or self.bytes > self.most_bytes):
                _key, gone = self.pages.popitem(last=False)
                self.bytes -= gone.size

    def rebuilt(
        self, key: tuple[str, str], build: Callable[[], HttpResponse], *, can_wait: bool
    ) -> HttpResponse | None:
        """Return what ``build`` returns; None when another thread is at it and an old page can be sent meanwhile."""
        with self.lock:
            own = self.building.setdefault(key, threading.Lock())
        if not own.acquire(blocking=can_wait):
            return None
        try:
            return build()
        finally:
            own.release()
            with self.lock:
                if not own.locked():
                    self.building.pop(key, None)

    def clear(self) -> None:
        """Forget every page."""
        with self.lock:
            self.pages.clear()
            self.bytes = 0


PLAIN, NARROWED, SOUGHT = Store(2000, 64 * MEGABYTE), Store(200, 8 * MEGABYTE), Store(200, 8 * MEGABYTE)
"""What this process keeps: pages as their address alone asks for them, those with conditions, and what was searched."""


def store_of(asked: policy.Asked) -> Store:
    """Return where a page is kept: no flood of conditions or of searches drives the plain pages out."""
    if not asked.query:
        return PLAIN
    return SOUGHT if asked.is_search else NARROWED
