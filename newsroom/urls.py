"""The addresses of the newsroom."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from articles import sitemaps
from articles.months import ScriptTexts
from articles.views import media, plain

urlpatterns = [
    path("admin/jsi18n/", ScriptTexts.as_view(), name="jsi18n"),
    path("admin/", admin.site.urls),
    path("robots.txt", plain.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", plain.indexnow_key, name="indexnow_key"),
    path("favicon.ico", plain.favicon, name="favicon"),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", media.media))
urlpatterns += i18n_patterns(path("", include("articles.urls")), prefix_default_language=False)

handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.permission_denied"
handler404 = "articles.views.errors.page_not_found"
handler500 = "articles.views.errors.server_error"
