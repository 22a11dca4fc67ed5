"""How the stories found divide: by section, kind, year, tag and author."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from articles.models import Article, Author, Byline, Tag
from articles.models.named import in_languages
from articles.models.prepared import is_one_of, prepared

from .engine import Results
from .engines import among

MOST = 8
"""Tags and authors that are named, the commonest."""


@dataclass(frozen=True)
class Facets:
    """Counts of stories; tags and authors carry theirs as ``found``."""

    sections: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    tags: list[Tag] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)


def facets(results: Results) -> Facets:
    """Count the stories found, in three queries; none when nothing was found."""
    if not results.hits:
        return Facets()
    zone = timezone.get_current_timezone()
    tags, authors = _commonest(results.ids)
    return Facets(
        sections=Counter(hit.section for hit in results.hits if hit.section),
        kinds=Counter(hit.kind for hit in results.hits),
        years=Counter(datetime.fromtimestamp(hit.out_at, zone).year for hit in results.hits if hit.out_at),
        tags=_counted(Tag, tags),
        authors=_counted(Author, authors),
    )


def _commonest(stories: Iterable[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The tags and the authors of most of the stories, with how many, counted over the links alone, in one query."""
    counts: tuple[dict[int, int], dict[int, int]] = {}, {}
    condition, ids = among(stories)
    # A story carries a tag once; an author may have done several things for it.
    links = (
        (Article.tags.through._meta.db_table, "tag_id", "*"),
        (Byline._meta.db_table, "author_id", "DISTINCT article_id"),
    )
    sql = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {number}, {key}, COUNT({counted}) AS found FROM {table} "  # noqa: S608
        f"WHERE article_id {condition} GROUP BY {key} ORDER BY found DESC, {key} LIMIT {MOST}) AS of_{key}"
        for number, (table, key, counted) in enumerate(links)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids, ids])
        for number, key, found in cursor.fetchall():
            counts[number][key] = found
    return counts


def _counted(model: type[Model], counts: dict[int, int]) -> list:
    """The records with these counts, the commonest first."""
    found = _named(model, len(counts))(ids=list(counts))
    for record in found:
        record.found = counts[record.pk]
    return sorted(found, key=lambda record: (-record.found, record.pk))


@prepared
def _named(model: type[Model], count: int) -> QuerySet:
    return model._default_manager.filter(is_one_of("pk", "ids", count)).only("slug", *in_languages("name"))


def popular_tags(language: str, among: int = 300, most: int = 12) -> list[Tag]:
    """Return the tags that the newest public stories carry most, in one query."""
    newest = Article.objects.published(language).newest_first(language).values("pk")[:among]
    return list(
        Tag.objects.filter(articles__in=newest)
        .only("slug", "kind", *in_languages("name"))
        .annotate(found=Count("articles", distinct=True))
        .order_by("-found", "pk")[:most]
    )
