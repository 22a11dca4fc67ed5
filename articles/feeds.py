"""The feeds: latest, of a section, of a tag, by an author and of a search, each in three formats and every language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import SyndicationFeed
from django.utils.html import escape, format_html_join, linebreaks
from django.utils.http import parse_http_date_safe
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.exporters import pictures
from articles.exporters.addresses import absolute, with_absolute_links
from articles.exporters.feed_formats import FORMATS
from articles.models import Article, ArticleQuerySet, Author, Byline, Image, Listing, LiveUpdate, Section, Tag
from articles.models.article import Kind, current_language
from articles.models.named import in_languages
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

    def __init__(self, kind: str) -> None:
        """Take the format's name."""
        self.feed_type = FORMATS[kind]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed, or 304 to a reader who has it."""
        response = super().__call__(request, *args, **kwargs)
        if self.is_told_of and settings.WEBSUB_HUB:
            response["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{self.feed_url(None)}>; rel="self"'
        set_response_etag(response)
        modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        return get_conditional_response(request, response["ETag"], modified, response) or response

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        """Return the feed; its items know the bodies' pictures and cards together, in two queries."""
        self.request = request
        return super().get_feed(obj, request)

    def stories(self, obj: Any) -> ArticleQuerySet:
        """Return the public stories that the feed is of."""
        return Article.objects.published()

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

    def items(self, obj: Any) -> list[Article]:
        """Return the newest stories with all that a feed tells of them, in a fixed number of queries."""
        others = [column for column in in_languages("body") if column != f"body_{current_language()}"]
        signed = Prefetch("bylines", Byline.objects.filter(role=Byline.Role.WRITING).select_related("author"))
        stories = list(
            self.stories(obj)
            .newest_first()
            .select_related("section", "lead_image", "lead_image__source")
            .prefetch_related(signed, "tags")
            .defer(*others, *in_languages("search_key"))[:STORIES]
        )
        if settings.FEED_CONTENT == "full":
            _render_bodies(stories)
        return stories

    def item_title(self, item: Article) -> str:
        """Return the headline."""
        return item.headline

    def item_description(self, item: Article) -> str:
        """Return the standfirst, as HTML."""
        return escape(item.standfirst or "")

    def item_link(self, item: Article) -> str:
        """Return the story's address."""
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Article) -> str:
        """Return an address that a new headline does not change."""
        return absolute(reverse("articles:article_by_id", args=[item.pk]))

    item_guid_is_permalink = False

    def item_pubdate(self, item: Article) -> Any:
        """Return when the story came out in this language."""
        return item.published_at

    def item_updateddate(self, item: Article) -> Any:
        """Return when the story last changed for readers."""
        return max(filter(None, (item.published_at, item.substantive_updated_at)))

    def item_categories(self, item: Article) -> Iterable[str]:
        """Return the section's name and the tags'."""
        names = [item.section.name] if item.section else []
        return list(dict.fromkeys([*names, *(tag.name for tag in item.tags.all())]))

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        """Return the writers, the text and the picture."""
        authors = [one.author for one in item.bylines.all()]
        lead = item.lead_image if item.lead_image and not item.lead_image.rights_ended() else None
        return {
            "authors": [{"name": one.name, "url": absolute(one.get_absolute_url())} for one in authors],
            "summary": item.standfirst or "",
            "html": getattr(item, "feed_html", ""),
            "picture": pictures.for_feed(lead) if lead else None,
            "credit": (lead.credit or (lead.source.name if lead.source else "")) if lead else "",
        }


class OfSection(Stories):
    """The stories of a section and its subsections."""

    def get_object(self, request: HttpRequest, slug: str) -> Section:
        """Return the section."""
        return get_object_or_404(Section, slug=slug)

    def stories(self, obj: Section) -> ArticleQuerySet:
        """Return the section's stories."""
        return super().stories(obj).filter(section__in=Section.objects.filter(Q(pk=obj.pk) | Q(parent=obj)))

    def page(self, obj: Section) -> str:
        """Return the section's page."""
        return obj.get_absolute_url()

    def name(self, obj: Section) -> str:
        """Return the section's name."""
        return obj.name


class OfTag(Stories):
    """The stories that carry a tag."""

    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        """Return a tag that some public story carries."""
        return _with_stories(get_object_or_404(Tag, slug=slug), self)

    def stories(self, obj: Tag) -> ArticleQuerySet:
        """Return the tag's stories."""
        return Article.objects.filter(pk__in=Listing.objects.filter(tag=obj).newest(current_language(), STORIES))

    def page(self, obj: Tag) -> str:
        """Return the tag's page."""
        return obj.get_absolute_url()

    def name(self, obj: Tag) -> str:
        """Return the tag's name."""
        return obj.name


class ByAuthor(Stories):
    """The stories that an author signs."""

    def get_object(self, request: HttpRequest, slug: str) -> Author:
        """Return an author who signs some public story."""
        return _with_stories(get_object_or_404(Author, slug=slug), self)

    def stories(self, obj: Author) -> ArticleQuerySet:
        """Return the author's stories."""
        return Article.objects.filter(pk__in=Listing.objects.filter(author=obj).newest(current_language(), STORIES))

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

    def stories(self, obj: str) -> ArticleQuerySet:
        """Return the stories that were found."""
        found = engine.search(Article.objects.all(), obj, current_language())
        return super().stories(obj).filter(pk__in=found.ids[:MOST_FOUND])

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


def _with_stories(record: Any, feed: Stories) -> Any:
    if not feed.stories(record).exists():
        raise Http404
    return record


def _render_bodies(stories: list[Article]) -> None:
    used = [references(story.body or "") for story in stories]
    cards = Article.objects.published().for_lists().in_bulk({pk for one in used for pk in one.articles})
    images = Image.objects.select_related("source").in_bulk({pk for one in used for pk in one.images})
    told = LiveUpdate.objects.filter(language=current_language(), article__in=_live(stories)) if _live(stories) else []
    for story in stories:
        own = _told([one for one in told if one.article_id == story.pk][:UPDATES])
        story.feed_html = with_absolute_links(body(story, cards, images)) + own  # type: ignore[attr-defined]


def _live(stories: list[Article]) -> list[int]:
    return [story.pk for story in stories if story.kind == Kind.LIVE]


def _told(updates: list[LiveUpdate]) -> SafeString:
    parts = ((one.headline, mark_safe(linebreaks(one.text, autoescape=True))) for one in updates)  # noqa: S308
    return format_html_join("", "<h3>{}</h3>{}", parts)
