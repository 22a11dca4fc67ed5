"""Files with known answers: reading them, and storing their stories for the while of a measurement."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import perf_counter, process_time
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, SearchGeneration, Section, Tag
from articles.models.article import Status
from articles.search import index
from articles.search.evaluation import BadLine
from articles.text import html
from articles.text.arabic import STEM_VERSION

DEPTH = 10


class Question(NamedTuple):
    """A story, by its id in the file, and what is right for it: ids of stories, or names of tags; and what is wrong."""

    like: str
    relevant: frozenset[str]
    different: frozenset[str] = frozenset()


class Measured(NamedTuple):
    """How a way of suggesting did: shares of 1, and milliseconds for one story, by the clock and of this process."""

    name: str
    of_five: float
    reciprocal: float
    first: float
    in_ten: float
    median_ms: float
    p95_ms: float
    median_cpu: float
    p95_cpu: float


def read(lines: Iterable[str]) -> tuple[list[dict[str, Any]], list[Question]]:
    """Return the stories and the questions of a file in JSON lines; raise ``BadLine``. Search queries are left."""
    stories, questions = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not row.keys() & {"like", "id", "query"}:
                raise ValueError("no id, no like")
            if "like" in row:
                answers = (frozenset(_texts(row, key)) for key in ("relevant", "different"))
                questions.append(Question(str(row["like"]), *answers))
            elif "id" in row:
                stories.append(_story(row))
        except (ValueError, TypeError) as problem:
            raise BadLine(number, str(problem)) from problem
    return stories, questions


def _story(row: dict[str, Any]) -> dict[str, Any]:
    """A story as the file has it, its texts such as a database takes."""
    written = {key: row.get(key) or "" for key in ("headline", "body", "section")}
    if wrong := next((key for key, text in written.items() if not isinstance(text, str)), None):
        raise TypeError(f"{wrong}: no text")
    texts = {key: _storable(text) for key, text in written.items()}
    tags = [" ".join(_storable(tag).split()) for tag in _texts(row, "tags")]
    return {**row, **texts, "id": str(row["id"]), "tags": [tag for tag in tags if tag]}


def _texts(row: dict[str, Any], key: str) -> list[str]:
    found = row.get(key) or []
    if not isinstance(found, list):
        raise TypeError(f"{key}: no list")
    return [str(one) for one in found]


def _storable(text: str) -> str:
    """Without what no database stores: zero bytes and halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def measure(name: str, find: Callable[[str], list[str]], questions: list[Question]) -> Measured:
    """Ask every question one way."""
    walls, cpus, of_five, reciprocal, first, in_ten = [], [], 0.0, 0.0, 0.0, 0.0
    for question in questions:
        wall, cpu = perf_counter(), process_time()
        found = find(question.like)[:DEPTH]
        walls.append(1000 * (perf_counter() - wall))
        cpus.append(1000 * (process_time() - cpu))
        places = [place for place, answer in enumerate(found) if answer in question.relevant]
        of_five += sum(place < 5 for place in places) / 5
        in_ten += len(places) / min(max(len(question.relevant), 1), DEPTH)
        if places:
            first += places[0] == 0
            reciprocal += 1 / (places[0] + 1)
    asked = max(len(questions), 1)
    shares = (of_five / asked, reciprocal / asked, first / asked, in_ten / asked)
    return Measured(name, *shares, *middle(walls), *middle(cpus))


def middle(times: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile; 0 for none."""
    ordered = sorted(times) or [0.0]
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


@contextmanager
def stored(stories: list[dict[str, Any]], language: str) -> Iterator[dict[str, Article]]:
    """Store and index the stories in a generation of their own; yield them by their ids; leave nothing behind."""
    with transaction.atomic():
        now = clock.now()
        column = {name: build_localized_fieldname(name, language) for name in ("headline", "body", "published_at")}
        sections = _sections({story["section"] for story in stories}, language)
        rows = [
            Article(
                **{
                    column["headline"]: story["headline"][:200],
                    column["body"]: html.from_paragraphs(story["body"].split("\n")),
                    column["published_at"]: moment(story.get("published_at")) or now - timedelta(seconds=number),
                },
                section=sections.get(story["section"]),
                status=Status.PUBLISHED,
            )
            for number, story in enumerate(stories)
        ]
        SearchGeneration.objects.create(stem_version=STEM_VERSION, complete=True)
        made = Article.objects.bulk_create(rows, batch_size=500)
        named = {story["id"]: article for article, story in zip(made, stories, strict=True)}
        _tag(named, stories, language)
        index.update(article.pk for article in made)
        index.analyse()
        yield named
        transaction.set_rollback(True)


def moment(text: Any) -> datetime | None:
    """A moment as files have it: ISO, or day/month/year."""
    written = str(text or "")
    try:
        found = parse_datetime(written) or parse_date(written) or datetime.strptime(written[:10], "%d/%m/%Y")  # noqa: DTZ007
    except ValueError:
        return None
    if not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day)  # noqa: DTZ001
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _sections(names: set[str], language: str) -> dict[str, Section]:
    column = build_localized_fieldname("name", language)
    return {name: Section.objects.create(**{column: name[:80]}) for name in sorted(names) if name}


def _tag(named: dict[str, Article], stories: list[dict[str, Any]], language: str) -> None:
    column = build_localized_fieldname("name", language)
    names = sorted({tag for story in stories for tag in story["tags"]})
    rows = [Tag(**{column: name[:120]}, slug=f"measured-{number}") for number, name in enumerate(names)]
    for row in rows:
        row.prepare()
    tags = dict(zip(names, Tag.objects.bulk_create(rows, batch_size=500), strict=True))
    links = {(named[story["id"]].pk, tags[tag].pk) for story in stories for tag in story["tags"]}
    through = Article.tags.through
    through.objects.bulk_create(
        [through(article_id=article, tag_id=tag) for article, tag in sorted(links)], batch_size=500
    )
