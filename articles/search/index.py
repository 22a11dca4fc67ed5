"""Keeping the index: one story after a save, all of them anew, and what has drifted apart."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection, models, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, SearchDocument, SearchGeneration, SearchTerm
from articles.models.named import LANGUAGE_CODES
from articles.text.arabic import STEM_VERSION

from . import document

BATCH = 500
AT_ONCE = 100
"""Stories with a changed name that are indexed at once."""


class Progress(NamedTuple):
    """How far a building of the index has come."""

    done: int
    total: int


class Drift(NamedTuple):
    """What the index does not know, or knows no more."""

    missing: int
    stale: int
    stem_version: int | None

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.stem_version not in (None, STEM_VERSION))


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


def _documents(stories: QuerySet) -> dict[tuple[int, str], document.Streams]:
    """What is to be stored, by story and language."""
    made = {}
    for article in stories.prefetch_related(*document.RELATIONS):
        for language in LANGUAGE_CODES:
            if any(getattr(article, build_localized_fieldname(name, language)) for name in ("headline", "body")):
                made[article.pk, language] = document.streams(document.texts(article, language), language)
    return made


def _write(
    generation: SearchGeneration, ids: list[int], made: dict[tuple[int, str], document.Streams], *, count: bool
) -> int:
    """Store documents and, where wanted, what has changed in the counts."""
    now = timezone.now()
    known = {(old.article_id, old.language): old for old in generation.documents.filter(article__in=ids)}
    fresh: list[SearchDocument] = []
    changed: list[SearchDocument] = []
    gone = [old.pk for key, old in known.items() if key not in made]
    counts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGE_CODES}
    for (article, language), old in known.items():
        new = made.get((article, language))
        if count and (new is None or (old.words, old.stems) != (new.words, new.stems)):
            _count(counts[language], language, old.words, old.length, -1)
    for (article, language), new in made.items():
        existing = known.get((article, language))
        row = existing or SearchDocument(generation=generation, article_id=article, language=language)
        same = existing is not None and (existing.words, existing.stems) == (new.words, new.stems)
        row.words, row.stems, row.length, row.indexed_at = new.words, new.stems, new.length, now
        (changed if existing else fresh).append(row)
        if count and not same:
            _count(counts[language], language, new.words, new.length, 1)
    generation.documents.filter(pk__in=gone).delete()
    generation.documents.bulk_create(fresh, batch_size=BATCH)
    SearchDocument.objects.bulk_update(changed, ["words", "stems", "length", "indexed_at"], batch_size=100)
    for language, differences in counts.items():
        _add_counts(generation, language, differences)
    return len(fresh) + len(changed)


def _count(counts: Counter[str], language: str, words: str, length: int, step: int) -> None:
    for term in document.terms(words, language):
        counts[term] += step
    counts["#stories"] += step
    counts["#length"] += step * length


def _add_counts(generation: SearchGeneration, language: str, differences: Counter[str]) -> None:
    """Add to the counts in one statement a row, always in the same order so that two savers never wait in a circle."""
    rows = [(generation.pk, language, term, step) for term, step in sorted(differences.items()) if step]
    sql = (
        "INSERT INTO articles_searchterm (generation_id, language, term, stories) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (generation_id, language, term) "
        "DO UPDATE SET stories = articles_searchterm.stories + excluded.stories"
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def rebuild() -> Iterator[Progress]:
    """Build the whole index beside the one in use, then change over; what was broken off is taken up again."""
    building = SearchGeneration.objects.filter(complete=False, stem_version=STEM_VERSION).order_by("-id").first()
    SearchGeneration.objects.filter(complete=False).exclude(pk=building.pk if building else None).delete()
    building = building or SearchGeneration.objects.create(stem_version=STEM_VERSION)
    total = Article.objects.count()
    done = Article.objects.filter(pk__lte=building.reached).count()
    yield Progress(done, total)
    while ids := list(
        Article.objects.filter(pk__gt=building.reached).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            _write(building, ids, _documents(Article.objects.filter(pk__in=ids).order_by("pk")), count=False)
            building.reached = ids[-1]
            building.save(update_fields=["reached"])
        done += len(ids)
        yield Progress(min(done, total), total)
    with transaction.atomic():
        recount(building)
        building.complete = True
        building.save(update_fields=["complete"])
        analyse()
    _drop_older(building)
    yield Progress(total, total)


def analyse() -> None:
    """Let the database's planner know what it holds: without this a filled PostgreSQL plans as if it were empty."""
    with connection.cursor() as cursor:
        for model in (Article, SearchDocument, SearchTerm):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def recount(generation: SearchGeneration) -> None:
    """Count all words and stems of a generation from its documents."""
    counts: dict[str, Counter[str]] = {}
    rows = generation.documents.order_by().values_list("language", "words", "length")
    for language, words, length in rows.iterator(chunk_size=BATCH):
        _count(counts.setdefault(language, Counter()), language, words, length, 1)
    generation.terms.all()._raw_delete(generation.terms.db)
    generation.terms.bulk_create(
        (
            SearchTerm(generation=generation, language=language, term=term, stories=number)
            for language, found in counts.items()
            for term, number in found.items()
        ),
        batch_size=5000,
    )


def _drop_older(kept: SearchGeneration) -> None:
    for old in SearchGeneration.objects.filter(pk__lt=kept.pk):
        while ids := list(old.documents.values_list("pk", flat=True)[:BATCH]):
            SearchDocument.objects.filter(pk__in=ids)._raw_delete(connection.alias)
        old.terms.all()._raw_delete(connection.alias)
        old.delete()


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
