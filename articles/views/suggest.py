"""Suggestions while a reader types."""

from time import time
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.article import current_language
from articles.search.suggestions import suggestions
from articles.templatetags.newsroom import direction, shown

PER_SECOND = 40
"""Answers that all readers together are given in a second: a flood gets none, and search goes on."""


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with tags, authors and headlines that begin as typed, and where each leads."""
    if _is_flooded():
        return JsonResponse({"suggestions": []}, status=429, headers={"Retry-After": "2"})
    language = current_language()
    found = suggestions(request.GET.get("q", ""), language)
    rows = [_row(record, record.get_kind_display(), *shown(record)) for record in found.tags]
    rows += [_row(record, _("Author"), *shown(record)) for record in found.authors]
    rows += [_row(story, _("Story"), story.in_language("headline", language), language) for story in found.stories]
    return JsonResponse({"suggestions": rows}, headers={"X-Robots-Tag": "noindex"})


def _row(record: Any, label: str, text: str, language: str) -> dict[str, str]:
    return {
        "text": text,
        "label": str(label),
        "url": record.get_absolute_url(),
        "lang": language,
        "dir": direction(language),
    }


def _is_flooded() -> bool:
    key = f"suggest:{int(time())}"
    cache.add(key, 0, timeout=5)
    try:
        return cache.incr(key) > PER_SECOND
    except ValueError:  # the second has passed out of the cache meanwhile
        return False
