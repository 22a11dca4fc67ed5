"""A story as it reads, for those who may not change it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles.admin.widgets import with_current_files
from articles.models import Article
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import direction, endonym
from articles.text import html


def reading_fieldsets(article: Article) -> list[tuple[Any, dict[str, Any]]]:
    """Return the parts of a story that hold something, language by language."""
    written = [
        code for code in LANGUAGE_CODES if article.in_language("headline", code) or article.in_language("body", code)
    ]
    texts = [
        (
            endonym(code),
            {"fields": [_text("kicker", code), _text("headline", code), _text("standfirst", code), _body(code)]},
        )
        for code in written
    ]
    facts: list[Any] = ["section", "kind", "tags", "sources", "dateline_date", "lead_image"]
    publication: list[Any] = ["status_shown", "out_shown", "expires_at"]
    return [*texts, (_("About the story"), {"fields": facts}), (_("Publication"), {"fields": publication})]


def translating_fieldsets(article: Article, languages: list[str]) -> list[tuple[Any, dict[str, Any]]]:
    """Return the form of somebody who writes in some languages only, and under it the story in the others."""
    written = ("kicker", "headline", "standfirst", "body", "lead_caption", "slug", "seo_title", "seo_description")
    own = [(endonym(code), {"fields": [f"{name}_{code}" for name in written]}) for code in languages]
    read = {str(endonym(code)) for code in languages}
    return [*own, *(part for part in reading_fieldsets(article) if str(part[0]) not in read)]


@cache
def _text(field: str, language: str) -> Callable[[Article], SafeString]:
    verbose_name = Article._meta.get_field(field).verbose_name  # type: ignore[union-attr]

    @admin.display(description=verbose_name)
    def shown(article: Article) -> SafeString:
        text = article.in_language(field, language) or "–"
        return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), text)

    return shown


@cache
def _body(language: str) -> Callable[[Article], SafeString]:
    @admin.display(description=_("body"))
    def shown(article: Article) -> SafeString:
        clean = mark_safe(with_current_files(html.sanitise(article.in_language("body", language) or "")))  # noqa: S308  (cleaned here)
        return format_html('<div class="as-read" lang="{}" dir="{}">{}</div>', language, direction(language), clean)

    return shown
