"""A story as a card of a list. Lists show dozens, so it is made here and not by a template of its own."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Image
from articles.templatetags.newsroom import accent, ago, name, writers
from articles.templatetags.pictures import picture as drawn

register = template.Library()
NOTHING = SafeString("")


@register.simple_tag
def card(
    story: Article,
    heading: str,
    variant: str = "",
    *,
    picture: bool = False,
    text: bool = False,
    signed: bool = False,
    section: bool = True,
    eager: bool = False,
) -> SafeString:
    """Render a story: ``{% card story "h2" "row" picture=True text=True %}``.

    ``heading`` is the element of its headline and ``variant`` its shape; the rest says what of it is shown.
    """
    address = conditional_escape(story.get_absolute_url())
    image = story.lead_image if picture else None
    if image is not None and image.rights_ended():
        image = None
    parts = [
        f'<article class="card {variant} {accent(story.section)}{"" if image else " is-plain"}">',
        _picture(image, address, variant, eager) if image else "",
        '<div class="card-words">',
        _label(story, with_section=section),
        f'<{heading} class="card-headline"><a href="{address}">{_headline(story)}</a></{heading}>',
        format_html('<p class="card-text">{}</p>', story.standfirst) if text and story.standfirst else "",
        _meta(story, signed=signed),
        "</div></article>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _picture(image: Image, address: str, variant: str, eager: bool) -> SafeString:
    shown = drawn(image, "card", variant, decorative=True, eager=eager)
    return format_html('<a class="card-picture" href="{}" tabindex="-1" aria-hidden="true">{}</a>', address, shown)


def _headline(story: Article) -> str:
    return conditional_escape(getattr(story, "slot_headline", "") or story.headline)


def _label(story: Article, *, with_section: bool) -> SafeString:
    own = story.section
    if own is None and not story.kicker:
        return NOTHING
    link = format_html('<a href="{}">{}</a>', own.get_absolute_url(), name(own)) if own and with_section else NOTHING
    kicker = format_html(' <span class="kicker">{}</span>', story.kicker) if story.kicker else NOTHING
    return format_html('<p class="card-label">{}{}</p>', link, kicker)


def _meta(story: Article, *, signed: bool) -> SafeString:
    who = writers(story.signed_by) if signed else ""  # type: ignore[attr-defined]
    written = format_html("<span>{}</span> ", who) if who else NOTHING
    return format_html('<p class="card-meta">{}{}</p>', written, ago(story.published_at))
