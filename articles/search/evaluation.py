"""How good the search is on stories and questions with known answers, beside simpler ways on the same texts."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from time import process_time
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, SearchGeneration
from articles.models.article import Status
from articles.text import html
from articles.text.arabic import STEM_VERSION, tokens

from . import index
from .engine import search
from .ranking import K1, B

DEPTH = 10


class Question(NamedTuple):
    """A query and the ids that answer it."""

    text: str
    relevant: frozenset[str]


class Measured(NamedTuple):
    """How a way of searching did: shares of 1, and milliseconds of processor time for a query."""

    name: str
    first: float
    reciprocal: float
    in_ten: float
    of_five: float
    median_ms: float
    p95_ms: float


class BadLine(ValueError):
    """A line of the file that is neither a story nor a query: its number, and why."""

    def __init__(self, number: int, reason: str) -> None:
        """Keep the number of the line and what is wrong with it."""
        super().__init__(reason)
        self.number = number
        self.reason = reason


def read(lines: Iterable[str]) -> tuple[list[dict[str, Any]], list[Question]]:
    """Return the stories and the queries of a file in JSON lines; raise ``BadLine``."""
    stories, questions = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "query" in row:
                questions.append(Question(str(row["query"]), frozenset(map(str, row["relevant"]))))
            elif "id" in row:
                stories.append({**row, "id": str(row["id"])})
        except (ValueError, TypeError, KeyError) as problem:
            raise BadLine(number, str(problem)) from problem
    return stories, questions


def evaluate(
    stories: list[dict[str, Any]], questions: list[Question], language: str, answers: dict[str, list[str]]
) -> Iterator[Measured]:
    """Measure every way in turn. The stories are indexed for the while, and nothing of them is kept.

    What the newsroom's own search finds first is put into ``answers``.
    """
    with transaction.atomic():
        names = _store(stories, language)
        yield measure("newsroom", _newsroom(names, language, answers), questions)
        yield measure("folded words, BM25", _folded(stories), questions)
        yield measure(f"{connection.vendor}, its own", databases_own(stories), questions)
        yield measure("substrings, newest", _substrings(stories), questions)
        transaction.set_rollback(True)


def _substrings(stories: list[dict[str, Any]]) -> Callable[[str], list[str]]:
    """Every word somewhere in the text as it is written, the newest first: what WordPress and ``LIKE`` do."""
    newest = sorted(stories, key=lambda story: str(story.get("published_at", "")), reverse=True)
    texts = [(story["id"], f"{story.get('headline', '')}\n{story.get('body', '')}".lower()) for story in newest]

    def find(text: str) -> list[str]:
        words = text.lower().split()
        found = (name for name, body in texts if all(word in body for word in words))
        return list(islice(found, DEPTH)) if words else []

    return find


def measure(name: str, find: Callable[[str], list[str]], questions: list[Question]) -> Measured:
    """Ask every question one way."""
    times, first, reciprocal, in_ten, of_five = [], 0.0, 0.0, 0.0, 0.0
    for question in questions:
        before = process_time()
        found = find(question.text)[:DEPTH]
        times.append(1000 * (process_time() - before))
        places = [place for place, name_ in enumerate(found) if name_ in question.relevant]
        if places:
            first += places[0] == 0
            reciprocal += 1 / (places[0] + 1)
            in_ten += len(places) / min(len(question.relevant), DEPTH)
            of_five += sum(place < 5 for place in places) / 5
    asked = max(len(questions), 1)
    times = sorted(times) or [0.0]
    shares = (first / asked, reciprocal / asked, in_ten / asked, of_five / asked)
    return Measured(name, *shares, times[len(times) // 2], times[int(len(times) * 0.95)])


def _store(stories: list[dict[str, Any]], language: str) -> dict[int, str]:
    """Store and index the stories in a generation of their own; return their names by id."""
    now = clock.now()
    column = {name: build_localized_fieldname(name, language) for name in ("headline", "body", "published_at")}
    rows = [
        Article(
            **{
                column["headline"]: str(story.get("headline", ""))[:200],
                column["body"]: html.from_paragraphs(str(story.get("body", "")).split("\n")),
                column["published_at"]: _moment(story.get("published_at")) or now - timedelta(seconds=number),
            },
            status=Status.PUBLISHED,
        )
        for number, story in enumerate(stories)
    ]
    SearchGeneration.objects.create(stem_version=STEM_VERSION, complete=True)
    made = Article.objects.bulk_create(rows, batch_size=500)
    index.update(article.pk for article in made)
    index.analyse()
    return {article.pk: story["id"] for article, story in zip(made, stories, strict=True)}


def _moment(text: Any) -> datetime | None:
    try:
        moment = parse_datetime(str(text))
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def agreement(some: dict[str, list[str]], others: dict[str, list[str]]) -> tuple[float, float]:
    """How far two engines agree on the queries that both were asked: share of the first ten, and of the first."""
    both = some.keys() & others.keys()
    shared = sum(len({*some[text]} & {*others[text]}) / max(len(some[text]), len(others[text]), 1) for text in both)
    shared += sum(not some[text] and not others[text] for text in both)
    same = sum(some[text][:1] == others[text][:1] for text in both)
    return shared / max(len(both), 1), same / max(len(both), 1)


def _newsroom(names: dict[int, str], language: str, answers: dict[str, list[str]]) -> Callable[[str], list[str]]:
    def find(text: str) -> list[str]:
        results = search(Article.objects.all(), text, language, half_life_days=None)
        answers[text] = [names[pk] for pk in results.ids[:DEPTH]]
        return answers[text]

    return find


def _folded(stories: list[dict[str, Any]]) -> Callable[[str], list[str]]:
    """BM25 over folded words, any of them, in memory."""
    places: dict[str, dict[int, int]] = defaultdict(dict)
    lengths = []
    for number, story in enumerate(stories):
        counts = Counter(token.folded for token in tokens(f"{story.get('headline', '')}\n{story.get('body', '')}"))
        lengths.append(sum(counts.values()))
        for word, count in counts.items():
            places[word][number] = count
    average = sum(lengths) / max(len(lengths), 1) or 1

    def find(text: str) -> list[str]:
        points: dict[int, float] = defaultdict(float)
        for word in (token.folded for token in tokens(text)):
            holders = places.get(word, {})
            rarity = math.log(1 + (len(lengths) - len(holders) + 0.5) / (len(holders) + 0.5))
            for number, count in holders.items():
                points[number] += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[number] / average))
        best = sorted(points.items(), key=lambda item: (-item[1], item[0]))
        return [stories[number]["id"] for number, _points in best[:DEPTH]]

    return find


def databases_own(stories: list[dict[str, Any]], limit: int = DEPTH) -> Callable[[str], list[str]]:
    """What the database offers by itself: FTS5 with its own tokenizer, or PostgreSQL's Arabic configuration.

    Wants a transaction that is rolled back in the end.
    """
    sqlite = connection.vendor == "sqlite"
    insert = "INSERT INTO evaluated (id, text) VALUES (%s, %s)"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("CREATE VIRTUAL TABLE temp.evaluated USING fts5(id UNINDEXED, text)")
            ask = "SELECT id FROM evaluated WHERE evaluated MATCH %s ORDER BY bm25(evaluated) LIMIT %s"
        else:
            cursor.execute("CREATE TEMPORARY TABLE evaluated (id text, text tsvector) ON COMMIT DROP")
            insert = "INSERT INTO evaluated (id, text) VALUES (%s, to_tsvector('arabic', %s))"
            ask = (
                "SELECT id FROM evaluated, to_tsquery('arabic', %s) q WHERE text @@ q "
                "ORDER BY ts_rank(text, q, 1) DESC LIMIT %s"
            )
        rows = [(story["id"], f"{story.get('headline', '')}\n{story.get('body', '')}") for story in stories]
        cursor.executemany(insert, [(name, text.replace("\x00", " ")) for name, text in rows])

    def find(text: str) -> list[str]:
        words = [token.text for token in tokens(text)]
        joined = " OR ".join(f'"{word}"' for word in words) if sqlite else " | ".join(words)
        if not words:
            return []
        with connection.cursor() as cursor:
            cursor.execute(ask, [joined, limit])
            return [name for (name,) in cursor.fetchall()]

    return find
