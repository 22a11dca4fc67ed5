"""The addresses of the desk's pages that belong to no one record."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin import calendar

View = Callable[..., HttpResponse]


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses, each for those who are signed in; the pages themselves ask who may."""

    def of(view: View) -> Any:
        def shown(request: HttpRequest, **named: Any) -> HttpResponse:
            return view(request, site.each_context(request), **named)

        return site.admin_view(shown)

    return [
        path("calendar/", of(calendar.page), name="calendar"),
        path("calendar/<int:pk>/<str:language>/", of(calendar.move_page), name="calendar_move"),
    ]
