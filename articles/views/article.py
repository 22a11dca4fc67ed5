"""The page of a story, and its short link."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, RelatedStory, Teaser
from articles.models.addresses import numbered
from articles.models.article import current_language
from articles.models.shelf import Shelf
from articles.models.teaser import PK, teasers
from articles.related.desk import automatic
from articles.related.storylines import threads
from articles.templatetags.newsroom import absolute
from articles.text.references import references
from articles.views.errors import gone, not_found
from articles.views.live import coverage
from articles.views.page import render_page, section_tree, sections_by_number
from articles.views.related import other_end, related_to, ties_of
from articles.views.whole import corrections_of, images_of, public_teasers, whole_story

IN_SECTION = 5


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a story; lead to its right address; say where it can be read, or that it was withdrawn."""
    story = whole_story(pk)
    if story is None or not story.is_public():
        return not_here(request, pk, story)
    if slug != (story.slug or "-"):
        return moved(request, story.get_absolute_url(), permanent=True)
    alternates = {code: story.url_in(code) for code in story.languages_out()}
    more = {"share": _share_links(story), "live": coverage(request, story)}
    context = context_of(story, ties_of(story)) | more
    return render_page(request, "articles/article.html", context, alternates=alternates)


def context_of(story: Article, ties: list[RelatedStory]) -> dict[str, Any]:
    """Return what the page of a story shows, of it and of what a reader may see around it."""
    used, chosen = references(story.body), automatic(story)
    others = {other for tie in ties if (other := other_end(tie, story))}
    stories = public_teasers({*used.articles, *others, *chosen})
    related = related_to(story, ties, chosen, stories)
    seen = {link.other.pk for _heading, links in related for link in links if link.other}
    tags = sorted(story.tags.all(), key=lambda tag: tag.kind != tag.Kind.STORYLINE)
    return {
        "story": story,
        "corrections": corrections_of(story) if story.pk else [],
        "corrections_first": settings.CORRECTIONS_PLACE == "top",
        "tags": tags,
        "cards": stories,
        "images": images_of(used.images),
        "related": related,
        "threads": threads(story, tags),
        "in_section": _in_section(story, {*seen, *used.articles}),
        "picture": story.lead_image if story.lead_image and not story.lead_image.rights_ended() else None,
        "short_link": absolute(numbered(current_language(), "short_link", story.pk)),
        "counted_at": numbered(current_language(), "count_reading", story.pk),
    }


@require_safe
def short_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to a story in this language, or else in the first one in which it is out."""
    story = whole_story(pk)
    codes = story.languages_out() if story else []
    if story is None or not codes:
        return not_here(request, pk, story)
    language = current_language()
    return moved(request, story.url_in(language if language in codes else codes[0]), permanent=language in codes)


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


def _in_section(story: Article, without: Iterable[int]) -> list[Teaser]:
    """Return the newest stories of a story's section that its page does not show already."""
    own = story.section_id
    if own is None:
        return []
    ids = next((branch.ids for branch in section_tree() if branch.section.pk == own), [own])
    shown, language = {story.pk, *without}, current_language()
    rows = Shelf(tuple(ids)).rows(language, IN_SECTION + len(shown), "before")
    return teasers([row for row in rows if row[PK] not in shown][:IN_SECTION], language, sections_by_number())


def _share_links(story: Article) -> list[dict[str, str]]:
    """Return links that hand a story to others; each sends nothing before the reader follows it."""
    url, text = absolute(numbered(current_language(), "short_link", story.pk)), story.headline or ""
    # Spaces as %20: some of those who take the text show a plus sign as it is.
    told, at = quote(text, safe=""), quote(url, safe="")
    links = [
        ("whatsapp", _("WhatsApp"), f"https://wa.me/?text={told}%0A{at}"),
        ("telegram", _("Telegram"), f"https://t.me/share/url?url={at}&text={told}"),
        ("x", _("X"), f"https://x.com/intent/post?url={at}&text={told}"),
        ("facebook", _("Facebook"), f"https://www.facebook.com/sharer/sharer.php?u={at}"),
        ("email", _("E-mail"), f"mailto:?subject={quote(text)}&body={quote(url)}"),
    ]
    return [{"id": name, "label": label, "url": link} for name, label, link in links]
