"""The parts of a page that all pages have alike, rendered once an edition."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.caching.kept import kept
from articles.models.addresses import address
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.newsroom import endonym, foreign

register = template.Library()


class Kept(Node):
    """A part of a template that is rendered anew only for another edition, day, language or other given values."""

    def __init__(self, name: str, differs_by: list[FilterExpression], nodelist: NodeList) -> None:
        """Take the part's name, by what it differs, and what is in it."""
        self.name, self.differs_by, self.nodelist = name, differs_by, nodelist

    def render(self, context: Any) -> SafeString:
        """Return the part; on the pages that must do without a database nothing is kept, nor taken from there."""
        if "branches" not in context:
            return self.nodelist.render(context)
        values = tuple(one.resolve(context, ignore_failures=True) for one in self.differs_by)
        return kept(("part", self.name, current_language(), values), lambda: self.nodelist.render(context))


@register.tag("kept")
def keep(parser: Parser, token: Token) -> Kept:
    """Keep a part of a page: ``{% kept menu is_home %}…{% endkept %}``.

    What is in it may depend on the sections, on settings and on the values after its name: on nothing else, and on no
    story.
    """
    _tag, name, *values = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name, [parser.compile_filter(value) for value in values], nodelist)


@register.filter
def is_home(path: str | None) -> bool:
    """Return whether a path is that of the front page in the page's language."""
    return path == address(current_language(), "home")


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> SafeString:
    """Render the language switcher: each language leads to the same page, or else to its front page."""
    alternates, current = context.get("alternates") or {}, current_language()
    own = context["request"].path if "request" in context else address(current, "home")
    links = [_language_link(code, alternates.get(code, ""), own if code == current else "") for code in LANGUAGE_CODES]
    return mark_safe("".join(links))  # noqa: S308 - each is escaped


def _language_link(code: str, url: str, own: str) -> SafeString:
    words = _language_words(code, current_language(), is_own=bool(own))
    leads_home = not own and not url
    return format_html(
        '<li><a href="{}" class="lang-{}{}"{}>{}{}</a></li>',
        url or own or address(code, "home"),
        code,
        " leads-home" if leads_home else "",
        *words[:2],
        words[2] if leads_home else "",
    )


@lru_cache
def _language_words(code: str, _of_page: str, *, is_own: bool) -> tuple[SafeString, SafeString, SafeString]:
    mark = mark_safe(' aria-current="true"') if is_own else format_html(' hreflang="{}"', code)
    home = '<span class="unseen"> ({})</span><span class="home-sign" aria-hidden="true">⌂</span>'
    return (
        mark,
        format_html("<span{}>{}</span>", foreign(code), endonym(code)),
        format_html(home, gettext("front page")),
    )
