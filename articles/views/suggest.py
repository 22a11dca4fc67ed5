"""Suggestions while a reader types."""

import logging
from time import time
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from articles.models.article import current_language
from articles.search.suggestions import suggestions
from articles.templatetags.newsroom import direction, shown

log = logging.getLogger(__name__)
PAUSE = 10.0
"""Seconds for which a cache that did not answer is left alone: each reader would wait for it."""
_counts_again_at = 0.0
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
    rows += [_row(record, pgettext("suggestion", "author"), *shown(record)) for record in found.authors]
    rows += [
        _row(story, pgettext("suggestion", "story"), story.in_language("headline", language), language)
        for story in found.stories
    ]
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
    """Whether too many ask in this second; while the counter cannot be reached, nobody is turned away."""
    global _counts_again_at
    if time() < _counts_again_at:
        return False
    key = f"suggest:{int(time())}"
    try:
        cache.add(key, 0, timeout=5)
        return cache.incr(key) > PER_SECOND
    except ValueError:  # the second has passed out of the cache meanwhile
        return False
    except RedisError:
        log.warning("Suggestions are not counted for a while: the cache does not answer.", exc_info=True)
        _counts_again_at = time() + PAUSE
        return False
