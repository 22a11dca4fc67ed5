"""Which fields of which models are written once per language.

What readers see of an article never falls back to another language; names of sections, authors, tags and sources do,
so that no page shows an empty name.
"""

from functools import cache
from typing import Any

from modeltranslation import manager
from modeltranslation.translator import TranslationOptions, register

from articles.models import Article, Author, FrontPageSlot, Image, Section, Source, Tag

NO_FALLBACK: dict[str, tuple[str, ...]] = {"default": ()}

_make_class = manager.multilingual_queryset_factory


@cache
def _class_of(queryset: Any) -> Any:
    return _make_class(queryset, instantiate=False)


def _once(queryset: Any, instantiate: bool = True) -> Any:
    """The class of a queryset that knows of languages: one for each queryset was a thirtieth of what a page costs."""
    return _class_of(queryset)() if instantiate else _class_of(queryset)


manager.multilingual_queryset_factory = _once  # type: ignore[assignment]


@register(Article)
class ArticleTranslation(TranslationOptions):
    """Everything of a story that a reader reads, and when it is out, in each language by itself."""

    fields = [
        "headline",
        "kicker",
        "standfirst",
        "body",
        "slug",
        "published_at",
        "dateline_place",
        "lead_caption",
        "seo_title",
        "seo_description",
        "word_count",
        "reading_minutes",
        "search_key",
    ]
    fallback_languages = NO_FALLBACK


@register(Section)
class SectionTranslation(TranslationOptions):
    """Section names."""

    fields = ["name", "description"]
    required_languages = ["ar"]


@register(Author)
class AuthorTranslation(TranslationOptions):
    """Author names and lives."""

    fields = ["name", "role_title", "biography"]
    required_languages = ["ar"]


@register(Tag)
class TagTranslation(TranslationOptions):
    """Tag names and descriptions."""

    fields = ["name", "description"]
    required_languages = ["ar"]


@register(Source)
class SourceTranslation(TranslationOptions):
    """Agency names."""

    fields = ["name"]
    required_languages = ["ar"]


@register(Image)
class ImageTranslation(TranslationOptions):
    """What a picture shows, told in each language; a missing alternative text is a defect to be seen, not hidden."""

    fields = ["alt", "caption"]


@register(FrontPageSlot)
class FrontPageSlotTranslation(TranslationOptions):
    """The shorter headline that a slot may carry."""

    fields = ["headline"]
    fallback_languages = NO_FALLBACK
