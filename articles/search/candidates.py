"""Which stories are worth ranking: tiers of ever looser questions to the index, newest first in each."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from itertools import combinations
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, SearchDocument
from articles.models.article import Status
from articles.models.prepared import NOW, prepared, tuples

from .engines import (
    ENGINES,
    Listed,
    Question,
    newest_documents,
    rows_of,
    rows_of_prepared,
    seconds,
    sql_of,
    utf8,
)
from .expression import All, AnyOf, Expression, Lexeme, Without, all_of, any_of, of_atom
from .letters import stored
from .query import Atom, Query
from .sought import Statistics

TIERS = (300, 400, 600)
"""How many stories are looked at after each tier: all of the query, two of its rarest parts, one of them."""
MOST = 1000
"""How many stories are looked at for a query of one part."""
SPARE = 10
"""So many more of each tier, a tenth, are asked for at first: some may be drafts."""
RAREST = 4
READ_FOR_PHRASES = 20_000
"""About how many of the newest documents that have all the words of a phrase are read to see if they stand together."""
RARE_SHARE = 0.03
"""A part that stands in more of the stories than this, and in more than the last tier holds, chooses none alone."""


class Story(NamedTuple):
    """What is known of a candidate: the story, and its document in the letters of the index."""

    pk: int
    out_at: float | None
    section_id: int | None
    kind: str
    words: bytes
    stems: bytes
    length: int


DESCRIBED = ("document", *Story._fields)


def candidates(query: Query, statistics: Statistics, stories: QuerySet, public_at: datetime | None) -> list[Story]:
    """Return the stories that may answer, at most ``MOST``.

    ``public_at`` is a moment when ``stories`` are all that are public then: the database is then asked in SQL that is
    there already.
    """
    statistics = _within_reach(query, statistics)
    tiers = _tiers(query, statistics)
    limits = [tier.limit for tier in tiers]
    more = [tier._replace(limit=tier.limit + tier.limit // SPARE) for tier in tiers]
    found = _matching(more, query, statistics)
    kept = _stories(stories, query, _first(found, [tier.limit for tier in more]), public_at)
    left = [[document for document in documents if document in kept] for documents in found]
    cut = [
        number
        for number, limit in enumerate(limits)
        if len(found[number]) == more[number].limit and len(_first(left[: number + 1], limits)) < limit
    ]
    if cut:
        again = _matching([tiers[number] for number in cut], query, statistics, stories)
        for number, documents in zip(cut, again, strict=True):
            left[number] = documents
        kept |= _stories(stories, query, _first(left, limits) - kept.keys(), public_at)
    return [kept[document] for document in _first(left, limits) & kept.keys()]


def _first(found: list[list[int]], limits: list[int]) -> set[int]:
    """The first documents of each tier, so many with those of the tiers before."""
    chosen: set[int] = set()
    for documents, limit in zip(found, limits, strict=False):
        others = [document for document in documents if document not in chosen]
        chosen.update(others[: max(0, limit - len(chosen))])
    return chosen


def _tiers(query: Query, statistics: Statistics) -> list[Question]:
    asked = expressions(query, statistics)
    limits = TIERS if len(asked) > 1 else (MOST,)
    return [
        Question(expression, limit, _share_if_many(expression, limit, statistics))
        for expression, limit in zip(asked, limits, strict=False)
    ]


def _share_if_many(expression: Expression, limit: int, statistics: Statistics) -> float:
    """The share of an expression; none when no more stories have it than are wanted: then all are asked for at once."""
    share = _share(expression, statistics)
    return share if share * statistics.stories > limit else 0.0


def _share(expression: Expression, statistics: Statistics) -> float:
    """About which share of the documents an expression matches: words that are asked for together often stand so."""
    match expression:
        case Lexeme(text, kind):
            known = statistics.words if kind == "word" else statistics.stems
            return known.get(text, 0) / max(statistics.stories, 1)
        case All(parts):
            first, *others = sorted(_share(part, statistics) for part in parts)
            return first * math.prod(others) ** 0.5
        case AnyOf(parts):
            return min(sum(_share(part, statistics) for part in parts), 1.0)
        case Without(wanted, _unwanted):
            return _share(wanted, statistics)


def _stories(
    stories: QuerySet, query: Query, documents: set[int], public_at: datetime | None = None
) -> dict[int, Story]:
    """The stories of documents by these, as far as the queryset has them."""
    if public_at:
        rows = rows_of_prepared(_public(query.language), now=public_at, documents=documents)
    else:
        rows = rows_of(_described(stories, query.language, documents), *DESCRIBED)
    return {row[0]: Story(*row[1:]) for row in rows}


@prepared
def _public(language: str) -> QuerySet:
    return tuples(_described(Article.objects.published(language, NOW), language, Listed("documents")), *DESCRIBED)


def _described(stories: QuerySet, language: str, documents: set[int] | Listed) -> QuerySet:
    """The stories of documents with the columns ``DESCRIBED``."""
    return (
        stories.filter(search_documents__id__among=documents)
        .order_by()
        .annotate(
            document=F("search_documents"),
            out_at=seconds(build_localized_fieldname("published_at", language)),
            words=utf8("search_documents__words"),
            stems=utf8("search_documents__stems"),
            length=F("search_documents__length"),
        )
    )


def expressions(query: Query, statistics: Statistics) -> list[Expression]:
    """Return what to ask the index, the strictest first."""
    slots = [(rarity, _any(group, statistics)) for group, rarity in _by_rarity(query, statistics)]
    needed = _needed(query, statistics)
    rarest = [(share, slot) for share, slot in slots if share][:RAREST] or slots[:1]
    asked = [all_of(slot for _share, slot in slots)]
    if len(slots) > 2 and len(rarest) > 1:
        asked.append(any_of(all_of(pair) for pair in combinations([slot for _share, slot in rarest], 2)))
    if len(slots) > 1:
        limit = max(RARE_SHARE, TIERS[-1] / max(statistics.stories, 1))
        rare = [slot for share, slot in rarest if share <= limit]
        asked.append(any_of(rare or [rarest[0][1]]))
    asked = [all_of([expression, *needed]) for expression in asked]
    for atom in query.excluded:
        if not atom.is_phrase:
            unwanted = of_atom(atom, statistics.beginnings, exact=True)
            asked = [Without(expression, unwanted) for expression in asked]
    return asked


def _any(group: Iterable[Atom], statistics: Statistics) -> Expression:
    return any_of(of_atom(atom, statistics.beginnings) for atom in group)


def _needed(query: Query, statistics: Statistics) -> list[Expression]:
    """What finds all the words of what a story must have."""
    return [_any(group, statistics) for group in query.groups if any(atom.is_demanded for atom in group)]


def _within_reach(query: Query, statistics: Statistics) -> Statistics:
    """What is known of a query, its oldest document not so old that too many would have to be read for a phrase."""
    needed = _needed(query, statistics)
    if not needed or not (share := _share(all_of(needed), statistics)):
        return statistics
    demanded = [group for group in query.groups if any(atom.is_demanded for atom in group)]
    share = min([share, *(rare for group, rare in _by_rarity(query, statistics) if rare and group not in demanded)])
    return replace(statistics, oldest=max(statistics.oldest, statistics.newest - int(READ_FOR_PHRASES / share)))


def _by_rarity(query: Query, statistics: Statistics) -> list[tuple[tuple, float]]:
    """The groups of the query with the share of stories that each stands in, the rarest first."""

    def share(group: tuple) -> float:
        total = 0.0
        for atom in group:
            counts = [statistics.words.get(word, 0) for word in atom.words] if atom.is_phrase else []
            single = statistics.begun(atom.word) if atom.prefix else statistics.stems.get(atom.stem, 0)
            total += min(counts) if counts else single
        return total / max(statistics.stories, 1)

    numbered = sorted((share(group), number, group) for number, group in enumerate(query.groups))
    return [(group, rarity) for rarity, _number, group in numbered]


def documents_between(query: Query, generation: int) -> tuple[int, int] | None:
    """Return the first and the last number of the documents of the days that a query asks for; None for all days.

    Stories are numbered as they are written, documents as their stories: what is not of these days lies outside, as a
    rule, and need not be looked through. Both are read off indexes.
    """
    if not query.since and not query.until:
        return None
    column = build_localized_fieldname("published_at", query.language)
    zone = timezone.get_current_timezone()
    first = datetime.combine(query.since or date.min.replace(year=1900), time.min, zone)
    last = datetime.combine(query.until or date.max.replace(year=2100), time.max, zone)
    stories = Article.objects.filter(**{f"{column}__range": (first, last)}, status=Status.PUBLISHED)
    ids = stories.aggregate(first=Min("pk"), last=Max("pk"))
    if ids["first"] is None:
        return (0, 0)
    documents = SearchDocument.objects.filter(article_id__gte=ids["first"], article_id__lte=ids["last"])
    found = documents.filter(generation=generation).aggregate(first=Min("pk"), last=Max("pk"))
    return (found["first"] or 0, found["last"] or 0)


def _matching(
    tiers: list[Question],
    query: Query,
    statistics: Statistics,
    stories: QuerySet | None = None,
) -> list[list[int]]:
    """For each tier the newest documents that match."""
    engine = ENGINES[connection.vendor]
    where = ["d.generation_id = %s", "d.language = %s"]
    values: list[object] = [statistics.generation, query.language]
    if statistics.oldest > 0:
        where.append(engine.BETWEEN)
        values += [statistics.oldest, statistics.newest]
    for group in query.groups:
        if any(atom.is_demanded for atom in group):
            where.append(f"({' OR '.join(_standing(atom) for atom in group)})")
            values += [_text(atom) for atom in group]
    if stories is not None:
        try:
            inner, inner_values = sql_of(stories.order_by().values("pk"))
        except EmptyResultSet:
            return [[] for _ in tiers]
        where.append(f"d.article_id IN ({inner})")
        values += inner_values
    return newest_documents(tiers, statistics.newest, statistics.oldest, engine.FROM, where, values)


def _standing(atom: Atom) -> str:
    """SQL for a text that stands among the words, or a stem that stands among either."""
    column = "d.words" if atom.is_phrase or atom.prefix else "d.words || d.stems"
    return f"{ENGINES[connection.vendor].PLACE}({column}, %s) > 0"


def _text(atom: Atom) -> str:
    if atom.prefix:
        return stored(f" {atom.word}")
    return stored(f" {' '.join(atom.words)} " if atom.is_phrase else f" {atom.stem} ")
