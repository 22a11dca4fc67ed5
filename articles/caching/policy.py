"""Which answers may be stored, under which name, and what those between us and the reader are told of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.cache import patch_cache_control

NARROWED = frozenset({"section", "tag", "author", "kind", "from", "to", "before", "after"})
SOUGHT = frozenset({"q", "section", "tag", "author", "kind", "year", "from", "to", "sort", "page"})
STORED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("home", "most_read", "offline", "manifest", "service_worker", "opensearch"), frozenset()),
    **dict.fromkeys(("latest", "section", "tag", "author"), NARROWED),
    **dict.fromkeys(("archive", "archive_year", "archive_month", "archive_day"), NARROWED),
    **dict.fromkeys(("latest_feed", "section_feed", "tag_feed", "author_feed"), frozenset()),
    "article": frozenset({"until"}),
    "search": SOUGHT,
    "search_feed": frozenset({"q"}),
}
"""The pages that are stored, and the query parameters that each understands. No other parameter reaches a view."""
LONGEST_PATH, LONGEST_QUERY = 500, 1500
"""In characters: longer ones are nobody's, and are neither looked up nor stored."""
WHILE_REVALIDATING, IF_ERROR = 30, 86_400
COUNTED = "private, no-cache"
"""For a page whose every sending is counted: the browser alone may keep it, and asks each time."""
STORY = re.compile(rb"/articles/(\d+)/")
MOST_KEYS = 60
BY_CONTENT = re.compile(r"renditions/.+|pictures/[0-9a-f]{2}/[0-9a-f]{20}\.\w+")
"""Files named after what they hold: what is under such a name never changes."""


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: the page's name in the store, its query as the view may see it, and what was dropped."""

    path: str
    query: str = ""
    dropped: str = ""
    is_search: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return the page's name in its store."""
        return self.path, self.query


def asked(request: HttpRequest) -> Asked | None:
    """Return what an anonymous reader asks for; None for whatever is never stored."""
    if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    return wanted(str(request.scheme), request.path_info, request.META.get("QUERY_STRING", ""))


def wanted(scheme: str, path: str, query: str) -> Asked | None:
    """Return what an address asks for: its known parameters in one order. None for whatever is never stored."""
    if not query:
        return Asked(f"{scheme}:{path}")
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    return _with_conditions(scheme, path, query)


@lru_cache(maxsize=1000)
def _with_conditions(scheme: str, path: str, query: str) -> Asked | None:
    try:
        match = _resolved(path)
        text = query.encode("latin-1", "replace").decode("utf-8", "replace")  # as WSGI hands bytes over
        given = dict(parse_qsl(text, keep_blank_values=False, max_num_fields=20))
    except (Resolver404, ValueError):
        return None
    if match.namespace != "articles" or match.url_name not in STORED:
        return None
    known = STORED[match.url_name]
    kept, dropped = ({k: v for k, v in given.items() if (k in known) is wanted} for wanted in (True, False))
    return Asked(f"{scheme}:{path}", urlencode(sorted(kept.items())), urlencode(dropped), is_search="q" in known)


def _resolved(path: str) -> ResolverMatch:
    """Resolve a path in its own language: the thread's is still that of the request before."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        return resolve(path)


def is_stored(path: str) -> bool:
    """Return whether the page at a path is one of those that are stored."""
    try:
        match = _resolved(path)
    except Resolver404:
        return False
    return match.namespace == "articles" and match.url_name in STORED


def may_be_stored(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether an answer is the same for every reader."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
        and match is not None
        and match.namespace == "articles"
        and match.url_name in STORED
    )


def until(end: datetime, now: datetime) -> str:
    """Return ``Cache-Control`` of a page that holds until a moment: those in front of us keep it, browsers ask."""
    seconds = max(int((end - now).total_seconds()), 1)
    return (
        f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={WHILE_REVALIDATING}, stale-if-error={IF_ERROR}"
    )


def surrogate_keys(request: HttpRequest, body: bytes) -> str:
    """Return by what a page can be purged: its kind, and every story that it shows or leads to."""
    stories = dict.fromkeys(int(number) for number in STORY.findall(body))
    name = request.resolver_match.url_name if request.resolver_match else ""
    return " ".join(["newsroom", str(name), *(f"story-{pk}" for pk in list(stories)[:MOST_KEYS])])


def mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell what may be kept of an answer that is not stored: nothing, unless it says so itself or is a file."""
    if "Cache-Control" in response:
        return response
    path = request.path_info
    if path.startswith(settings.MEDIA_URL) and response.status_code in (200, 206, 304):
        is_for_ever = BY_CONTENT.fullmatch(path.removeprefix(settings.MEDIA_URL))
        response["Cache-Control"] = "public, max-age=31536000, immutable" if is_for_ever else "public, max-age=3600"
        for name in ("Vary", "Content-Language"):  # A picture is the same in every language.
            response.headers.pop(name, None)
    elif response.streaming and request.resolver_match and not response.cookies and path.endswith(".xml"):
        response["Cache-Control"] = "public, max-age=0, s-maxage=60"
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
