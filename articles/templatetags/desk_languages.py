"""Languages under their own names, each in its direction."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from articles.models import Article
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES

register = template.Library()


def endonym(language: str) -> str:
    """Return a language's name for itself."""
    return capfirst(get_language_info(language)["name_local"])


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def as_written(text: str, language: str = settings.LANGUAGE_CODE) -> SafeString:
    """Return a text set apart from its neighbours, in the direction of its language."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), text)


def headline_and_language(article: Article) -> tuple[str, str]:
    """Return a story's headline in the desk's language, or else in the first that has one, and that language."""
    desk = current_language()
    for code in dict.fromkeys([desk, *LANGUAGE_CODES]):
        if code in LANGUAGE_CODES and (headline := article.in_language("headline", code)):
            return headline, code
    return str(article), desk


@register.filter
def headline_of(article: Article) -> SafeString:
    """Return a story's headline in its own direction."""
    return as_written(*headline_and_language(article))
