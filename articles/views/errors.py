"""What a reader sees when there is no page to show, in the page's language.

400, 403, 413 and 500 touch neither the database nor the session: they must work when those do not.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from articles.models.named import LANGUAGE_CODES
from articles.views.page import render_page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 to what is too large."""
    if isinstance(exception, RequestDataTooBig):
        return _static(request, "413.html", 413)
    return _static(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _static(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that was not sent from our own page, or after too long."""
    return _static(request, "403.html", 403, is_form=True)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return not_found(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _static(request, "500.html", 500)


def not_found(request: HttpRequest, elsewhere: list[dict[str, Any]] | None = None) -> HttpResponse:
    """Answer 404, with the languages in which the story that was asked for can be read."""
    alternates = {item["language"]: item["url"] for item in elsewhere or []}
    return render_page(request, "404.html", {"elsewhere": elsewhere or []}, alternates=alternates, status=404)


def gone(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 410 for a withdrawn story, with the reason."""
    return render_page(request, "410.html", {"reason": reason}, status=410)


def _static(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    language = request.path_info.lstrip("/").partition("/")[0]
    with translation.override(language if language in LANGUAGE_CODES else LANGUAGE_CODES[0]):
        return HttpResponse(render_to_string(template, {"is_static": True, **context}), status=status)
