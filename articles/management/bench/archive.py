"""Fill an empty database with an archive to measure: from JSON lines, or made up."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_datetime
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Author, Byline, Listing, Section, Tag
from articles.models.article import Status
from articles.search import synthetic
from articles.text import html

AT_ONCE = 1000
SECTIONS, TAGS, AUTHORS = 8, 400, 120


class Line(NamedTuple):
    """A story of the archive, in the site's first language."""

    headline: str
    standfirst: str
    paragraphs: list[str]
    section: str
    tags: list[str]
    author: str
    published_at: Any


def read(lines: Iterable[str]) -> Iterator[Line]:
    """Read stories from JSON lines with ``title``, ``standfirst``, ``paragraphs``, ``section``, ``tags``, ``author``
    and ``published_at``; raise ``ValueError`` or ``KeyError`` for others.
    """
    for line in lines:
        row = json.loads(line)
        out_at = parse_datetime(row["published_at"])
        yield Line(
            row["title"], row["standfirst"], row["paragraphs"], row["section"], row["tags"], row["author"], out_at
        )


def made_up(number: int, every: timedelta = timedelta(minutes=30)) -> Iterator[Line]:
    """Make so many stories, always the same, one after another until now."""
    random, now = Random(number), clock.now()  # noqa: S311
    for place, story in enumerate(synthetic.stories(number), start=1):
        first, *rest = story.paragraphs
        yield Line(
            story.headline,
            " ".join(first.split()[:25]),
            [first, *rest],
            f"section-{min(int(random.expovariate(0.5)), SECTIONS - 1)}",
            sorted({f"tag-{min(int(random.expovariate(0.02)), TAGS - 1)}" for _ in range(4)}),
            f"author-{random.randrange(AUTHORS)}",
            now - (number - place) * every - timedelta(minutes=1),
        )


def store(lines: Iterable[Line], tell: Callable[[int], None] = lambda done: None) -> int:
    """Store stories as published ones, with their sections, tags and authors, unindexed; return how many."""
    known = _Known()
    made, stored = iter(lines), 0
    while batch := list(islice(made, AT_ONCE)):
        _store_batch(batch, known)
        stored += len(batch)
        tell(stored)
    return stored


class _Known:
    """The records that stories name, each made when it is first named."""

    def __init__(self) -> None:
        self._keys: dict[tuple[type, str], int] = {}

    def key(self, model: type, name: str) -> int:
        if (model, name) not in self._keys:
            own = {"in_menu": True} if model is Section else {}
            name_column = build_localized_fieldname("name", settings.LANGUAGE_CODE)
            self._keys[model, name] = model.objects.create(**{name_column: name}, **own).pk  # type: ignore[attr-defined]
        return self._keys[model, name]


@transaction.atomic
def _store_batch(batch: list[Line], known: _Known) -> None:
    articles = []
    for line in batch:
        texts = {
            "headline": line.headline,
            "standfirst": line.standfirst,
            "body": html.from_paragraphs(line.paragraphs),
            "published_at": line.published_at,
        }
        columns = {build_localized_fieldname(name, settings.LANGUAGE_CODE): text for name, text in texts.items()}
        article = Article(status=Status.PUBLISHED, section_id=known.key(Section, line.section), **columns)
        article.prepare()
        articles.append(article)
    Article.objects.bulk_create(articles)
    Byline.objects.bulk_create(
        Byline(article=article, author_id=known.key(Author, line.author))
        for article, line in zip(articles, batch, strict=True)
    )
    tie = Article.tags.through
    tie.objects.bulk_create(
        tie(article_id=article.pk, tag_id=known.key(Tag, name))
        for article, line in zip(articles, batch, strict=True)
        for name in dict.fromkeys(line.tags)
    )
    Listing.objects.refresh(article.pk for article in articles)
