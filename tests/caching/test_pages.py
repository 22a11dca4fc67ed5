"""The store of pages: sizes, encodings, and one builder at a time."""

import gzip
import threading
from datetime import timedelta

import brotli
import pytest
from django.http import HttpResponse
from django.utils import timezone

from articles.caching.pages import Store, accepts, page_of

NOW = timezone.now()


def page(text="صفحة " * 300, **headers):
    return page_of(
        HttpResponse(text, headers=headers), keys="k", edition=1, built_at=NOW, fresh_until=NOW + timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    ("header", "encoding", "yes"),
    [
        ("gzip, deflate, br", "br", True), ("gzip;q=0.5", "gzip", True), ("br;q=0", "br", False), ("", "gzip", False),
        ("BR", "br", True), ("brotli", "br", False), ("gzip; q=0.000", "gzip", False), ("*", "br", False),
    ],
)  # fmt: skip
def test_an_encoding_is_used_only_when_it_is_asked_for(header, encoding, yes):
    assert accepts(header, encoding) is yes


def test_every_encoding_holds_the_same_page_under_its_own_tag():
    made, seen = page(), set()
    for accepted, unpack in (("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        answer = made.answer(accepted, "", NOW)
        assert unpack(answer.content).decode() == "صفحة " * 300
        assert answer["Vary"] == "Accept-Encoding" and int(answer["Content-Length"]) == len(answer.content)
        seen.add(answer["ETag"])
        assert made.answer(accepted, answer["ETag"], NOW).status_code == 304
        assert made.answer(accepted, f'"x", W/{answer["ETag"]}', NOW).status_code == 304
    assert len(seen) == 3


def test_the_store_forgets_what_was_asked_for_longest_ago():
    store = Store(most_pages=2, most_bytes=10**9)
    for path in ("a", "b"):
        store.keep((path, ""), page())
    store.find(("a", ""))
    store.keep(("c", ""), page())
    assert store.find(("b", "")) is None and store.find(("a", "")) and store.find(("c", ""))


def test_the_store_holds_no_more_bytes_than_it_may():
    store = Store(most_pages=1000, most_bytes=3 * page().size)
    for number in range(50):
        store.keep((str(number), ""), page())
    assert len(store.pages) == 3 and store.bytes == 3 * page().size
    store.keep(("49", ""), page())
    assert store.bytes == 3 * page().size


def test_one_builds_while_the_others_send_the_old_page():
    store, begun, go_on, built = Store(10, 10**9), threading.Event(), threading.Event(), []

    def build():
        built.append(1)
        begun.set()
        go_on.wait(5)
        return HttpResponse("new")

    first = threading.Thread(target=lambda: store.rebuilt(("a", ""), build, can_wait=False))
    first.start()
    assert begun.wait(5)
    assert store.rebuilt(("a", ""), build, can_wait=False) is None
    go_on.set()
    first.join()
    assert len(built) == 1 and store.building == {}


def test_a_builder_that_fails_leaves_the_way_free():
    store = Store(10, 10**9)

    def broken():
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        store.rebuilt(("a", ""), broken, can_wait=True)
    assert store.rebuilt(("a", ""), lambda: HttpResponse("x"), can_wait=False).content == b"x"
