"""The addresses of the desk's pages that belong to no one record."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin import assignments, calendar, front_board, notes, people
from articles.models import Article

View = Callable[..., HttpResponse]


def story_side(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return what stands beside the form of a story that is saved: to whom it is assigned, and the desk's notes."""
    if article is None or article.deleted_at is not None:
        return {}
    return {"row": assignments.assignment(article, request.user), **notes.thread(article, request.user)}


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses, each for those who are signed in; the pages themselves ask who may."""

    def of(view: View) -> Any:
        def shown(request: HttpRequest, **named: Any) -> HttpResponse:
            return view(request, site.each_context(request), **named)

        return site.admin_view(shown)

    return [
        path("calendar/", of(calendar.page), name="calendar"),
        path("calendar/<int:pk>/<str:language>/", of(calendar.move_page), name="calendar_move"),
        path("assignments/", of(assignments.page), name="assignments"),
        path("assignments/<int:pk>/", of(assignments.story_page), name="assignment"),
        path("notes/<int:pk>/", of(notes.page), name="notes"),
        path("front-page/", of(front_board.page), name="front_board"),
        path("people/", of(people.lookup), name="people"),
    ]
