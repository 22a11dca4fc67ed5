"""A window that is closed leaves nothing behind that would meet the next test."""

import socket
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_started

from .conftest import wait_until_all_is_answered

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = "/manifest.webmanifest"


def test_what_a_closed_window_asked_for_is_answered_before_the_tables_are_emptied(live_server: Any) -> None:
    answered = []

    def slowly(environ: dict[str, Any], **_signal: Any) -> None:
        if environ["PATH_INFO"] == ASKED:
            time.sleep(0.3)
            answered.append(ASKED)

    server = urlsplit(live_server.url)
    request_started.connect(slowly)
    try:
        with socket.create_connection((server.hostname, server.port)) as window:
            window.sendall(f"GET {ASKED} HTTP/1.1\r\nHost: {server.netloc}\r\n\r\n".encode())
        wait_until_all_is_answered(live_server)
    finally:
        request_started.disconnect(slowly)
    assert answered == [ASKED]
