"""A story as a card of a list. Lists show dozens, so it is made here and not by a template of its own."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Article, Image, Section, Teaser
from articles.models.teaser import Picture
from articles.templatetags.newsroom import accent, section_link, whole, writers
from articles.templatetags.pictures import picture as drawn
from articles.templatetags.times import ago

register = template.Library()


@register.simple_tag
def card(
    story: Article | Teaser,
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
    address = story.get_absolute_url()
    image = story.lead_image if picture else None
    if image is not None and image.rights_ended():
        image = None
    own, shape = story.section, "" if image else " is-plain"
    standfirst = f'<p class="card-text">{escape(whole(story.standfirst))}</p>' if text and story.standfirst else ""
    who = writers(story.signed_by) if signed else ""  # type: ignore[union-attr] # the desk's previews give it
    parts = [
        f'<article class="card {variant} {accent(own)}{shape}">',
        _picture(image, address, variant, eager) if image else "",
        f'<div class="card-words">{_label(own, story, with_section=section)}',
        f'<{heading} class="card-headline"><a href="{address}">{_headline(story)}</a></{heading}>{standfirst}',
        f'<p class="card-meta">{f"<span>{who}</span> " if who else ""}{ago(story.published_at)}</p></div></article>',
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped, and addresses are percent-encoded


def _picture(image: Image | Picture, address: str, variant: str, eager: bool) -> str:
    shown = drawn(image, "card", variant, decorative=True, eager=eager)
    return f'<a class="card-picture" href="{address}" tabindex="-1" aria-hidden="true">{shown}</a>'


def _headline(story: Article | Teaser) -> str:
    return escape(whole(getattr(story, "slot_headline", "") or story.headline))


def _label(section: Section | None, story: Article | Teaser, *, with_section: bool) -> str:
    mark = f'<b class="live-mark">{_("Live")}</b>' if story.is_live() else ""
    if section is None and not story.kicker and not mark:
        return ""
    link = section_link(section) if section and with_section else ""
    own = f' <span class="kicker">{escape(whole(story.kicker))}</span>' if story.kicker else ""
    return f'<p class="card-label">{mark}{link}{own}</p>'
