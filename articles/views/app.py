"""The site as something to install, which is read without a network too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.caching import edition
from articles.exporters import jsonld
from articles.models import Article
from articles.models.article import current_language
from articles.templatetags.newsroom import direction
from articles.views.page import render_page

KEPT = 8
"""How many of the newest stories are kept on a reader's device."""
FILES = (
    "css/site.css",
    "css/live.css",
    "js/theme.js",
    "js/site.js",
    "js/reading.js",
    "js/suggest.js",
)
PAPER, DEEP = "#fbf8f2", "#12324a"


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the site to devices that install it."""
    language, home = current_language(), reverse("articles:home")
    icon = {"src": static(jsonld.LOGO), "sizes": f"{jsonld.LOGO_SIDE}x{jsonld.LOGO_SIDE}", "type": "image/png"}
    about = {
        "id": home,
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "description": _("News, reports and analysis from %(name)s") % {"name": settings.SITE_NAME},
        "lang": language,
        "dir": direction(language),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": DEEP,
        "icons": [icon, icon | {"purpose": "maskable"}],
    }
    return HttpResponse(jsonld.plain(about), content_type="application/manifest+json")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Answer with the script that keeps the newest stories for reading without a network; each edition has its own."""
    kept = {
        "language": current_language(),
        "edition": str(edition.current()),
        "offline": reverse("articles:offline"),
        "desk": reverse("admin:index"),
        "pages": [story.get_absolute_url() for story in _newest()],
        "files": [static(f"newsroom/{name}") for name in FILES],
    }
    return render(request, "articles/sw.js", {"kept": jsonld.plain(kept)}, content_type="text/javascript")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what can be read without a network."""
    return render_page(request, "articles/offline.html", {"stories": _newest()})


def _newest() -> list[Article]:
    return list(Article.objects.published().newest_first().only("headline", "slug", "published_at")[:KEPT])
