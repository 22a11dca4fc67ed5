"""Lists of stories: latest, of a section, of a tag, by an author, by date."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from articles.filters import StoryFilter
from articles.models import ArticleQuerySet, Author, Tag
from articles.models.named import LANGUAGE_CODES
from articles.models.shelf import Shelf
from articles.views import calendar
from articles.views.page import ids_by_slug, in_languages, languages_with, render_page, section_tree
from articles.views.paging import first_page, page_of
from articles.views.timeline import timeline


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Show all stories, the newest first."""
    alternates = in_languages(LANGUAGE_CODES, "latest")
    return story_list(request, "articles/latest.html", Shelf(), alternates=alternates)


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stories of a section, those of its subsections among them."""
    branches = section_tree()
    branch = next((branch for branch in branches if branch.section.slug == slug), None)
    children = [child for some in branches for child in some.children if child.slug == slug]
    if branch is None and not children:
        raise Http404
    own = branch.section if branch else children[0]
    ids = branch.ids if branch else [own.pk]
    shelf = Shelf(tuple(ids))
    return story_list(
        request,
        "articles/section.html",
        shelf,
        {"section": own, "subsections": branch.children if branch else []},
        alternates=in_languages(shelf.languages(), "section", slug),
        leave_out=("section",),
    )


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stories that carry a tag; those of a storyline as a timeline."""
    own = get_object_or_404(Tag, slug=slug)
    shelf = Shelf(owner="tag", key=own.pk)
    codes = shelf.languages() or _nowhere()
    alternates = in_languages(codes, "tag", slug)
    if own.kind == Tag.Kind.STORYLINE:
        return timeline(request, own, shelf, alternates)
    return story_list(
        request,
        "articles/tag.html",
        shelf,
        {"tag": own},
        alternates=alternates,
        leave_out=("tag",),
    )


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who an author is, and the stories that they sign."""
    own = get_object_or_404(Author, slug=slug)
    shelf = Shelf(owner="author", key=own.pk)
    codes = shelf.languages() or _nowhere()
    return story_list(
        request,
        "articles/author.html",
        shelf,
        {"author": own},
        alternates=in_languages(codes, "author", slug),
        leave_out=("author",),
    )


@require_safe
def archive(
    request: HttpRequest, year: int | None = None, month: int | None = None, day: int | None = None
) -> HttpResponse:
    """Show the stories of a year, a month or a day, and the way to the others."""
    given = [number for number in (year, month, day) if number is not None]
    period = calendar.period(given)
    names = ("archive", "archive_year", "archive_month", "archive_day")
    codes = languages_with(period.within) if given else LANGUAGE_CODES
    context = {"period": period, "calendar": calendar.around(period)}
    alternates = in_languages(codes, names[len(given)], *given)
    return story_list(
        request,
        "articles/archive.html",
        Shelf(),
        context,
        alternates=alternates,
        leave_out=("from", "to"),
        within=period.within if given else None,
    )


def story_list(
    request: HttpRequest,
    template: str,
    shelf: Shelf,
    context: dict[str, Any] | None = None,
    *,
    alternates: dict[str, str],
    leave_out: tuple[str, ...] = (),
    within: Callable[[ArticleQuerySet], ArticleQuerySet] | None = None,
) -> HttpResponse:
    """Render a list of public stories, narrowed by the reader's conditions and cut into pages.

    ``within`` are the page's own conditions, beside those of the shelf.
    """
    conditions, stories = set(request.GET) - {"before", "after"}, None

    def filtered() -> StoryFilter:
        own = within(shelf.public()) if within else shelf.public()
        return StoryFilter(request.GET, own, sections=ids_by_slug(section_tree()), leave_out=leave_out)

    chosen: Any = filtered() if conditions or within else SimpleLazyObject(filtered)
    if conditions or within:
        stories = chosen.qs
    page = page_of(shelf, request.GET, stories=stories)
    if page.is_short_first:
        return HttpResponseRedirect(f"{request.path}{first_page(request.GET)}")
    own = {
        "page": page,
        "filter": chosen,
        "problems": chosen.problems() if conditions else [],
        "is_narrowed": bool(conditions) and chosen.is_narrowed(),
        "is_part": bool(set(request.GET) - conditions),
        "left_out": leave_out,
    }
    own["is_part"] = own["is_part"] or own["is_narrowed"]
    return render_page(request, template, own | (context or {}), alternates=alternates)


def _nowhere() -> list[str]:
    raise Http404
