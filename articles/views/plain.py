"""What programs ask for at the root of the site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.exporters.addresses import absolute
from articles.models.addresses import address
from articles.models.named import LANGUAGE_CODES


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of the desk, of narrowed search results and of previews, and tell them of the sitemaps."""
    closed = [reverse("admin:index")]
    closed += [address(code, "search") + end for code in LANGUAGE_CODES for end in ("?*&", "feed.", "suggest/")]
    closed += [address(code, "preview", "-").removesuffix("-/") for code in LANGUAGE_CODES]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    maps = [reverse("sitemap"), *(address(code, "news_sitemap") for code in LANGUAGE_CODES)]
    lines += [*(f"Sitemap: {absolute(path)}" for path in maps), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """Prove to search engines that who tells them of our pages is us."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead programs that ask for the old address of the icon to it."""
    return HttpResponseRedirect(static("newsroom/img/favicon.ico"))
