"""What a link to a page shows where it is shared: the Open Graph and X card properties."""

from functools import lru_cache, partial

from django.conf import settings
from django.templatetags.static import static

from articles.exporters import pictures
from articles.exporters.addresses import absolute
from articles.exporters.jsonld import moment
from articles.models import Article, Byline, Image

LOCALES = {"ar": "ar_AR", "en": "en_US", "uk": "uk_UA", "fa": "fa_IR"}
CARD, CARD_SIZE = "newsroom/img/share.png", (1200, 630)
"""Shared for a page that has no picture of its own."""

Property = tuple[str, str]


def of_page(
    kind: str,
    *,
    title: str,
    description: str,
    url: str,
    language: str,
    image: Image | None = None,
    card: pictures.Sized | None = None,
) -> list[Property]:
    """Return the properties of a page, in the order in which they are written; a ``card`` comes before the image."""
    alt = title if card else (image.alt or title) if image else settings.SITE_NAME
    card = card or (pictures.for_sharing(image) if image else _own_card(settings.SITE_URL))
    found = [
        ("og:type", kind),
        ("og:site_name", settings.SITE_NAME),
        ("og:title", title),
        ("og:description", description),
        ("og:url", url),
        ("og:locale", LOCALES.get(language, language)),
        ("og:image", card.url),
        ("og:image:width", str(card.width)),
        ("og:image:height", str(card.height)),
        ("og:image:alt", alt),
        ("twitter:card", "summary_large_image"),
        ("twitter:image", card.url),
        ("twitter:image:alt", alt),
    ]
    return [(name, value) for name, value in found if value]


@lru_cache
def _own_card(_site: str) -> pictures.Sized:
    return pictures.Sized(absolute(static(CARD)), *CARD_SIZE)


def of_story(
    story: Article, *, url: str, language: str, lead: Image | None = None, translations: list[str] | None = None
) -> list[Property]:
    """Return the properties of a story; ``translations`` are the other languages in which it is out."""
    told = partial(story.in_language, language=language)
    found = of_page(
        "article",
        title=told("seo_title") or told("headline"),
        description=told("seo_description") or told("standfirst"),
        url=url,
        language=language,
        image=lead,
        card=pictures.share_card(story, language, lead),
    )
    found += [("og:locale:alternate", LOCALES.get(code, code)) for code in translations or []]
    found.append(("article:published_time", moment(told("published_at"))))
    if story.substantive_updated_at:
        found.append(("article:modified_time", moment(story.substantive_updated_at)))
    writers = [one.author for one in story.bylines.all() if one.role == Byline.Role.WRITING]
    found += [("article:author", absolute(author.get_absolute_url())) for author in writers]
    found += [("article:section", story.section.name)] if story.section else []
    return found + [("article:tag", tag.name) for tag in story.tags.all()]
