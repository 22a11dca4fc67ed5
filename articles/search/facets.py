"""How the stories found divide: by section, kind, year, tag and author."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.models import Article, Author, Tag
from articles.models.named import in_languages

from .engine import Results

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
    ids = results.ids
    if not ids:
        return Facets()
    rows = list(Article.objects.filter(pk__in=ids).order_by().values_list("section", "kind"))
    moments = [hit.published_at for hit in results.hits if hit.published_at]
    return Facets(
        sections=Counter(section for section, _kind in rows if section),
        kinds=Counter(kind for _section, kind in rows),
        years=Counter(timezone.localtime(moment).year for moment in moments),
        tags=_commonest(Tag.objects.filter(articles__in=ids)),
        authors=_commonest(Author.objects.filter(articles__in=ids)),
    )


def _commonest(records: QuerySet) -> list:
    named = records.only("slug", *in_languages("name")).annotate(found=Count("articles", distinct=True))
    return list(named.order_by("-found", "pk")[:MOST])


def popular_tags(language: str, among: int = 300, most: int = 12) -> list[Tag]:
    """Return the tags that the newest public stories carry most, in one query."""
    newest = Article.objects.published(language).newest_first(language).values("pk")[:among]
    return list(
        Tag.objects.filter(articles__in=newest)
        .only("slug", "kind", *in_languages("name"))
        .annotate(found=Count("articles", distinct=True))
        .order_by("-found", "pk")[:most]
    )
