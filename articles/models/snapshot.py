"""A whole story as plain data: every language, bylines, tags, sources and related stories.

Revisions, pending edits and merges all speak in snapshots, so that each of them carries everything or the same parts.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from articles.models.article import Article
from articles.models.author import Author
from articles.models.byline import Byline
from articles.models.image import Image
from articles.models.named import LANGUAGE_CODES, in_languages
from articles.models.related_story import RelatedStory
from articles.models.section import Section
from articles.models.source import Source
from articles.models.tag import Tag

Snapshot = dict[str, Any]

TRANSLATED = (
    *("kicker", "headline", "standfirst", "body", "slug", "dateline_place", "lead_caption"),
    *("seo_title", "seo_description"),
)
TEXTS = tuple(column for field in TRANSLATED for column in in_languages(field))
BODIES = frozenset(in_languages("body"))
PLAIN = ("kind", "section_id", "dateline_date", "lead_image_id")
TIMES = (*in_languages("published_at"), "expires_at", "breaking_until", "live_until")
LISTS = ("bylines", "tags", "sources", "related_stories")
CONTENT = (*TEXTS, *PLAIN, *LISTS)
"""What a story says; TIMES, when it is out, is the publishers' matter."""

_TIE = ("related_id", "kind", "both_ways", "headline", "excerpt", "url", "source", "date", "language", "origin")


def take(article: Article) -> Snapshot:
    """Return a story as it stands in the database and in hand."""
    snapshot: Snapshot = {column: getattr(article, column) or "" for column in TEXTS}
    snapshot |= {column: _written(getattr(article, column)) for column in (*PLAIN, *TIMES)}
    snapshot["bylines"] = list(article.bylines.order_by("position", "id").values("author_id", "role"))
    snapshot["tags"] = sorted(article.tags.values_list("pk", flat=True))
    snapshot["sources"] = sorted(article.sources.values_list("pk", flat=True))
    snapshot["related_stories"] = [
        {name: _written(getattr(tie, name)) for name in _TIE}
        for tie in article.related_stories.order_by("position", "id")
    ]
    return snapshot


def fill(article: Article, snapshot: Mapping[str, Any]) -> None:
    """Put the columns of a snapshot, whole or in part, on a story without saving it."""
    for name in (*TEXTS, *PLAIN, *TIMES):
        if name in snapshot:
            setattr(article, name, _read(name, snapshot[name]))
    if article.section_id and not _existing(Section, [article.section_id]):
        article.section_id = None
    if article.lead_image_id and not _existing(Image, [article.lead_image_id]):
        article.lead_image_id = None


def show(article: Article, snapshot: Mapping[str, Any]) -> None:
    """Put a whole snapshot on a story, its lists as if they had been loaded with it: for showing, never for saving.

    A story that was never saved needs a number for this; 0 will do.
    """
    fill(article, snapshot)
    authors = Author.objects.in_bulk([byline["author_id"] for byline in snapshot["bylines"]])
    bylines = [
        Byline(article=article, author=authors[byline["author_id"]], role=byline["role"])
        for byline in snapshot["bylines"]
        if byline["author_id"] in authors
    ]
    ties = [
        RelatedStory(article=article, position=position, **{name: _read(name, value) for name, value in tie.items()})
        for position, tie in enumerate(snapshot["related_stories"])
    ]
    article.signed_by = bylines  # type: ignore[attr-defined]
    article._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "bylines": bylines,
        "tags": list(Tag.objects.filter(pk__in=snapshot["tags"])),
        "sources": list(Source.objects.filter(pk__in=snapshot["sources"])),
        "related_stories": ties,
    }


def write(article: Article, snapshot: Mapping[str, Any]) -> None:
    """Save a snapshot, whole or in part, over a story, in the caller's transaction.

    Tags, pictures and stories that are no more are left out. Raises ``ValidationError`` when the story would contradict
    itself.
    """
    fill(article, snapshot)
    article.clean()
    article.save()
    current = take(article)
    if snapshot.get("bylines", current["bylines"]) != current["bylines"]:
        _write_bylines(article, snapshot["bylines"])
    if snapshot.get("related_stories", current["related_stories"]) != current["related_stories"]:
        _write_ties(article, snapshot["related_stories"])
    if "tags" in snapshot:
        article.tags.set(_existing(Tag, snapshot["tags"]))
    if "sources" in snapshot:
        article.sources.set(_existing(Source, snapshot["sources"]))


def digest(snapshot: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a snapshot in hexadecimal; equal stories have equal ones."""
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def columns_of(language: str) -> frozenset[str]:
    """Return the columns of what a story says in one language."""
    place = LANGUAGE_CODES.index(language)
    return frozenset(in_languages(field)[place] for field in TRANSLATED)


def _write_bylines(article: Article, bylines: Iterable[Mapping[str, Any]]) -> None:
    article.bylines.all().delete()
    authors = _existing(Author, [byline["author_id"] for byline in bylines])
    for position, byline in enumerate(byline for byline in bylines if byline["author_id"] in authors):
        Byline.objects.create(article=article, position=position, **byline)


def _write_ties(article: Article, ties: Iterable[Mapping[str, Any]]) -> None:
    article.related_stories.all().delete()
    stories = _existing(Article, [tie["related_id"] for tie in ties if tie["related_id"]])
    kept = (tie for tie in ties if not tie["related_id"] or tie["related_id"] in stories)
    for position, tie in enumerate(kept):
        values = {name: _read(name, value) for name, value in tie.items()}
        RelatedStory.objects.create(article=article, position=position, **values)


def _existing(model: type[models.Model], keys: list[Any]) -> set[Any]:
    return set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(name: str, value: Any) -> Any:
    if name in TIMES:
        return datetime.fromisoformat(value) if value else None
    if name in ("dateline_date", "date"):
        return date.fromisoformat(value) if value else None
    return value
