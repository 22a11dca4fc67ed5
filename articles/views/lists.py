"""Lists of stories: latest, of a section, of a tag, by an author, by date."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.filters import StoryFilter
from articles.models import Article, ArticleQuerySet, Author, Listing, Tag
from articles.models.listing import ListingQuerySet
from articles.models.named import LANGUAGE_CODES
from articles.views import calendar
from articles.views.page import (
    Branch,
    ids_by_slug,
    in_languages,
    languages_of,
    languages_with,
    render_page,
    section_tree,
)
from articles.views.paging import first_page, page_of
from articles.views.timeline import timeline


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Show all stories, the newest first."""
    alternates = in_languages(LANGUAGE_CODES, "latest")
    return story_list(request, "articles/latest.html", Article.objects.published(), alternates=alternates)


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
    codes = languages_with(lambda stories, _code: stories.filter(section__in=ids))
    return story_list(
        request,
        "articles/section.html",
        Article.objects.published().filter(section__in=ids),
        {"section": own, "subsections": branch.children if branch else []},
        alternates=in_languages(codes, "section", slug),
        sections=branches,
        leave_out=("section",),
    )


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stories that carry a tag; those of a storyline as a timeline."""
    own = get_object_or_404(Tag, slug=slug)
    shelf = Listing.objects.filter(tag=own)
    codes = languages_of(shelf) or _nowhere()
    alternates = in_languages(codes, "tag", slug)
    if own.kind == Tag.Kind.STORYLINE:
        return timeline(request, own, alternates)
    return story_list(
        request,
        "articles/tag.html",
        Article.objects.published(),
        {"tag": own},
        alternates=alternates,
        leave_out=("tag",),
        shelf=shelf,
    )


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who an author is, and the stories that they sign."""
    own = get_object_or_404(Author, slug=slug)
    shelf = Listing.objects.filter(author=own)
    codes = languages_of(shelf) or _nowhere()
    return story_list(
        request,
        "articles/author.html",
        Article.objects.published(),
        {"author": own},
        alternates=in_languages(codes, "author", slug),
        leave_out=("author",),
        shelf=shelf,
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
        period.within(Article.objects.published()),
        context,
        alternates=alternates,
        leave_out=("from", "to"),
    )


def story_list(
    request: HttpRequest,
    template: str,
    stories: ArticleQuerySet,
    context: dict[str, Any] | None = None,
    *,
    alternates: dict[str, str],
    sections: list[Branch] | None = None,
    leave_out: tuple[str, ...] = (),
    shelf: ListingQuerySet | None = None,
) -> HttpResponse:
    """Render a list of public stories, narrowed by the reader's conditions and cut into pages."""
    branches = section_tree() if sections is None else sections
    chosen = StoryFilter(request.GET, stories, sections=ids_by_slug(branches), leave_out=leave_out)
    page = page_of(chosen.qs, request.GET, shelf=shelf)
    if page.is_short_first:
        return HttpResponseRedirect(f"{request.path}{first_page(request.GET)}")
    is_part = chosen.is_narrowed() or bool({"before", "after"} & set(request.GET))
    own = {"page": page, "filter": chosen, "is_part": is_part}
    return render_page(request, template, own | (context or {}), alternates=alternates, sections=branches)


def _nowhere() -> list[str]:
    raise Http404
