"""A story with all that stands on its own page, each part asked for by its number."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Byline, Correction, Image, Source, Tag, Teaser
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES, in_languages
from articles.models.prepared import NOW, Given, is_one_of, prepared, tuples
from articles.models.teaser import columns, teasers
from articles.views.page import sections_by_number

LARGEST = models.BigIntegerField.MAX_BIGINT
STORY = Given("story", models.BigIntegerField())


def whole_story(pk: int) -> Article | None:
    """Return a story, public or not, as its page in the current language shows it."""
    found: list[Article] = _story(current_language())(story=pk) if pk <= LARGEST else []
    if not found:
        return None
    story, sections = found[0], sections_by_number()
    if story.section_id in sections:
        story.section = sections[story.section_id]
    story._prefetched_objects_cache = {  # type: ignore[attr-defined]
        name: query()(story=pk) for name, query in PARTS.items()
    }
    return story


def corrections_of(story: Article) -> list[Correction]:
    """Return what readers of the current language are told was wrong in a story, the latest first."""
    return _corrections(current_language())(story=story.pk)


def public_teasers(ids: Iterable[int]) -> dict[int, Teaser]:
    """Return those of some stories that a reader of the current language may see, by number."""
    wanted, language = list(ids), current_language()
    rows = _public(language, len(wanted))(ids=wanted, now=clock.now()) if wanted else []
    return {one.pk: one for one in teasers(rows, language, sections_by_number())}


def images_of(ids: Iterable[int]) -> dict[int, Image]:
    """Return some pictures with their agencies, by number."""
    wanted = list(ids)
    return {image.pk: image for image in _images(len(wanted))(ids=wanted)} if wanted else {}


@prepared
def _story(language: str) -> models.QuerySet:
    others = [build_localized_fieldname("body", code) for code in LANGUAGE_CODES if code != language]
    stories = Article.objects.select_related("lead_image", "lead_image__source")
    return stories.defer(*others, *in_languages("search_key"), "search_key").filter(pk=STORY)


@prepared
def _bylines() -> models.QuerySet:
    return Byline.objects.filter(article=STORY).select_related("author").order_by("position", "pk")


@prepared
def _tags() -> models.QuerySet:
    return Tag.objects.filter(articles=STORY).order_by("pk")


@prepared
def _sources() -> models.QuerySet:
    return Source.objects.filter(articles=STORY).order_by("pk")


@prepared
def _corrections(language: str) -> models.QuerySet:
    return Correction.objects.filter(article=STORY, language=language).order_by("-at", "-pk")


@prepared
def _public(language: str, count: int) -> models.QuerySet:
    stories = Article.objects.published(language, NOW).filter(is_one_of("pk", "ids", count))
    return tuples(stories, *columns(language))


@prepared
def _images(count: int) -> models.QuerySet:
    return Image.objects.select_related("source").filter(is_one_of("pk", "ids", count))


PARTS: dict[str, Callable[..., Any]] = {"bylines": _bylines, "tags": _tags, "sources": _sources}
