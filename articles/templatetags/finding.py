"""What the page of search results says in counted words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.search.engine import Results
from articles.templatetags.newsroom import joined, num, with_number

register = template.Library()

ROUND = 100


@register.simple_tag
def stories_found(results: Results) -> SafeString:
    """Render how many stories were found, or a round number that is less when there may be more."""
    number = len(results)
    if results.is_cut:
        return with_number(_("More than %(count)s stories"), number // ROUND * ROUND or number)
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
def stories_of_all(before: int, shown: int, all_of_them: int) -> SafeString:
    """Render which stories of a long list these are, when so many stand before them."""
    numbers = {"first": num(before + 1), "last": num(before + shown), "all": num(all_of_them)}
    return format_html(_("{first}–{last} of {all}"), **numbers)


@register.simple_tag
def spellings_joined(spellings: list[str]) -> SafeString:
    """Render the spellings of a word as a list."""
    return joined(format_html("<bdi>{}</bdi>", spelling) for spelling in spellings)
