"""The lists of public stories that readers leaf through, as queries that a process writes once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models.article import Article, ArticleQuerySet
from articles.models.listing import Listing
from articles.models.named import LANGUAGE_CODES
from articles.models.prepared import NOW, Given, Prepared, prepared, tuples
from articles.models.teaser import Row, columns

OWNER, MOMENT, NUMBER = (
    Given("owner", models.BigIntegerField()),
    Given("moment", models.DateTimeField()),
    Given("number", models.BigIntegerField()),
)
Place = tuple[datetime, int]


@dataclass(frozen=True)
class Shelf:
    """A list: of everything, of some sections, or ("tag" or "author") of what has rows of its own in ``Listing``."""

    sections: tuple[int, ...] = ()
    owner: str = ""
    key: int = 0

    def public(self) -> ArticleQuerySet:
        """Return the public stories among which the list's are, to be narrowed for ``rows``."""
        return _public(self.sections)

    def rows(
        self, language: str, most: int, way: str, place: Place | None = None, stories: ArticleQuerySet | None = None
    ) -> list[Row]:
        """Return the teasers' columns of so many stories "before" or "after" a place, those nearest to it first.

        ``stories`` is ``public()`` narrowed by what a reader asked for.
        """
        shape = (self.owner, language, most, way, place is not None)
        query = _rows_of_all(self.sections, *shape) if stories is None else Prepared(_rows(stories, *shape))
        moment, number = place or (None, None)
        return query(now=clock.now(), owner=self.key, moment=moment, number=number)

    def languages(self) -> list[str]:
        """Return the languages in which some story of the list is public."""
        found = _languages(self.sections, self.owner)(now=clock.now(), owner=self.key)
        return [code for row in found for code, there in zip(LANGUAGE_CODES, row, strict=True) if there]


def _public(sections: tuple[int, ...], language: str | None = None) -> ArticleQuerySet:
    stories = Article.objects.published(language, NOW)
    return stories.filter(section__in=sections) if sections else stories


def _rows(
    stories: ArticleQuerySet, owner: str, language: str, most: int, way: str, is_bounded: bool
) -> models.QuerySet:
    sign = "-" if way == "before" else ""
    found: models.QuerySet = stories
    column, key, prefix = build_localized_fieldname("published_at", language), "id", ""
    if owner:
        column, key, prefix = "out_at", "article_id", "article__"
        found = _listed(owner, language).filter(Exists(stories.filter(pk=OuterRef("article_id"))))
    if is_bounded:
        found = found.filter(_beyond(column, key, way))
    return tuples(found.order_by(f"{sign}{column}", f"{sign}{key}"), *columns(language, prefix))[:most]


@prepared
def _rows_of_all(sections: tuple[int, ...], owner: str, language: str, *shape: Any) -> models.QuerySet:
    return _rows(_public(sections, language), owner, language, *shape)


@prepared
def _languages(sections: tuple[int, ...], owner: str) -> models.QuerySet:
    checks = {}
    for code in LANGUAGE_CODES:
        stories: models.QuerySet = _public(sections, code)
        if owner:
            stories = _listed(owner, code).filter(Exists(stories.filter(pk=OuterRef("article_id"))))
        checks[f"some_{code}"] = Exists(stories)
    return tuples(Article.objects.order_by().annotate(**checks), *checks)[:1]


def _listed(owner: str, language: str) -> models.QuerySet:
    return Listing.objects.out(language, NOW).filter(**{owner: OWNER})


def _beyond(column: str, key: str, way: str) -> Q:
    comparison = "lt" if way == "before" else "gt"
    ties = Q(**{column: MOMENT, f"{key}__{comparison}": NUMBER})
    return Q(**{f"{column}__{comparison}e": MOMENT}) & (Q(**{f"{column}__{comparison}": MOMENT}) | ties)
