"""How fast the index is built and asked, and how large it is, on made-up stories in the database in use."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from time import perf_counter, process_time
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, Author, Byline, Section, Tag
from articles.models.article import Status
from articles.text import html
from articles.text.arabic import fold_key

from . import synthetic
from .engine import search
from .facets import facets
from .rebuild import rebuild

AT_ONCE = 1000
PAGE = 20
SECTIONS, TAGS, AUTHORS = 12, 3000, 150
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
    """Store so many made-up stories with tags, authors and sections, not indexed; return the bytes of their texts."""
    language = settings.LANGUAGE_CODE
    headline, body, out_at = (
        build_localized_fieldname(name, language) for name in ("headline", "body", "published_at")
    )
    newest, text_bytes, made = timezone.now() - timedelta(minutes=1), 0, synthetic.stories(number)
    names = _Names(Random(2))  # noqa: S311
    for start in range(0, number, AT_ONCE):
        rows = []
        for place, story in enumerate(islice(made, AT_ONCE), start=start):
            text_bytes += len("\n".join([story.headline, *story.paragraphs]).encode())
            columns = {
                headline: story.headline,
                body: html.from_paragraphs(story.paragraphs),
                out_at: newest - timedelta(minutes=10 * (number - place)),
            }
            rows.append(Article(status=Status.PUBLISHED, section=names.section(), **columns))
        names.give(Article.objects.bulk_create(rows))
        tell(start + len(rows))
    return text_bytes


class _Names:
    """Sections, tags and authors, a few of each on most stories."""

    def __init__(self, random: Random) -> None:
        self.random = random
        words = synthetic.names(TAGS + AUTHORS)
        self.sections = _created(Section, [f"قسم {number}" for number in range(SECTIONS)])
        self.tags = _created(Tag, words[:TAGS])
        self.authors = _created(Author, words[TAGS:])

    def section(self) -> Section:
        return self.random.choice(self.sections)

    def give(self, stories: list[Article]) -> None:
        links, bylines = [], []
        for story in stories:
            places = {int(TAGS * self.random.random() ** 3) for _ in range(self.random.randrange(6))}
            links += [Article.tags.through(article=story, tag=self.tags[place]) for place in places]
            bylines.append(Byline(article=story, author=self.random.choice(self.authors)))
        Article.tags.through.objects.bulk_create(links)
        Byline.objects.bulk_create(bylines)


def _created(model: Any, names: list[str]) -> list[Any]:
    name = build_localized_fieldname("name", settings.LANGUAGE_CODE)
    keys = [{"slug": f"{place}", "search_key": fold_key(word), name: word} for place, word in enumerate(names)]
    return model.objects.bulk_create([model(**key) for key in keys])


def build(text_bytes: int, processes: int, tell: Callable[[int], None] = lambda done: None) -> Indexed:
    """Index everything anew."""
    before, wall, cpu = _index_bytes(), perf_counter(), _processors()
    total = 0
    for step in rebuild(processes):
        total = step.total
        tell(step.done)
    wall, cpu = perf_counter() - wall, _processors() - cpu
    return Indexed(total, wall, cpu, text_bytes, _index_bytes() - before)


def ask(number: int, kinds: Iterable[str] = KINDS) -> Iterator[Asked]:
    """Search with so many queries of each kind, as a results page does: the first twenty with snippets, all counted."""
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
    language = settings.LANGUAGE_CODE
    results = search(Article.objects.for_lists(language).defer(None), text, language)
    for article in results[:PAGE]:
        results.highlight(article)
    facets(results)
    return len(results)


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
