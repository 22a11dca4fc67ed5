"""A story's body as readers see it: its nodes resolved against what is public now."""

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Image
from articles.models.article import current_language
from articles.templatetags.pictures import picture
from articles.templatetags.times import date
from articles.text.references import ATOM, FIGURE, IMAGE, attributes, number, numbers

register = template.Library()
Render = Callable[[re.Match[str]], str]


@register.simple_tag
def body(article: Article, cards: Mapping[int, Article], images: Mapping[int, Image]) -> SafeString:
    """Render a story's body with its dateline, its story cards (public ones alone), link cards and pictures."""
    html = ATOM.sub(_atom(article, cards, images), article.body or "")
    html = FIGURE.sub(_figure(images), html)
    opening = dateline(article)
    if opening and html.startswith("<p>"):
        return mark_safe(f"<p>{opening} {html[3:]}")  # noqa: S308 - the body was sanitised when it was saved
    return mark_safe(f"<p>{opening}</p>{html}" if opening else html)  # noqa: S308 - as above


def dateline(article: Article) -> SafeString | str:
    """Render where and when a story was filed: «كييف، 27 أكتوبر 2023 —»."""
    place = format_html("<bdi>{}</bdi>", article.dateline_place) if article.dateline_place else ""
    filed = date(article.dateline_date)
    if not place and not filed:
        return ""
    comma = "، " if current_language() in ("ar", "fa") else ", "
    between = comma if place and filed else ""
    return format_html('<span class="dateline">{}{}{} —</span>', place, between, filed)


def _atom(
    article: Article, cards: Mapping[int, Article], images: Mapping[int, Image]
) -> Callable[[re.Match[str]], str]:
    def render(match: re.Match[str]) -> str:
        given = attributes(match[1])
        match given.get("class"):
            case "story-card":
                story = cards.get(number(given.get("data-article")))
                return render_to_string("articles/_body_story.html", {"story": story}) if story else ""
            case "gallery":
                return _gallery(article, shown_of(numbers(given.get("data-images")), images))
            case "embed":
                return _link_card(given.get("data-url", ""))
        return match[0]

    return render


def shown_of(ids: Iterable[int], images: Mapping[int, Image]) -> list[Image]:
    """Return those of some pictures that are there and that readers may be shown, in order."""
    return [image for pk in ids if (image := images.get(pk)) and not image.rights_ended()]


def _gallery(article: Article, images: list[Image]) -> str:
    if not images:
        return ""
    return render_to_string("articles/_gallery.html", {"images": images, "url": gallery_url(article)})


def gallery_url(article: Article) -> str:
    """Return the address of the page on which a story's pictures are looked at one by one."""
    return f"{article.get_absolute_url()}pictures/" if article.pk else ""


def _link_card(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return ""
    return render_to_string("articles/_body_link.html", {"url": url, "host": parts.hostname})


def _figure(images: Mapping[int, Image]) -> Render:
    def render(match: re.Match[str]) -> str:
        pk = number(attributes(match[1]).get("data-image"))
        image = images.get(pk)
        if pk and (image is None or image.rights_ended()):
            return ""
        if image is None:
            return match[0]
        given = found[1] if (found := IMAGE.search(match[2])) else ""
        # A picture on another host (a bucket) has no source in the stored text.
        return f"<figure{match[1]}>{_picture(attributes(given), image)}{IMAGE.sub('', match[2])}</figure>"

    return render


def _picture(given: dict[str, str], image: Image) -> str:
    return picture(image, "story", alt=given.get("alt") or None)
