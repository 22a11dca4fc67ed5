"""A real browser, where there is one."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

HOW = (
    "no Chromium: apt install chromium-headless-shell or chromium, playwright install chromium, or name one in CHROMIUM"
)
# The one without windows is much lighter.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A Chromium that runs for the whole session; skips, saying how to get one, where there is none."""
    from django.db import connections

    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    # Django takes what runs beside Playwright's loop for another context, and the database is asked from there anew.
    connections.close_all()
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=named(), args=ARGUMENTS)
        except sync_api.Error:
            pytest.skip(HOW)
        yield browser
        browser.close()
        connections.close_all()


def named() -> str | None:
    """Return the Chromium that is named in CHROMIUM or installed; None for Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture
def page_of(chromium: Any, live_server: Any, client_of: Any, settings: Any) -> Iterator[Any]:
    """Return a function that opens a window, signed in as a person; the page may not complain."""
    contexts, complaints = [], []

    def open_page(person: Any = None, *, width: int = 1366, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 844}, base_url=live_server.url, **options)
        contexts.append(context)
        if person is not None:
            session = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(_said(message)) if _is_a_fault(message) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    wait_until_all_is_answered(live_server)
    assert complaints == []


@pytest.fixture
def browser_of_ones_own(
    chromium: Any, live_server: Any, client_of: Any, settings: Any, tmp_path: Path
) -> Iterator[Any]:
    """Return a function that starts a browser with a disk of its own; started again it has what it kept."""
    started = []

    def start(person: Any) -> Any:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=named(), args=ARGUMENTS, base_url=live_server.url
        )
        started.append(context)
        session = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        context.set_default_timeout(10_000)
        return context.pages[0]

    yield start
    for context in started:
        context.close()
    wait_until_all_is_answered(live_server)


def wait_until_all_is_answered(server: Any, patience: float = 10) -> None:
    """Let the server end what a closed window began: what it still writes would meet the tables being emptied.

    It takes connections one after another, so that all before this one have a thread of their own by then.
    """
    urlopen(f"{server.url}/robots.txt", timeout=patience).close()  # noqa: S310 - the server of the tests
    until = time.monotonic() + patience
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(max(0, until - time.monotonic()))
            assert not thread.is_alive(), f"after {patience} s a window that was closed is still being answered"


def _is_a_fault(message: Any) -> bool:
    """Fonts are built by a command that a test does not need; what is gone, or cut off by the test, is told of."""
    is_told = any(text in message.text for text in ("410 (Gone)", "net::ERR_FAILED"))
    is_expected = is_told or message.location.get("url", "").endswith(".woff2")
    return message.type == "error" and not is_expected


def _said(message: Any) -> str:
    return f"{message.text} {message.location.get('url', '')}"
