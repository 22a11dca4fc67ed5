"""What is read most, and counting it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES
from articles.most_read import counting, ranking
from articles.most_read.robots import is_robot
from articles.views.page import in_languages, render_page


@require_safe
def most_read(request: HttpRequest) -> HttpResponse:
    """Show what is read most in the last hour, day and week."""
    headings = {"hour": _("In the last hour"), "day": _("In the last day"), "week": _("In the last seven days")}
    language = current_language()
    lists = [(name, heading, ranking.most_read(language, name)) for name, heading in headings.items()]
    alternates = in_languages(LANGUAGE_CODES, "most_read")
    return render_page(request, "articles/most_read.html", {"lists": lists}, alternates=alternates)


@csrf_exempt
@require_POST
def count_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Count that a story was read. Sets no cookie, keeps no address; the desk's own people and robots do not count.

    Needs no token: it changes nothing but a count, and other sites' pages are refused.
    """
    if not _is_from_here(request):
        return HttpResponse(status=403)
    is_of_the_desk = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not is_of_the_desk and pk.bit_length() < 64 and not is_robot(request.headers.get("User-Agent", "")):
        counting.count(pk, current_language())
    return HttpResponse(status=204)


def _is_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == request.get_host()
