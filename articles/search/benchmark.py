"""How fast the index is built and asked, and how large it is, on the made-up stories of the database in use."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from articles.models import Article

from . import synthetic
from .engine import search
from .facets import facets
from .shown import shown

PAGE = 20
KINDS = ("two words", "one word", "three words", "headline")


class Asked(NamedTuple):
    """What one kind of query cost in milliseconds: by the clock, and of processors, the database's among them."""

    kind: str
    queries: int
    found: float
    median: float
    p95: float
    cpu_median: float
    cpu_p95: float


def ask(number: int, kinds: Iterable[str] = KINDS) -> Iterator[Asked]:
    """Search with so many queries of each kind, as a results page does: the first twenty with snippets, all counted."""
    subjects = _subjects(number)
    for kind in kinds:
        queries = [_query(kind, story, Random(place)) for place, story in enumerate(subjects)]  # noqa: S311
        _answer(queries[0])
        walls, cpus, found = [], [], 0
        for text in queries:
            wall, cpu = perf_counter(), process_time() + _server_processor()
            found += _answer(text)
            walls.append(1000 * (perf_counter() - wall))
            cpus.append(1000 * (process_time() + _server_processor() - cpu))
        yield Asked(kind, len(queries), found / len(queries), *_middle(walls), *_middle(cpus))


def _answer(text: str) -> int:
    language = settings.LANGUAGE_CODE
    results = search(Article.objects.all(), text, language)
    shown(results, results.ids[:PAGE], {})
    facets(results)
    return len(results)


def _server_processor() -> float:
    """Seconds of processor time of the database server's process for us, where it runs on this machine."""
    if connection.vendor != "postgresql":
        return 0.0
    try:
        known = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(known.split()[0]) / 1e9


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


def index_bytes() -> int:
    """Return the bytes of everything that only search needs."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Its sums of bytes overflow beyond two gigabytes; those of pages do not.
            cursor.execute(
                "SELECT COALESCE(SUM(pageno), 0) * (SELECT page_size FROM pragma_page_size) FROM dbstat "
                "WHERE aggregate = TRUE AND (name LIKE 'articles_search%' "
                "OR name LIKE 'search_%' OR name LIKE 'sqlite_autoindex_articles_search%')"
            )
        else:
            cursor.execute(
                "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND "
                "relname LIKE 'articles_search%'"
            )
        return int(cursor.fetchone()[0])
