"""The newsroom's desk: Django's admin with the site's name, a start page and its records in an editor's order."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

ORDER = (
    "Article",
    "FrontPageSlot",
    "Tag",
    "Section",
    "Image",
    "Author",
    "Source",
    "Redirect",
    "SearchQuery",
    "AuditEntry",
)


class DeskSite(admin.AdminSite):
    """Where the desk works."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Desk")
    index_template = "admin/start_page.html"

    def get_urls(self) -> list[Any]:
        """Add the pages on which a newsroom plans."""
        from articles.admin import desk_pages

        return [*desk_pages.urls(self), *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Return the records grouped by app, the newsroom first, in the order in which a desk uses them."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: (_place(model["object_name"]), str(model["name"])))
        return sorted(apps, key=lambda app: app["app_label"] != "articles")


def _place(object_name: str) -> int:
    return ORDER.index(object_name) if object_name in ORDER else len(ORDER)


class DeskConfig(AdminConfig):
    """Django's admin app with the newsroom's site."""

    default_site = "newsroom.desk.DeskSite"
