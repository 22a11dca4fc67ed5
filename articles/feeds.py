"""The feeds: latest, of a section, of a tag, by an author and of a search, each in three formats and every language."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import SyndicationFeed
from django.utils.html import escape, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from articles.exporters import pictures
from articles.exporters.addresses import absolute, with_absolute_links
from articles.exporters.feed_formats import FORMATS
from articles.exporters.feed_stories import Told, told
from articles.models import Article, ArticleQuerySet, Author, Image, LiveUpdate, Section, Tag
from articles.models.addresses import numbered
from articles.models.article import Kind, current_language
from articles.models.shelf import Shelf
from articles.search import engine
from articles.templatetags.body import body
from articles.text.lines import one_line
from articles.text.references import references

STORIES = 30
UPDATES = 20
MAX_QUERY = 200
MOST_FOUND = 300


class Stories(Feed):
    """The newest public stories in the page's language, in one of three formats."""

    is_told_of = True
    """Whether a hub is told when the feed has changed; nobody can know which searches find a new story."""
    may_be_empty = True

    def __init__(self, kind: str) -> None:
        """Take the format's name."""
        self.feed_type = FORMATS[kind]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed, or 304 to a reader who has it."""
        response = super().__call__(request, *args, **kwargs)
        if self.is_told_of and settings.WEBSUB_HUB:
            response["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{self.feed_url(None)}>; rel="self"'
        # When the newest story came out does not tell that another has gone.
        del response.headers["Last-Modified"]
        set_response_etag(response)
        return get_conditional_response(request, response["ETag"], None, response) or response

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        """Return the feed; its items know the bodies' pictures and cards together, in two queries."""
        self.request = request
        return super().get_feed(obj, request)

    def shelf(self, obj: Any) -> Shelf:
        """Return the list that the feed is of."""
        return Shelf()

    def narrowed(self, obj: Any) -> ArticleQuerySet | None:
        """Return those of the list's public stories that the feed is of; None where it is of all."""
        return None

    def page(self, obj: Any) -> str:
        """Return the path of the page that shows the same stories."""
        return reverse("articles:latest")

    def name(self, obj: Any) -> str:
        """Return what the feed is of, "" for everything."""
        return ""

    def title(self, obj: Any) -> str:
        """Return the feed's title."""
        name = self.name(obj)
        return f"{name} | {settings.SITE_NAME}" if name else settings.SITE_NAME

    def description(self, obj: Any) -> str:
        """Return what the feed is about."""
        return getattr(obj, "description", "") or self.title(obj)

    def link(self, obj: Any) -> str:
        """Return the address of the page that shows the same stories."""
        return absolute(self.page(obj))

    def feed_url(self, obj: Any) -> str:
        """Return the feed's own address."""
        return absolute(self.request.get_full_path())

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        """Return the hub that hears of new stories in the feed, "" where none does."""
        return {"hub": settings.WEBSUB_HUB if self.is_told_of else ""}

    def author_name(self, obj: Any) -> str:
        """Return who stands for the stories that nobody signs."""
        return settings.SITE_NAME

    def items(self, obj: Any) -> list[Told]:
        """Return the newest stories with all that a feed tells of them, in a fixed number of queries."""
        items = told(self.shelf(obj), current_language(), STORIES, self.narrowed(obj))
        if not items and not self.may_be_empty:
            raise Http404
        if settings.FEED_CONTENT == "full":
            _render_bodies(items)
        return items

    def item_title(self, item: Told) -> str:
        """Return the headline."""
        return item.story.headline

    def item_description(self, item: Told) -> str:
        """Return the standfirst, as HTML."""
        return escape(item.story.standfirst or "")

    def item_link(self, item: Told) -> str:
        """Return the story's address."""
        return absolute(item.story.get_absolute_url())

    def item_guid(self, item: Told) -> str:
        """Return an address that a new headline does not change."""
        return absolute(numbered(item.story.language, "article_by_id", item.story.pk))

    item_guid_is_permalink = False

    def item_pubdate(self, item: Told) -> datetime:
        """Return when the story came out in this language."""
        return item.story.published_at

    def item_updateddate(self, item: Told) -> datetime:
        """Return when the story last changed for readers."""
        return max(filter(None, (item.story.published_at, item.changed_at)))

    def item_categories(self, item: Told) -> Iterable[str]:
        """Return the section's name and the tags'."""
        return list(dict.fromkeys(item.categories))

    def item_extra_kwargs(self, item: Told) -> dict[str, Any]:
        """Return the writers, the text and the picture."""
        picture = item.story.lead_image
        lead = picture if picture and not picture.rights_ended() else None
        return {
            "authors": [one._asdict() for one in item.writers],
            "summary": item.story.standfirst or "",
            "html": item.html,
            "picture": pictures.for_feed(lead) if lead else None,
            "credit": item.credit if lead else "",
        }


class OfSection(Stories):
    """The stories of a section and its subsections."""

    def get_object(self, request: HttpRequest, slug: str) -> Section:
        """Return the section."""
        return get_object_or_404(Section, slug=slug)

    def shelf(self, obj: Section) -> Shelf:
        """Return the list of the section and its subsections."""
        return Shelf((obj.pk, *Section.objects.filter(parent=obj).values_list("pk", flat=True)))

    def page(self, obj: Section) -> str:
        """Return the section's page."""
        return obj.get_absolute_url()

    def name(self, obj: Section) -> str:
        """Return the section's name."""
        return obj.name


class OfTag(Stories):
    """The stories that carry a tag; without any there is no feed."""

    may_be_empty = False

    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        """Return the tag."""
        return get_object_or_404(Tag, slug=slug)

    def shelf(self, obj: Tag) -> Shelf:
        """Return the tag's list."""
        return Shelf(owner="tag", key=obj.pk)

    def page(self, obj: Tag) -> str:
        """Return the tag's page."""
        return obj.get_absolute_url()

    def name(self, obj: Tag) -> str:
        """Return the tag's name."""
        return obj.name


class ByAuthor(Stories):
    """The stories that an author signs; without any there is no feed."""

    may_be_empty = False

    def get_object(self, request: HttpRequest, slug: str) -> Author:
        """Return the author."""
        return get_object_or_404(Author, slug=slug)

    def shelf(self, obj: Author) -> Shelf:
        """Return the author's list."""
        return Shelf(owner="author", key=obj.pk)

    def page(self, obj: Author) -> str:
        """Return the author's page."""
        return obj.get_absolute_url()

    def name(self, obj: Author) -> str:
        """Return the author's name."""
        return obj.name

    def description(self, obj: Author) -> str:
        """Return who the author is."""
        return obj.biography or self.title(obj)


class OfSearch(Stories):
    """The stories that match what a reader looks for, the newest first."""

    is_told_of = False

    def get_object(self, request: HttpRequest) -> str:
        """Return the words."""
        words = one_line(request.GET.get("q", "").replace("\0", "")).strip()
        if not words or len(words) > MAX_QUERY:
            raise Http404
        return words

    def narrowed(self, obj: str) -> ArticleQuerySet:
        """Return the stories that were found."""
        found = engine.search(Article.objects.all(), obj, current_language())
        return self.shelf(obj).public().filter(pk__in=found.ids[:MOST_FOUND])

    def page(self, obj: str) -> str:
        """Return the search's page."""
        return reverse("articles:search", query={"q": obj})

    def name(self, obj: str) -> str:
        """Return the words."""
        return _("Search: %(words)s") % {"words": obj}


@require_safe
def latest(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the feed of everything."""
    return Stories(kind)(request)


@require_safe
def section(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Answer with the feed of a section."""
    return OfSection(kind)(request, slug=slug)


@require_safe
def tag(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Answer with the feed of a tag."""
    return OfTag(kind)(request, slug=slug)


@require_safe
def author(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Answer with the feed of an author."""
    return ByAuthor(kind)(request, slug=slug)


@require_safe
def search(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the feed of a search."""
    return OfSearch(kind)(request)


def _render_bodies(items: list[Told]) -> None:
    columns = (build_localized_fieldname(name, current_language()) for name in ("body", "slug", "dateline_place"))
    stories = Article.objects.only(*columns, "dateline_date").in_bulk([item.story.pk for item in items])
    used = [references(story.body or "") for story in stories.values()]
    cards = Article.objects.published().for_lists().in_bulk({pk for one in used for pk in one.articles})
    images = Image.objects.select_related("source").in_bulk({pk for one in used for pk in one.images})
    live = [item.story.pk for item in items if item.story.kind == Kind.LIVE]
    updates = LiveUpdate.objects.filter(language=current_language(), article__in=live) if live else []
    for item in items:
        if story := stories.get(item.story.pk):
            own = _told([one for one in updates if one.article_id == story.pk][:UPDATES])
            item.html = with_absolute_links(body(story, cards, images)) + own


def _told(updates: list[LiveUpdate]) -> SafeString:
    parts = ((one.headline, mark_safe(linebreaks(one.text, autoescape=True))) for one in updates)  # noqa: S308
    return format_html_join("", "<h3>{}</h3>{}", parts)
