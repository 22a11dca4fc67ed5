"""What every request passes through."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri

from articles import clock
from articles.caching import edition, policy
from articles.caching.pages import Page, page_of, store_of
from articles.models import Redirect
from articles.models.audit import origin
from articles.models.named import LANGUAGE_CODES

Handler = Callable[[HttpRequest], HttpResponse]
LIFE = timedelta(seconds=60)
"""A page tells ages in minutes, so none is kept longer."""
OLD = timedelta(seconds=0.5)
"""For how long an old page may be sent while a new one is built."""


def reader_pages(get_response: Handler) -> Handler:
    """Send readers the stored page; build it where there is none that still shows the site. Stands outermost."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answered(request)
        if request.method == "GET" and (when_sent := getattr(response, "when_sent", None)):
            when_sent(request.headers.get("User-Agent", ""), request.headers.get("Sec-Purpose", ""))
        return response

    def answered(request: HttpRequest) -> HttpResponse:
        asked = policy.asked(request) if settings.PAGE_CACHE else None
        if asked is None:
            return policy.mark(request, get_response(request))
        request.get_host()  # A host that is not ours gets nothing, stored or not.
        store, key = store_of(asked), asked.key
        number, page, now = edition.current(), store.find(key), clock.now()
        if page is not None and page.built_at > now:
            page = None
        reader = request.META.get("HTTP_ACCEPT_ENCODING", ""), request.META.get("HTTP_IF_NONE_MATCH", "")
        if page is not None and page.is_fresh(number, now):
            return _sent(page, reader, now)
        if page is None and not policy.is_stored(request.path_info):
            return policy.mark(request, get_response(request))

        def build() -> HttpResponse:
            number, now = edition.current(), clock.now()
            if (ready := store.find(key)) and ready.is_fresh(number, now):
                return _sent(ready, reader, now)
            response = get_response(_as_anyone_asks(request, asked.query))
            if response.status_code >= 500 and page is not None:
                return _sent(page, reader, now)
            if not policy.may_be_stored(request, response):
                return policy.mark(request, _with_dropped(response, asked.dropped))
            end = min(now + LIFE, edition.next_change(number, now))
            keys = policy.surrogate_keys(request, response.content)
            built = page_of(response, keys=keys, edition=number, built_at=now, fresh_until=end)
            store.keep(key, built)
            return _sent(built, reader, now)

        may_be_old = page is not None and now - page.fresh_until < OLD and edition.age() < OLD.total_seconds()
        return store.rebuilt(key, build, can_wait=not may_be_old) or _sent(page, reader, now)  # type: ignore[arg-type]

    return handle


def _sent(page: Page, reader: tuple[str, str], now: datetime) -> HttpResponse:
    return page.answer(*reader, now)


def _as_anyone_asks(request: HttpRequest, query: str) -> HttpRequest:
    """Leave of a request what every reader of the page has in common."""
    request.META["QUERY_STRING"] = query
    for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_COOKIE"):
        request.META.pop(name, None)
    for name in ("GET", "COOKIES"):
        request.__dict__.pop(name, None)
    return request


def _with_dropped(response: HttpResponse, dropped: str) -> HttpResponse:
    """Give a redirect back the parameters that no page of ours reads but its visitor may want to keep."""
    if dropped and (target := response.get("Location")):
        response["Location"] = f"{target}{'&' if '?' in target else '?'}{dropped}"
    return response


def refuse_large_bodies(get_response: Handler) -> Handler:
    """Refuse a body larger than any that the desk sends before a byte of it is read."""

    def handle(request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) > settings.MOST_BODY:
            raise RequestDataTooBig(f"A body of {length[:20]} bytes was announced.")
        return get_response(request)

    return handle


def remember_origin(get_response: Handler) -> Handler:
    """Let the log know who is at work and from which address."""

    def handle(request: HttpRequest) -> HttpResponse:
        with origin(request.user, _address(request)):
            return get_response(request)

    return handle


def interface_language(get_response: Handler) -> Handler:
    """Show the desk in the language that its person chose."""
    desk = reverse("admin:index")

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(desk) and request.user.is_authenticated:
            translation.activate(request.user.interface_language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return handle


def redirect_moved_paths(get_response: Handler) -> Handler:
    """Where nothing answers, look whether the path has moved, in the language it was asked in."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        target = _moved_to(unquote(request.path))
        if target is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(iri_to_uri(target) + (f"?{query}" if query else ""))

    return handle


def _address(request: HttpRequest) -> str:
    """The address that our own proxy saw, or else the one that is connected."""
    if settings.BEHIND_PROXY and (passed_on := request.headers.get("X-Forwarded-For")):
        return passed_on.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def _moved_to(path: str) -> str | None:
    if "\0" in path:  # PostgreSQL cannot even be asked about it
        return None
    first, _slash, rest = path.lstrip("/").partition("/")
    prefix, bare = (f"/{first}", f"/{rest}") if first in LANGUAGE_CODES else ("", path)
    moves = dict(Redirect.objects.filter(old_path__in={path, bare}).values_list("old_path", "target"))
    if path in moves:
        return moves[path]
    return prefix + moves[bare] if bare in moves else None
