"""Keeping the index: one story after a save, all of them anew, and what has drifted apart."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db import connection, models, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Byline, SearchDocument, SearchGeneration, SearchTerm
from articles.models.named import LANGUAGE_CODES
from articles.text.arabic import STEM_VERSION

from . import document
from .counts import Counts

BATCH = 500
AT_ONCE = 100
"""Stories with a changed name that are indexed at once."""
COLUMNS = ["words", "stems", "length", "indexed_at"]

Key = tuple[int, str]
"""A story and a language."""
Documents = Mapping[Key, document.Streams]


class Drift(NamedTuple):
    """What the index does not know, or knows no more."""

    missing: int
    stale: int
    stem_version: int | None

    @property
    def is_outdated(self) -> bool:
        """Whether the index was made by other rules than today's."""
        return self.stem_version not in (None, STEM_VERSION)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.is_outdated)


def current_generation() -> SearchGeneration:
    """Return the generation that readers search; on a new site begin the first."""
    newest = SearchGeneration.objects.filter(complete=True).order_by("-id").first()
    return newest or SearchGeneration.objects.create(stem_version=STEM_VERSION, complete=True)


_waiting: set[int] = set()


def after_commit(ids: Iterable[int]) -> None:
    """Index these stories once the transaction is through, each once however often it was named."""
    _waiting.update(ids)
    transaction.on_commit(_index_waiting)


def _index_waiting() -> None:
    ids = list(_waiting)
    _waiting.clear()
    if ids:
        update(ids)


def update(ids: Iterable[int]) -> int:
    """Index these stories anew, in the generation in use and in one being built; return how many documents stand."""
    wanted = sorted(set(ids))
    generations = [current_generation(), *SearchGeneration.objects.filter(complete=False)]
    written = 0
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        with transaction.atomic():
            made = _documents(Article.objects.filter(pk__in=part))
            for generation in generations:
                written += _write(generation, part, made, count=generation.complete)
    return written


def forget(ids: Iterable[int]) -> None:
    """Take stories out of the index and out of the counts, before they are deleted."""
    with transaction.atomic():
        _write(current_generation(), sorted(set(ids)), {}, count=True)


def _documents(stories: QuerySet) -> Documents:
    """What is to be stored, by story and language."""
    return {key: document.streams(texts, key[1]) for key, texts in texts_of(stories)}


def texts_of(stories: QuerySet) -> Iterator[tuple[Key, document.Texts]]:
    """Yield the texts of stories by story and language."""
    for article in document.with_texts(stories):
        for language in LANGUAGE_CODES:
            if any(getattr(article, build_localized_fieldname(name, language)) for name in ("headline", "body")):
                yield (article.pk, language), document.texts(article, language)


def _write(generation: SearchGeneration, ids: list[int], made: Documents, *, count: bool) -> int:
    """Store documents and, where wanted, what has changed in the counts."""
    known = {(old.article_id, old.language): old for old in generation.documents.filter(article__in=ids)}
    new = {key: streams for key, streams in made.items() if key not in known}
    changed: list[SearchDocument] = []
    counts: dict[str, Counts] = {language: Counts(language) for language in LANGUAGE_CODES}
    now = clock.now()
    for key, old in known.items():
        streams = made.get(key)
        if streams is None or (old.words, old.stems) != (streams.words, streams.stems):
            counts[old.language].add(old.words, old.length, -1)
            if streams:
                counts[old.language].add(streams.words, streams.length)
        if streams:
            old.words, old.stems, old.length, old.indexed_at = *streams, now
            changed.append(old)
    for (_article, language), streams in new.items():
        counts[language].add(streams.words, streams.length)
    generation.documents.filter(pk__in=[old.pk for key, old in known.items() if key not in made]).delete()
    SearchDocument.objects.bulk_create(
        documents_of(generation, new),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["article", "generation", "language"],
        update_fields=COLUMNS,
    )
    SearchDocument.objects.bulk_update(changed, COLUMNS, batch_size=100)
    if count:
        for found in counts.values():
            _add_counts(generation, found)
    return len(new) + len(changed)


def documents_of(generation: SearchGeneration, made: Documents) -> list[SearchDocument]:
    """Return the rows that are to stand for documents of a generation."""
    now = clock.now()
    return [
        SearchDocument(
            generation=generation,
            article_id=article,
            language=language,
            words=streams.words,
            stems=streams.stems,
            length=streams.length,
            indexed_at=now,
        )
        for (article, language), streams in made.items()
    ]


def _add_counts(generation: SearchGeneration, counts: Counts) -> None:
    """Add to the counts in one statement a row, always in the same order so that two savers never wait in a circle."""
    rows = [(generation.pk, counts.language, term, stem, step) for term, stem, step in sorted(counts.rows()) if step]
    sql = (
        "INSERT INTO articles_searchterm (generation_id, language, term, stem, stories) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (generation_id, language, term) "
        "DO UPDATE SET stories = articles_searchterm.stories + excluded.stories"
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


SEARCHED = (Article, Article.tags.through, Byline, SearchDocument, SearchTerm)


def analyse(*tables: type[models.Model]) -> None:
    """Let the database's planner know what it holds: without this a filled PostgreSQL plans as if it were empty.

    Without ``tables`` it is told of what search reads.
    """
    with connection.cursor() as cursor:
        for model in tables or SEARCHED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def is_outdated() -> bool:
    """Return whether the index in use was made by other rules than today's."""
    version = SearchGeneration.objects.filter(complete=True).order_by("-id").values_list("stem_version", flat=True)
    return version.first() not in (None, STEM_VERSION)


def drift() -> Drift:
    """Compare the index with the stories: how many are not in it, and how many have changed since."""
    generation = SearchGeneration.objects.filter(complete=True).order_by("-id").first()
    written = Q()
    for language in LANGUAGE_CODES:
        for name in ("headline", "body"):
            written |= Q(**{f"{build_localized_fieldname(name, language)}__gt": ""})
    indexed = SearchDocument.objects.filter(generation=generation, article=OuterRef("pk")).order_by("indexed_at")
    stories = Article.objects.filter(written).annotate(
        is_indexed=models.Exists(indexed), indexed_at=Subquery(indexed.values("indexed_at")[:1])
    )
    return Drift(
        missing=stories.filter(is_indexed=False).count(),
        stale=stories.filter(is_indexed=True).filter(Q(indexed_at=None) | Q(indexed_at__lt=F("updated_at"))).count(),
        stem_version=generation.stem_version if generation else None,
    )


def names_changed(stories: QuerySet) -> None:
    """Index the stories that carry a changed name: a few after the commit, many by the next ``reindex --stale``."""
    ids = list(stories.order_by("-pk").values_list("pk", flat=True)[: AT_ONCE + 1])
    after_commit(ids[:AT_ONCE])
    if len(ids) > AT_ONCE:
        mark_stale(stories)


def mark_stale(articles: QuerySet) -> int:
    """Have stories indexed anew by the next ``reindex --stale``: for changes that touch many, such as a tag's name."""
    return SearchDocument.objects.filter(article__in=articles).update(indexed_at=None)


def refresh_stale(limit: int = 5000) -> int:
    """Index anew, at most so many, the stories that are stale or missing; return how many."""
    generation = current_generation()
    indexed = SearchDocument.objects.filter(generation=generation, article=OuterRef("pk")).order_by("indexed_at")
    ids = (
        Article.objects.annotate(indexed_at=Subquery(indexed.values("indexed_at")[:1]))
        .filter(Q(indexed_at=None) | Q(indexed_at__lt=F("updated_at")))
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )
    found = list(ids)
    update(found)
    return len(found)
