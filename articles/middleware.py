"""What every request passes through."""

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri

from articles.models import Redirect
from articles.models.audit import origin
from articles.models.named import LANGUAGE_CODES

Handler = Callable[[HttpRequest], HttpResponse]


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
