"""How fast the index is built and asked, and how large it is, on made-up stories in the database in use."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from time import perf_counter, process_time
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article
from articles.models.article import Status
from articles.text import html

from . import index, synthetic
from .engine import search

AT_ONCE = 1000
PAGE = 10
KINDS = ("two words", "one word", "three words", "headline")


class Indexed(NamedTuple):
    """What an indexing cost: seconds by the clock and of processors (children too), and bytes."""

    stories: int
    wall: float
    cpu: float
    text_bytes: int
    index_bytes: int


class Asked(NamedTuple):
    """What one kind of query cost, in milliseconds by the clock, and of this process's processor time."""

    kind: str
    queries: int
    found: float
    median: float
    p95: float
    cpu_median: float
    cpu_p95: float


def fill(number: int, tell: Callable[[int], None] = lambda done: None) -> int:
    """Store so many made-up stories without indexing them; return the bytes of their plain text."""
    language = settings.LANGUAGE_CODE
    headline, body, out_at = (
        build_localized_fieldname(name, language) for name in ("headline", "body", "published_at")
    )
    newest, text_bytes, made = timezone.now() - timedelta(minutes=1), 0, synthetic.stories(number)
    for start in range(0, number, AT_ONCE):
        rows = []
        for place, story in enumerate(islice(made, AT_ONCE), start=start):
            text_bytes += len("\n".join([story.headline, *story.paragraphs]).encode())
            columns = {
                headline: story.headline,
                body: html.from_paragraphs(story.paragraphs),
                out_at: newest - timedelta(minutes=10 * (number - place)),
            }
            rows.append(Article(status=Status.PUBLISHED, **columns))
        Article.objects.bulk_create(rows)
        tell(start + len(rows))
    return text_bytes


def build(text_bytes: int, tell: Callable[[int], None] = lambda done: None) -> Indexed:
    """Index everything anew."""
    before, wall, cpu = _index_bytes(), perf_counter(), _processors()
    total = 0
    for step in index.rebuild():
        total = step.total
        tell(step.done)
    wall, cpu = perf_counter() - wall, _processors() - cpu
    return Indexed(total, wall, cpu, text_bytes, _index_bytes() - before)


def ask(number: int, kinds: Iterable[str] = KINDS) -> Iterator[Asked]:
    """Search with so many queries of each kind, as a results page does: ids of all, the first ten with snippets."""
    subjects = _subjects(number)
    for kind in kinds:
        queries = [_query(kind, story, Random(place)) for place, story in enumerate(subjects)]  # noqa: S311
        _answer(queries[0])
        walls, cpus, found = [], [], 0
        for text in queries:
            wall, cpu = perf_counter(), process_time()
            found += _answer(text)
            walls.append(1000 * (perf_counter() - wall))
            cpus.append(1000 * (process_time() - cpu))
        yield Asked(kind, len(queries), found / len(queries), *_middle(walls), *_middle(cpus))


def _answer(text: str) -> int:
    results = search(Article.objects.for_lists(settings.LANGUAGE_CODE), text, settings.LANGUAGE_CODE)
    for article in results[:PAGE]:
        results.highlight(article)
    return len(results.ids)


def _subjects(number: int) -> list[synthetic.Story]:
    """The stories to ask for: the generator's own, spread over what was stored."""
    stored = Article.objects.count()
    step = max(1, min(stored, 50_000) // number)
    return list(islice(synthetic.stories(stored), 0, step * number, step))


def _query(kind: str, story: synthetic.Story, random: Random) -> str:
    if kind == "headline":
        return story.headline
    return " ".join(random.sample(story.subject[:6], 1 + ["one word", "two words", "three words"].index(kind)))


def _middle(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def _processors() -> float:
    """Seconds of processor time of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _index_bytes() -> int:
    """The bytes of everything that only search needs."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat WHERE aggregate = TRUE AND (name LIKE 'articles_search%' "
                "OR name LIKE 'search_%' OR name LIKE 'sqlite_autoindex_articles_search%')"
            )
        else:
            cursor.execute(
                "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND "
                "relname LIKE 'articles_search%'"
            )
        return int(cursor.fetchone()[0])
