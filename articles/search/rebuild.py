"""Building the whole index beside the one in use: analysed by several processes, then changed over at once."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from time import perf_counter
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Article, SearchDocument, SearchGeneration, SearchTerm
from articles.text.arabic import STEM_VERSION

from . import document, engines
from .counts import Counts
from .index import BATCH, Key, analyse, current_generation, documents_of, texts_of

FEW = 2_000
"""So many stories are analysed in this process: others would take longer to begin."""

Written = list[tuple[Key, document.Texts]]
Analysed = list[tuple[Key, document.Streams]]
Submit = Callable[[Written], Callable[[], Analysed]]


class Progress(NamedTuple):
    """How far a building of the index has come."""

    done: int
    total: int


class Indexed(NamedTuple):
    """What a building of the index cost: seconds by the clock and of processors, those of other processes too."""

    stories: int
    wall: float
    cpu: float


def measured(steps: Iterable[Progress], tell: Callable[[Progress], None]) -> Indexed:
    """Go through a building of the index, tell of every step, and return what it cost."""
    wall, cpu, total = perf_counter(), _processors(), 0
    for step in steps:
        total = step.total
        tell(step)
    return Indexed(total, perf_counter() - wall, _processors() - cpu)


def _processors() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def rebuild(processes: int = 0) -> Iterator[Progress]:
    """Build the whole index beside the one in use, then change over; what was broken off is taken up again.

    So many processes analyse, while this one reads and writes; with 0 this one does everything.
    """
    current_generation()  # on a new site a saving would begin one, which would then be newer than what is built
    building = SearchGeneration.objects.filter(complete=False, stem_version=STEM_VERSION).order_by("-id").first()
    _drop(SearchGeneration.objects.filter(complete=False).exclude(pk=building.pk if building else None))
    building = building or SearchGeneration.objects.create(stem_version=STEM_VERSION)
    total = Article.objects.count()
    done = Article.objects.filter(pk__lte=building.reached).count()
    yield Progress(done, total)
    with _analysts(processes if total - done > FEW else 0) as submit, engines.loading():
        for ids, result in _ahead(submit, processes, building.reached):
            _store(building, ids, result())
            done += len(ids)
            yield Progress(min(done, total), total)
    with transaction.atomic():
        recount(building)
        building.complete = True
        building.save(update_fields=["complete"])
        analyse()
    _drop(SearchGeneration.objects.filter(pk__lt=building.pk))
    engines.tidy()
    yield Progress(total, total)


def _ahead(submit: Submit, processes: int, reached: int) -> Iterator[tuple[list[int], Callable[[], Analysed]]]:
    """Yield stories in parts with their analysis, a few parts read ahead of the one that is waited for."""
    waiting: deque[tuple[list[int], Callable[[], Analysed]]] = deque()
    while True:
        while len(waiting) <= 2 * processes:
            ids = list(Article.objects.filter(pk__gt=reached).order_by("pk").values_list("pk", flat=True)[:BATCH])
            if not ids:
                break
            waiting.append((ids, submit(list(texts_of(Article.objects.filter(pk__in=ids))))))
            reached = ids[-1]
        if not waiting:
            return
        yield waiting.popleft()


@contextmanager
def _analysts(processes: int) -> Iterator[Submit]:
    """Give the function that has texts analysed, by other processes where there are any."""
    if processes and "fork" in get_all_start_methods():
        with ProcessPoolExecutor(processes, get_context("fork")) as pool:
            yield lambda texts: pool.submit(_analysed, texts).result
    else:
        yield lambda texts: lambda: _analysed(texts)


def _analysed(texts: Written) -> Analysed:
    return [((article, language), document.streams(text, language)) for (article, language), text in texts]


def _store(building: SearchGeneration, ids: list[int], analysed: Analysed) -> None:
    """Store documents, but not over those that a saving has stored since the texts were read."""
    with transaction.atomic():
        standing = set(
            Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
        )
        rows = documents_of(building, {key: streams for key, streams in analysed if key[0] in standing})
        SearchDocument.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        building.reached = ids[-1]
        building.save(update_fields=["reached"])


def recount(generation: SearchGeneration) -> None:
    """Count all words and stems of a generation from its documents."""
    counts: dict[str, Counts] = {}
    rows = generation.documents.order_by().values_list("language", "words", "length")
    for language, words, length in rows.iterator(chunk_size=BATCH):
        counts.setdefault(language, Counts(language)).add(words, length)
    store_counts(generation, counts.values())


def store_counts(generation: SearchGeneration, counts: Iterable[Counts]) -> None:
    """Let a generation have these counts and no others."""
    generation.terms.all()._raw_delete(generation.terms.db)
    SearchTerm.objects.bulk_create(
        (
            SearchTerm(generation=generation, language=found.language, term=term, stem=stem, stories=number)
            for found in counts
            for term, stem, number in found.rows()
        ),
        batch_size=5000,
    )


def _drop(generations: QuerySet) -> None:
    for old in generations:
        while ids := list(old.documents.values_list("pk", flat=True)[:BATCH]):
            SearchDocument.objects.filter(pk__in=ids)._raw_delete(connection.alias)
        old.terms.all()._raw_delete(connection.alias)
        old.delete()
