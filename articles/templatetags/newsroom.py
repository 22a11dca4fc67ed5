"""What every template of the readers' site says: numbers, names and links in the page's language."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from babel.lists import format_list
from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language_bidi, get_language_info, ngettext, pgettext, pgettext_lazy
from modeltranslation.utils import build_localized_fieldname

from articles.exporters.addresses import absolute as full_address
from articles.models import Author, Byline, Image, Section, Source
from articles.models.addresses import address
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES, languages_tried
from articles.models.teaser import Picture, Signature
from articles.text import digits
from articles.text.lines import ARABIC_LETTERS, names_whole

register = template.Library()

NOTHING = SafeString("")
ACCENTS = 6
"""How many section colours the style sheet has."""
SIGNED = {
    Byline.Role.WRITING: pgettext_lazy("byline", "By"),
    Byline.Role.TRANSLATION: pgettext_lazy("byline", "Translated by"),
    Byline.Role.REPORTING: pgettext_lazy("byline", "Reporting"),
    Byline.Role.PHOTOGRAPHY: pgettext_lazy("byline", "Photographs"),
    Byline.Role.EDITING: pgettext_lazy("byline", "Edited by"),
}


def digit_system(language: str) -> str:
    """Return the digits that the house writes in a language."""
    return {"ar": settings.ARABIC_DIGITS, "fa": settings.PERSIAN_DIGITS}.get(language, "latn")


def direction(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


@lru_cache
def _columns(field: str, language: str) -> tuple[tuple[str, str], ...]:
    """The columns of a translated field, in the order in which they are tried, with their languages."""
    return tuple((build_localized_fieldname(field, code), code) for code in languages_tried(language))


def shown(record: Any, field: str = "name") -> tuple[str, str]:
    """Return the text of a translated field that a reader sees, and the language it is in ("" when there is none)."""
    for column, code in _columns(field, current_language()):
        if text := getattr(record, column):
            return text, code
    return "", ""


def foreign(language: str) -> SafeString:
    """Return the attributes of an element in a language, none when it is the page's own."""
    if not language or language == current_language():
        return NOTHING
    return _in_language(language)


@lru_cache
def _in_language(language: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', language, direction(language))


def joined(parts: Iterable[Any]) -> SafeString:
    """Return escaped parts as a list in words: «أ وب», "A, B, and C"."""
    escaped = [conditional_escape(part) for part in parts]
    if len(escaped) == 1:
        return escaped[0]
    text = format_list(escaped, locale=current_language()) if escaped else ""
    return mark_safe(text)  # noqa: S308 - each part is escaped


def with_number(text: str, number: int) -> SafeString:
    """Return a counted phrase with its number in the digits of the house."""
    counted = conditional_escape(text).replace("%(count)s", num(number))
    return mark_safe(counted)  # noqa: S308 - both parts are escaped


@register.simple_tag
def path(page: str) -> str:
    """Return the address of a page in the page's language: ``{% path "latest" %}``."""
    return address(current_language(), page)


@register.simple_tag
def num(value: int, grouped: bool = True) -> SafeString:
    """Render a number in the digits of the house; a year is not ``grouped``."""
    system = digit_system(current_language())
    text = digits.format_number(value, system) if grouped else digits.localise(str(value), system)
    return format_html("<bdi>{}</bdi>", text)


@register.simple_tag
def reading_time(minutes: int) -> SafeString:
    """Render how long a story takes to read."""
    return with_number(ngettext("%(count)s minute to read", "%(count)s minutes to read", minutes), minutes)


@register.simple_tag
def name(record: Any, field: str = "name") -> SafeString:
    """Render a record's name, marked with its language where it falls back to another."""
    text, language = shown(record, field)
    return mark_safe(f"<bdi{foreign(language)}>{escape(text)}</bdi>")  # noqa: S308 - both parts are escaped


@register.filter
def lang_attrs(record: Any, field: str = "name") -> SafeString:
    """Return the ``lang`` and ``dir`` of a translated field that falls back, for an element of its own."""
    return foreign(shown(record, field)[1])


@register.filter
def in_lang(language: str) -> SafeString:
    """Return ``lang`` and ``dir`` for a language that is not the page's."""
    return foreign(language)


@register.filter
def in_its_letters(text: str) -> SafeString:
    """Return ``lang`` and ``dir`` for a text of one language only (a credit) when it is Arabic and the page is not."""
    return NOTHING if get_language_bidi() or not ARABIC_LETTERS.search(text) else foreign("ar")


@register.filter
def whole(text: str | None) -> str:
    """Return a text in which Latin names keep their signs on their side among Arabic words: C++, C#, .NET."""
    return names_whole(text) if text else ""


@register.filter
def at_most(text: str, length: int) -> str:
    """Return a text, cut with an ellipsis when it has more than so many characters."""
    return text if len(text) <= length else Truncator(text).chars(length)


@register.filter
def endonym(language: str) -> str:
    """Return a language's name in itself."""
    return capfirst(get_language_info(language)["name_local"])


@register.filter
def absolute(path: str) -> str:
    """Return the full address of a path of this site."""
    return full_address(path)


@register.filter
def accent(section: Section | None) -> str:
    """Return the class of a section's colour, which its subsections share."""
    if section is None:
        return "accent-0"
    return f"accent-{(section.parent_id or section.pk) % ACCENTS + 1}"


@register.filter
def focus(image: Image | Picture) -> str:
    """Return the classes that keep a picture's focal point in sight when it is cropped."""
    return f"focus-x{round(image.focal_x * 4)} focus-y{round(image.focal_y * 4)}"


def section_link(section: Section) -> SafeString:
    """Render a link to a section's page: a list repeats a few, so each record remembers its own."""
    links, language = section.__dict__.setdefault("links", {}), current_language()
    if language not in links:
        links[language] = format_html('<a href="{}">{}</a>', section.get_absolute_url(), name(section))
    return links[language]  # type: ignore[no-any-return]


@register.simple_tag
def author_link(author: Author) -> SafeString:
    """Render a link to an author's page."""
    return format_html('<a rel="author" href="{}">{}</a>', author.get_absolute_url(), name(author))


@register.simple_tag
def bylines(signed: Iterable[Byline]) -> list[tuple[str, SafeString]]:
    """Return who signs a story, by role in the order of the roles: ``[("By", links), ...]``."""
    groups: dict[str, list[SafeString]] = {}
    for byline in signed:
        groups.setdefault(byline.role, []).append(author_link(byline.author))
    return [(str(label), joined(groups[role])) for role, label in SIGNED.items() if role in groups]


@register.simple_tag
def sources(records: Iterable[Source]) -> SafeString:
    """Render the agencies that a story comes from, each with a link where it has a site."""
    link = '<a href="{}" rel="noopener external">{}</a>'
    return joined(format_html(link, one.website, name(one)) if one.website else name(one) for one in records)


@register.simple_tag
def writers(signed: Iterable[Byline | Signature]) -> SafeString:
    """Render the names of those who wrote a story, without links."""
    return joined(name(byline.author) for byline in signed if byline.role == Byline.Role.WRITING)


@register.simple_tag
def site() -> dict[str, Any]:
    """Return what the frame of every page needs and no database holds."""
    return _site(current_language(), settings.SITE_NAME)


@lru_cache
def _site(language: str, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "name_attrs": foreign("" if language == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE),
        "language": language,
        "direction": direction(language),
        "languages": LANGUAGE_CODES,
        "colon": pgettext("after a label", ":"),
    }
