"""A storyline's page: all its stories as a timeline, from the first to the last."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from articles.models import Tag, Teaser
from articles.models.shelf import Shelf
from articles.related.storylines import span, stories_before
from articles.views.page import render_page
from articles.views.paging import END, first_page, page_of

AT_ONCE = 50


def timeline(request: HttpRequest, storyline: Tag, shelf: Shelf, alternates: dict[str, str]) -> HttpResponse:
    """Show a storyline's stories in the order in which they came out, day by day."""
    page = page_of(shelf, request.GET, AT_ONCE, oldest_first=True, signed=False)
    if page.is_short_first:
        return HttpResponseRedirect(f"{request.path}{first_page(request.GET)}")
    context: dict[str, Any] = {
        "tag": storyline,
        "page": page,
        "days": _days(page.stories),
        "span": span(storyline),
        "before": stories_before(storyline, page.stories[0]) if page.older else 0,
        "latest": f"?before={END}" if page.newer else "",
        "is_part": bool({"before", "after"} & set(request.GET)),
    }
    return render_page(request, "articles/timeline.html", context, alternates=alternates)


def _days(stories: list[Teaser]) -> list[tuple[Any, list[Teaser]]]:
    days = groupby(stories, key=lambda story: timezone.localdate(story.published_at))
    return [(day, list(own)) for day, own in days]
