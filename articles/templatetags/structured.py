"""What a page says of itself to search engines and to those it is shared with."""

from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.exporters import jsonld, opengraph
from articles.exporters.addresses import absolute
from articles.models import Article, Author, Image, Section
from articles.models.addresses import address
from articles.models.article import current_language

register = template.Library()

WITH_FEEDS = ("section", "tag", "author")
FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@register.simple_tag(takes_context=True)
def about_story(context: dict[str, Any], story: Article, picture: Image | None = None) -> SafeString:
    """Render a story's share properties and structured data."""
    url, language = _address(context), current_language()
    others = [code for code in context.get("alternates") or {} if code != language]
    trail = [*jsonld.section_trail(story.section, address(current_language(), "home")), (story.headline, url)]
    return _head(
        opengraph.of_story(story, url=url, language=language, lead=picture, translations=others),
        jsonld.news_article(
            story,
            url=url,
            language=language,
            lead=picture,
            corrections=context.get("corrections") or (),
            others=_in_text(context.get("images") or {}, story),
            told=context["live"].updates if context.get("live") else None,
        ),
        jsonld.breadcrumbs(trail),
    )


@register.simple_tag(takes_context=True)
def about_gallery(context: dict[str, Any], story: Article, images: list[Image]) -> SafeString:
    """Render the share properties and structured data of the page of a story's pictures."""
    url, language, story_url = _address(context), current_language(), absolute(story.get_absolute_url())
    home = address(current_language(), "home")
    trail = [*jsonld.section_trail(story.section, home), (story.headline, story_url), (_("Pictures"), url)]
    return _head(
        opengraph.of_page(
            "website",
            title=story.headline,
            description=story.standfirst,
            url=url,
            language=language,
            image=images[0],
        ),
        jsonld.image_gallery(story, images, url=url, story_url=story_url, language=language),
        jsonld.breadcrumbs(trail),
    )


@register.simple_tag(takes_context=True)
def about_list(context: dict[str, Any], name: str, description: str = "", section: Section | None = None) -> SafeString:
    """Render the share properties and structured data of a list; a section's list also tells the way to it."""
    url, language = _address(context), current_language()
    home = address(current_language(), "home")
    trail = jsonld.section_trail(section, home) if section else [*jsonld.section_trail(None, home), (name, url)]
    page = context.get("page")
    return _head(
        opengraph.of_page("website", title=name, description=description, url=url, language=language),
        jsonld.collection_page(
            name, url=url, language=language, stories=page.stories if page else [], description=description
        ),
        jsonld.breadcrumbs(trail),
    )


@register.simple_tag(takes_context=True)
def about_author(context: dict[str, Any], author: Author) -> SafeString:
    """Render the share properties and structured data of an author's page."""
    url, language = _address(context), current_language()
    portrait = author.portrait if author.portrait and not author.portrait.rights_ended() else None
    trail = [*jsonld.section_trail(None, address(current_language(), "home")), (author.name, url)]
    return _head(
        opengraph.of_page(
            "profile",
            title=author.name,
            description=author.biography or author.role_title,
            url=url,
            language=language,
            image=portrait,
        ),
        jsonld.profile_page(author, url=url, language=language),
        jsonld.breadcrumbs(trail),
    )


@register.simple_tag(takes_context=True)
def about_site(context: dict[str, Any], name: str, description: str) -> SafeString:
    """Render the share properties and structured data of the front page."""
    url, language = _address(context), current_language()
    return _head(
        opengraph.of_page("website", title=name, description=description, url=url, language=language),
        jsonld.website(language),
    )


@register.simple_tag(takes_context=True)
def feed_links(context: dict[str, Any]) -> SafeString:
    """Render the links by which programs find this page's feeds, everything's, and the search."""
    match = getattr(context.get("request"), "resolver_match", None)
    named: list[tuple[str, tuple[str, ...], str]] = [("latest", (), settings.SITE_NAME)]
    if match and match.url_name in WITH_FEEDS and (own := context.get(match.url_name)):
        named.insert(0, (match.url_name, (own.slug,), f"{own.name} | {settings.SITE_NAME}"))
    language = current_language()
    return mark_safe("".join(_links_of_feed(language, *feed) for feed in named) + _link_of_search(language))  # noqa: S308


def _links_of_feed(language: str, name: str, of: tuple[str, ...], title: str) -> str:
    """The links to one feed in each format, a line each; each part is escaped."""
    return "".join(
        f'<link rel="alternate" type="{type_}" title="{escape(title)} ({kind.upper()})" '
        f'href="{address(language, f"{name}_feed", *of, kind)}">\n'
        for kind, type_ in FEED_TYPES.items()
    )


def _link_of_search(language: str) -> str:
    kind, url = "application/opensearchdescription+xml", address(language, "opensearch")
    return f'<link rel="search" type="{kind}" title="{escape(settings.SITE_NAME)}" href="{url}">\n'


def _in_text(images: dict[int, Image], story: Article) -> list[Image]:
    return [image for image in images.values() if image.pk != story.lead_image_id and not image.rights_ended()]


def _address(context: dict[str, Any]) -> str:
    return absolute(context.get("canonical") or context["request"].path)


def _head(properties: list[opengraph.Property], *things: jsonld.Thing) -> SafeString:
    lines = [
        f'<meta {"name" if name.startswith("twitter:") else "property"}="{name}" content="{escape(value)}">'
        for name, value in properties
    ]
    # A data block is not executed, so the content security policy has nothing to say of it.
    lines.append(f'<script type="application/ld+json">{jsonld.script(*things)}</script>')
    return mark_safe("\n".join(lines))  # noqa: S308 - each part is escaped
