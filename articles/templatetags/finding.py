"""What the page of search results says in counted words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.search.candidates import TIERS
from articles.templatetags.newsroom import joined, num, with_number

register = template.Library()

MOST = sum(TIERS)
"""So many stories are ranked; of what has more, the number is not known."""


@register.simple_tag
def stories_found(number: int) -> SafeString:
    """Render how many stories were found."""
    if number >= MOST:
        return with_number(_("More than %(count)s stories"), number)
    return story_count(number)


@register.simple_tag
def story_count(number: int) -> SafeString:
    """Render a number of stories."""
    return with_number(ngettext("%(count)s story", "%(count)s stories", number), number)


@register.simple_tag
def page_of_pages(number: int, pages: int) -> SafeString:
    """Render which page this is, of how many."""
    return format_html(_("Page {number} of {pages}"), number=num(number), pages=num(pages))


@register.simple_tag
def spellings_joined(spellings: list[str]) -> SafeString:
    """Render the spellings of a word as a list."""
    return joined(format_html("<bdi>{}</bdi>", spelling) for spelling in spellings)
