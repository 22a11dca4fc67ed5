"""A story's body as readers see it: its nodes resolved against what is public now."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Image
from articles.models.article import current_language
from articles.templatetags.newsroom import date
from articles.templatetags.pictures import picture

register = template.Library()

ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ATOM = re.compile(r'<div((?:\s+[\w-]+="[^"]*")+)\s*>\s*</div>')
FIGURE = re.compile(r'<figure((?:\s+[\w-]+="[^"]*")+)\s*>(.*?)</figure>', re.DOTALL)
PICTURE = re.compile(r'<img((?:\s+[\w-]+="[^"]*")*)\s*/?>')
MAX_REFERENCES = 50


@dataclass(frozen=True)
class References:
    """The records that a body's nodes point to."""

    articles: frozenset[int]
    images: frozenset[int]


def references(body: str) -> References:
    """Return what the nodes of a (sanitised) body point to, at most fifty of each kind."""
    cards = (_number(attributes.get("data-article")) for attributes in map(_attributes, ATOM.finditer(body)))
    figures = (_number(attributes.get("data-image")) for attributes in map(_attributes, FIGURE.finditer(body)))
    return References(_first(cards), _first(figures))


@register.simple_tag
def body(article: Article, cards: Mapping[int, Article], images: Mapping[int, Image]) -> SafeString:
    """Render a story's body with its dateline, its story cards (public ones alone), link cards and pictures."""
    html = ATOM.sub(_atom(cards), article.body or "")
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


def _attributes(match: re.Match[str]) -> dict[str, str]:
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(match[1])}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _first(numbers: object) -> frozenset[int]:
    kept = [number for number in dict.fromkeys(numbers) if number]  # type: ignore[call-overload]
    return frozenset(kept[:MAX_REFERENCES])


def _atom(cards: Mapping[int, Article]) -> Callable[[re.Match[str]], str]:
    def render(match: re.Match[str]) -> str:
        attributes = _attributes(match)
        match attributes.get("class"):
            case "story-card":
                story = cards.get(_number(attributes.get("data-article")))
                return render_to_string("articles/_body_story.html", {"story": story}) if story else ""
            case "embed":
                return _link_card(attributes.get("data-url", ""))
        return match[0]

    return render


def _link_card(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return ""
    return render_to_string("articles/_body_link.html", {"url": url, "host": parts.hostname})


def _figure(images: Mapping[int, Image]) -> Callable[[re.Match[str]], str]:
    def render(match: re.Match[str]) -> str:
        number = _number(_attributes(match).get("data-image"))
        image = images.get(number)
        if number and (image is None or image.rights_ended()):
            return ""
        return PICTURE.sub(lambda found: _picture(_attributes(found), image), match[0]) if image else match[0]

    return render


def _picture(attributes: dict[str, str], image: Image) -> str:
    return picture(image, "story", alt=attributes.get("alt") or None)
