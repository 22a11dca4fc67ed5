"""The page of a story, and its short link."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleQuerySet, Byline, Image, RelatedStory, Section
from articles.models.article import current_language
from articles.models.named import in_languages
from articles.related.desk import automatic
from articles.related.storylines import threads
from articles.templatetags.newsroom import absolute
from articles.text.references import references
from articles.views.errors import gone, not_found
from articles.views.live import coverage
from articles.views.page import Branch, render_page, section_tree
from articles.views.related import other_end, related_to, ties_of

IN_SECTION = 5


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a story; lead to its right address; say where it can be read, or that it was withdrawn."""
    story = stories_for_pages().filter(pk=pk).first()
    if story is None or not story.is_public():
        return not_here(request, pk, story)
    if slug != (story.slug or "-"):
        return moved(request, story.get_absolute_url(), permanent=True)
    ties, branches = ties_of(story), section_tree()
    alternates = {code: story.url_in(code) for code in story.languages_out()}
    more = {"share": _share_links(story), "live": coverage(request, story)}
    context = context_of(story, ties, branches) | more
    return render_page(request, "articles/article.html", context, alternates=alternates, sections=branches)


def context_of(story: Article, ties: list[RelatedStory], branches: list[Branch]) -> dict[str, Any]:
    """Return what the page of a story shows, of it and of what a reader may see around it."""
    used, chosen = references(story.body), automatic(story)
    others = {other for tie in ties if (other := other_end(tie, story))}
    stories = _public({*used.articles, *others, *chosen})
    related = related_to(story, ties, chosen, stories)
    seen = {link.other.pk for _heading, links in related for link in links if link.other}
    tags = sorted(story.tags.all(), key=lambda tag: tag.kind != tag.Kind.STORYLINE)
    return {
        "story": story,
        "corrections": list(story.corrections.filter(language=current_language())) if story.pk else [],
        "corrections_first": settings.CORRECTIONS_PLACE == "top",
        "tags": tags,
        "cards": stories,
        "images": Image.objects.select_related("source").in_bulk(used.images) if used.images else {},
        "related": related,
        "threads": threads(story, tags),
        "in_section": _in_section(branches, story, {*seen, *used.articles}),
        "picture": story.lead_image if story.lead_image and not story.lead_image.rights_ended() else None,
        "short_link": absolute(reverse("articles:short_link", args=[story.pk])),
    }


@require_safe
def short_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to a story in this language, or else in the first one in which it is out."""
    story = stories_for_pages().filter(pk=pk).first()
    codes = story.languages_out() if story else []
    if story is None or not codes:
        return not_here(request, pk, story)
    language = current_language()
    return moved(request, story.url_in(language if language in codes else codes[0]), permanent=language in codes)


def stories_for_pages() -> ArticleQuerySet:
    """Return the stories with what stands on their pages."""
    others = [column for column in in_languages("body") if column != f"body_{current_language()}"]
    return (
        Article.objects.select_related("section", "section__parent", "lead_image", "lead_image__source")
        .prefetch_related(Prefetch("bylines", Byline.objects.select_related("author")), "tags", "sources")
        .defer(*others, *in_languages("search_key"))
    )


def moved(request: HttpRequest, url: str, *, permanent: bool) -> HttpResponse:
    """Lead to an address, with the query that came along."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{url}?{iri_to_uri(query)}" if query else url)
    if permanent:
        response.status_code = 301
    return response


def not_here(request: HttpRequest, pk: int, story: Article | None) -> HttpResponse:
    """Say why there is no story here: withdrawn, out in other languages alone, or never there."""
    if story is not None and Article.objects.withdrawn_from_readers().filter(pk=pk).exists():
        return gone(request, story.withdrawal_reason)
    if story is None:
        return not_found(request)
    elsewhere = [
        {"language": code, "url": story.url_in(code), "headline": story.in_language("headline", code)}
        for code in story.languages_out()
    ]
    return not_found(request, elsewhere)


def _public(ids: Iterable[int]) -> dict[int, Article]:
    """Return those of some stories that a reader of this language may see."""
    wanted = list(ids)
    return Article.objects.published().for_lists().prefetch_related(None).in_bulk(wanted) if wanted else {}


def _in_section(branches: list[Branch], story: Article, without: Iterable[int]) -> list[Article]:
    """Return the newest stories of a story's section that its page does not show already."""
    section: Section | None = story.section
    if section is None:
        return []
    ids = next((branch.ids for branch in branches if branch.section.pk == section.pk), [section.pk])
    newest = Article.objects.published().filter(section__in=ids).exclude(pk__in=[story.pk, *without]).newest_first()
    return list(newest.only("headline", "slug", "published_at")[:IN_SECTION])


def _share_links(story: Article) -> list[dict[str, str]]:
    """Return links that hand a story to others; each sends nothing before the reader follows it."""
    url, text = absolute(reverse("articles:short_link", args=[story.pk])), story.headline
    links = [
        ("whatsapp", _("WhatsApp"), "https://wa.me/", {"text": f"{text}\n{url}"}),
        ("telegram", _("Telegram"), "https://t.me/share/url", {"url": url, "text": text}),
        ("x", _("X"), "https://x.com/intent/post", {"url": url, "text": text}),
        ("facebook", _("Facebook"), "https://www.facebook.com/sharer/sharer.php", {"u": url}),
    ]
    return [{"id": name, "label": label, "url": f"{to}?{urlencode(query)}"} for name, label, to, query in links] + [
        {"id": "email", "label": _("E-mail"), "url": f"mailto:?{_mail_query(text, url)}"}
    ]


def _mail_query(subject: str, body: str) -> str:
    return f"subject={quote(subject)}&body={quote(body)}"
