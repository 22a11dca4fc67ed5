"""What search engines read: the sitemap index, a sitemap for each month and language, news, and how to search here.

Every list is streamed and reads no more than the rows that it writes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.exporters.addresses import absolute, page_in
from articles.exporters.jsonld import moment
from articles.models import Article, Author, Listing, Section, Tag
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES, in_languages

OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST_URLS = 50_000
MOST_NEWS, NEWS_AGE = 1000, timedelta(hours=48)


@require_safe
def index(request: HttpRequest) -> StreamingHttpResponse:
    """List the sitemaps of all languages: the pages, and the stories of each month that has any."""
    return _xml("sitemapindex", {"xmlns": SCHEMA}, _sitemaps())


@require_safe
def pages(request: HttpRequest) -> StreamingHttpResponse:
    """List the pages that are no stories: front page, latest, sections, tags and authors with public stories."""
    return _xml("urlset", {"xmlns": SCHEMA}, _pages())


@require_safe
def month(request: HttpRequest, year: int, month: int) -> StreamingHttpResponse:
    """List the stories that came out in a month in this language, each with its translations."""
    first, after = _bounds(year, month)
    column = build_localized_fieldname("published_at", current_language())
    stories = Article.objects.published().filter(**{f"{column}__gte": first, f"{column}__lt": after})
    if not stories.exists():
        raise Http404
    return _xml("urlset", {"xmlns": SCHEMA, "xmlns:xhtml": XHTML}, _stories(stories.newest_first()[:MOST_URLS]))


@require_safe
def news(request: HttpRequest) -> StreamingHttpResponse:
    """List the stories of the last two days as Google News wants them, a thousand at most."""
    column = build_localized_fieldname("published_at", current_language())
    fresh = Article.objects.published().filter(**{f"{column}__gte": clock.now() - NEWS_AGE})
    rows = fresh.newest_first().only("headline", "slug", "published_at")[:MOST_NEWS]
    return _xml("urlset", {"xmlns": SCHEMA, "xmlns:news": NEWS}, _news(rows))


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Tell browsers how to search here."""
    address = page_in(current_language(), "search")
    context = {"name": settings.SITE_NAME, "search": address, "language": current_language()}
    text = render_to_string("articles/opensearch.xml", context)
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")


def months_with_stories(language: str) -> Iterator[datetime]:
    """Yield the beginning of each month in which stories came out in a language, the newest first.

    Each is one seek in the index: the newest story before the month that was found last.
    """
    column = build_localized_fieldname("published_at", language)
    public = Article.objects.published(language).newest_first(language).values_list(column, flat=True)
    newest = public.first()
    while newest is not None:
        first = timezone.localtime(newest).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        yield first
        newest = public.filter(**{f"{column}__lt": first}).first()


def _sitemaps() -> Iterator[str]:
    for code in LANGUAGE_CODES:
        months = (page_in(code, "sitemap_month", first.year, first.month) for first in months_with_stories(code))
        for url in (page_in(code, "sitemap_pages"), *months):
            yield f"<sitemap><loc>{escape(url)}</loc></sitemap>\n"


def _pages() -> Iterator[str]:
    public = Article.objects.published()
    listed = Listing.objects.of_public(current_language())
    tagged, signed = listed.filter(tag=OuterRef("pk")), listed.filter(author=OuterRef("pk"))
    filled = public.filter(section=OuterRef("pk")) | public.filter(section__parent=OuterRef("pk"))
    for path in (reverse("articles:home"), reverse("articles:latest"), reverse("articles:archive")):
        yield _url(absolute(path))
    lists: tuple[QuerySet, ...] = (
        Section.objects.filter(Exists(filled)),
        Tag.objects.filter(Exists(tagged)),
        Author.objects.filter(Exists(signed)),
    )
    for records in lists:
        for record in records.order_by("pk").only("slug").iterator():
            yield _url(absolute(record.get_absolute_url()))


def _stories(rows: Iterable[Article]) -> Iterator[str]:
    language, now = current_language(), clock.now()
    columns = [*in_languages("published_at"), *in_languages("slug")]
    found = rows.values("pk", "expires_at", "substantive_updated_at", *columns)  # type: ignore[attr-defined]
    for row in found.iterator(chunk_size=2000):
        out = {code: row[f"published_at_{code}"] for code in LANGUAGE_CODES}
        codes = [code for code, at in out.items() if at and at <= now]
        urls = {code: page_in(code, "article", row["pk"], row[f"slug_{code}"] or "-") for code in codes}
        if len(urls) > 1 and settings.LANGUAGE_CODE in urls:
            urls["x-default"] = urls[settings.LANGUAGE_CODE]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in urls.items()
        )
        changed = max(filter(None, (out[language], row["substantive_updated_at"])))
        yield _url(urls[language], f"<lastmod>{moment(changed)}</lastmod>{links if len(codes) > 1 else ''}")


def _news(rows: Iterable[Article]) -> Iterator[str]:
    site, language = escape(settings.SITE_NAME), current_language()
    publication = (
        f"<news:publication><news:name>{site}</news:name><news:language>{language}</news:language></news:publication>"
    )
    for story in rows:
        date = f"<news:publication_date>{moment(story.published_at)}</news:publication_date>"
        title = f"<news:title>{escape(story.headline)}</news:title>"
        yield _url(absolute(story.get_absolute_url()), f"<news:news>{publication}{date}{title}</news:news>")


def _url(address: str, more: str = "") -> str:
    return f"<url><loc>{escape(address)}</loc>{more}</url>\n"


def _xml(root: str, names: dict[str, str], rows: Iterator[str]) -> StreamingHttpResponse:
    attributes = "".join(f' {name}="{value}"' for name, value in names.items())
    language = translation.get_language()

    def lines() -> Iterator[str]:
        yield f"{OPENING}<{root}{attributes}>\n"
        # What is streamed is made after the request's language has been put away.
        with translation.override(language):
            yield from rows
        yield f"</{root}>\n"

    return StreamingHttpResponse(lines(), content_type="application/xml; charset=utf-8")


def _bounds(year: int, month: int) -> tuple[datetime, datetime]:
    if not 1900 <= year <= 2100 or not 1 <= month <= 12:
        raise Http404
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    zone = timezone.get_current_timezone()
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)
