"""A story as readers would see it, before they do: to whoever has a link, and in the desk's preview pane."""

import base64
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from articles import clock, previews, revisions
from articles.exporters import opengraph
from articles.exporters.addresses import absolute
from articles.images import card_files
from articles.models import Article, PreviewLink, RelatedStory
from articles.text import html
from articles.views.article import context_of
from articles.views.page import render_page
from articles.views.related import ties_of_others


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the version that a link opens; say that a link is over, or that there is none such."""
    link = previews.open_link(token)
    if link is not None:
        story = revisions.as_article(link.revision)
        response = page_of(request, story, link.language, link=link)
    else:
        response = _closed(request, previews.closed_link(token))
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def page_of(
    request: HttpRequest, story: Article, language: str, alternates: dict[str, str] | None = None, **more: Any
) -> HttpResponse:
    """Render the page of a story in hand (see ``snapshot.show``) in a language, whether or not it is out.

    ``alternates`` are the addresses by language to which the page's own switch of languages leads.
    """
    with translation.override(language):
        _give_a_time(story, language)
        context = context_of(story, _ties(story))
        return render_page(request, "articles/preview.html", context | more, alternates=alternates)


def cards_of(request: HttpRequest, story: Article, language: str, **more: Any) -> HttpResponse:
    """Render what stands for a story elsewhere: in a list, in the site's search, in a search engine, where shared."""
    with translation.override(language):
        _give_a_time(story, language)
        url = absolute(story.get_absolute_url())
        picture = story.lead_image if story.lead_image and not story.lead_image.rights_ended() else None
        shared = dict(opengraph.of_story(story, url=url, language=language, lead=picture))
        if not card_files.drawn(story, language, picture) and (card := card_files.in_hand(story, language)):
            shared["og:image"] = f"data:image/jpeg;base64,{base64.b64encode(card).decode()}"
        found = {"story": story, "headline": story.headline, "snippet": story.standfirst or html.excerpt(story.body)}
        context = {
            "story": story,
            "shared": {name.replace(":", "_"): value.removeprefix(settings.SITE_URL) for name, value in shared.items()},
            "host": urlsplit(settings.SITE_URL).netloc,
            "found": found,
            "excerpt": html.excerpt(story.body, 160),
        }
        return render_page(request, "articles/preview_cards.html", context | more)


def _give_a_time(story: Article, language: str) -> None:
    column = build_localized_fieldname("published_at", language)
    setattr(story, column, getattr(story, column) or clock.now())


def _ties(story: Article) -> list[RelatedStory]:
    """The story's own ties as they stand in hand, and those of others that are seen from it."""
    return [*story.related_stories.all(), *(ties_of_others(story) if story.pk else [])]


def _closed(request: HttpRequest, link: PreviewLink | None) -> HttpResponse:
    with translation.override(link.language if link else translation.get_language()):
        status = 404 if link is None else 410
        return render_page(request, "articles/preview_closed.html", {"is_over": link is not None}, status=status)
