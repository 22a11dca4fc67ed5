"""Answers to the desk's searching fields: stories and pictures, in any spelling, for those who may see them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from articles import clock
from articles.admin.display import facts
from articles.images.shown import thumbnail
from articles.models import Article, Image
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import direction, headline_and_language
from articles.text import arabic
from articles.text.nodes import MOST_PICTURES
from articles.text.references import numbers

MOST = 20


@require_GET
def stories(request: HttpRequest) -> JsonResponse:
    """Return the stories that match ``q``, or the one numbered ``id``; ``scope=public`` leaves drafts out."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = Article.objects.kept().for_lists().order_by("-id")
    if request.GET.get("scope") == "public":
        now = clock.now()
        found = found.filter(pk__in=Article.objects.published_anywhere(now) | Article.objects.scheduled(now))
    if (without := request.GET.get("without", "")).isdecimal():
        found = found.exclude(pk=_number(without))
    return _answer(request, found, _story)


@require_GET
def images(request: HttpRequest) -> JsonResponse:
    """Return the usable pictures that match ``q``, or those numbered ``id`` or ``ids``, told in ``language``."""
    if not request.user.has_perm("articles.view_image"):
        raise PermissionDenied
    language = request.GET.get("language", "")
    code = language if language in LANGUAGE_CODES else LANGUAGE_CODES[0]
    if "ids" in request.GET:
        wanted = numbers(request.GET["ids"])[:MOST_PICTURES]
        known = Image.objects.in_bulk(wanted)
        return JsonResponse({"results": [_image(known[pk], code) for pk in wanted if pk in known]})
    return _answer(request, Image.objects.usable().order_by("-id"), lambda image: _image(image, code))


def _answer(request: HttpRequest, found: Any, describe: Any) -> JsonResponse:
    text = request.GET.get("q", "")[:200]
    if "id" in request.GET:
        number = request.GET["id"]
        found = found.filter(pk=_number(number)) if number.isdecimal() else found.none()
    elif text.strip():
        found = found.matching(text) if arabic.fold_key(text) else found.none()
    return JsonResponse({"results": [describe(record) for record in found[:MOST]]})


def _number(text: str) -> int:
    return int(text) if len(text) < 19 else 0


def _story(article: Article) -> dict[str, Any]:
    headline, language = headline_and_language(article)
    return {
        "id": article.pk,
        "label": headline,
        "language": language,
        "direction": direction(language),
        "detail": facts(article, language),
    }


def _image(image: Image, language: str) -> dict[str, Any]:
    alt, caption = (getattr(image, f"{field}_{language}") or "" for field in ("alt", "caption"))
    return {
        "id": image.pk,
        "label": str(image),
        "detail": " · ".join(part for part in (image.credit, image.place, f"{image.width}×{image.height}") if part),
        "image": image.file.url,
        "thumbnail": thumbnail(image),
        "alt": alt,
        "caption": caption,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
    }
