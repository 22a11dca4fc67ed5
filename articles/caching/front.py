"""Stored pages sent before Django begins with a request: most readers ask for what the last one asked for."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from articles import clock
from articles.caching import edition, policy
from articles.caching.pages import Reply, store_of

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
STATUS_LINES = {200: "200 OK", 304: f"304 {HTTPStatus.NOT_MODIFIED.phrase}"}


def stored_first(application: Application) -> Application:
    """Wrap a WSGI application: what is stored and still shows the site is sent, all else is left to it."""

    def handle(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        reply = _stored(environ) if settings.PAGE_CACHE else None
        if reply is None:
            return application(environ, start_response)
        start_response(STATUS_LINES[reply.status], reply.headers)
        return [reply.body]

    return handle


def _stored(environ: Environ) -> Reply | None:
    """The page for an anonymous reader who asks for one that is stored; None for whoever else."""
    given = environ.get
    if environ["REQUEST_METHOD"] != "GET" or not _is_ours(given("HTTP_HOST", "")):
        return None
    if settings.SESSION_COOKIE_NAME in given("HTTP_COOKIE", ""):
        return None
    number = edition.known()
    asked = policy.wanted(_scheme(environ), _path(environ), given("QUERY_STRING", "")) if number is not None else None
    page = store_of(asked).find(asked.key) if asked else None
    now = clock.now()
    if page is None or number is None or not page.is_fresh(number, now):
        return None
    if page.when_sent:
        page.when_sent(given("HTTP_USER_AGENT", ""), given("HTTP_SEC_PURPOSE", ""))
    return page.reply(given("HTTP_ACCEPT_ENCODING", ""), given("HTTP_IF_NONE_MATCH", ""), now)


@lru_cache(maxsize=256)
def _is_ours(host: str) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _scheme(environ: Environ) -> str:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if name in environ:
            return "https" if environ[name].split(",", 1)[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


def _path(environ: Environ) -> str:
    return str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")
