"""How the stories found divide: by section, kind, year, tag and author."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.models import Article, Author, Byline, Tag
from articles.models.named import in_languages

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
    """Count the stories found, in four queries; none when nothing was found."""
    ids = results.ids
    if not ids:
        return Facets()
    moments = [hit.published_at for hit in results.hits if hit.published_at]
    return Facets(
        sections=Counter(hit.section for hit in results.hits if hit.section),
        kinds=Counter(hit.kind for hit in results.hits),
        years=Counter(map(_year, moments)),
        tags=_commonest(Tag.objects.all(), Article.tags.through.objects.filter(article__in=among(ids)), "tag"),
        authors=_commonest(Author.objects.all(), Byline.objects.filter(article__in=among(ids)), "author"),
    )


def _year(moment: datetime) -> int:
    """The year on the site's calendar."""
    at_the_turn = (moment.month, moment.day) in ((12, 31), (1, 1))
    return (timezone.localtime(moment) if at_the_turn else moment).year


def _commonest(records: QuerySet, links: QuerySet, name: str) -> list:
    """The records that most stories are linked to, counted over the links alone."""
    counted = links.order_by().values(name).annotate(found=Count("article", distinct=True)).order_by("-found", name)
    counts = dict(counted.values_list(name, "found")[:MOST])
    found = list(records.filter(pk__in=counts).only("slug", *in_languages("name")))
    for record in found:
        record.found = counts[record.pk]
    return sorted(found, key=lambda record: (-record.found, record.pk))


def popular_tags(language: str, among: int = 300, most: int = 12) -> list[Tag]:
    """Return the tags that the newest public stories carry most, in one query."""
    newest = Article.objects.published(language).newest_first(language).values("pk")[:among]
    return list(
        Tag.objects.filter(articles__in=newest)
        .only("slug", "kind", *in_languages("name"))
        .annotate(found=Count("articles", distinct=True))
        .order_by("-found", "pk")[:most]
    )
