"""Which stories are worth ranking: tiers of ever looser questions to the index, newest first in each."""

from itertools import combinations
from types import ModuleType

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from articles.models import SearchDocument

from . import postgres, sqlite
from .expression import Expression, Without, all_of, any_of, of_atom
from .query import Atom, Query
from .ranking import PREFIX_SHARE, Statistics

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}

TIERS = (300, 500, 700)
"""How many stories each tier gives: all of the query, two of its rarest parts, one of them."""
RAREST = 4
RARE_SHARE = 0.03
"""A part that stands in more of the stories than this, and in more than the last tier holds, chooses none alone."""


def candidates(query: Query, statistics: Statistics, generation: int, stories: QuerySet) -> list[int]:
    """Return ids of search documents of the stories that may answer, at most the sum of ``TIERS``."""
    found: dict[int, None] = {}
    tiers = expressions(query, statistics)
    limits = TIERS if len(tiers) > 1 else (sum(TIERS),)
    for expression, limit in zip(tiers, limits, strict=False):
        found.update(dict.fromkeys(_ask(expression, query, generation, stories, limit)))
    return list(found)


def expressions(query: Query, statistics: Statistics) -> list[Expression]:
    """Return what to ask the index, the strictest first."""
    slots = [(rarity, any_of(of_atom(atom) for atom in group)) for group, rarity in _by_rarity(query, statistics)]
    needed = [
        any_of(of_atom(atom) for atom in group) for group in query.groups if any(atom.is_phrase for atom in group)
    ]
    rarest = [slot for _share, slot in slots[:RAREST]]
    asked = [all_of(slot for _share, slot in slots)]
    if len(slots) > 2:
        asked.append(any_of(all_of(pair) for pair in combinations(rarest, 2)))
    if len(slots) > 1:
        limit = max(RARE_SHARE, TIERS[-1] / max(statistics.stories, 1))
        rare = [slot for share, slot in slots[:RAREST] if share <= limit]
        asked.append(any_of(rare or rarest[:1]))
    asked = [all_of([expression, *needed]) for expression in asked]
    for atom in query.excluded:
        if not atom.is_phrase:
            asked = [Without(expression, of_atom(atom, exact=True)) for expression in asked]
    return asked


def _by_rarity(query: Query, statistics: Statistics) -> list[tuple[tuple, float]]:
    """The groups of the query with the share of stories that each stands in, the rarest first."""

    def share(group: tuple) -> float:
        total = 0.0
        for atom in group:
            counts = [statistics.words.get(word, 0) for word in atom.words] if atom.is_phrase else []
            single = PREFIX_SHARE * statistics.stories if atom.prefix else statistics.stems.get(atom.stem, 0)
            total += min(counts) if counts else single
        return total / max(statistics.stories, 1)

    numbered = sorted((share(group), number, group) for number, group in enumerate(query.groups))
    return [(group, rarity) for rarity, _number, group in numbered]


def _ask(expression: Expression, query: Query, generation: int, stories: QuerySet, limit: int) -> list[int]:
    """The newest documents that match and are among the stories."""
    found = _matching(expression, query, generation, limit)
    kept = set(stories.filter(pk__in=[article for _id, article in found]).values_list("pk", flat=True))
    if len(found) == limit and len(kept) < limit:
        found = _matching(expression, query, generation, limit, stories)
        kept = {article for _id, article in found}
    return [document for document, article in found if article in kept]


def _matching(
    expression: Expression, query: Query, generation: int, limit: int, stories: QuerySet | None = None
) -> list[tuple[int, int]]:
    connection = connections[stories.db if stories is not None else SearchDocument.objects.db]
    engine = ENGINES[connection.vendor]
    where = [engine.MATCHES, "d.generation_id = %s", "d.language = %s"]
    values: list[object] = [engine.compiled(expression), generation, query.language]
    for group in query.groups:
        if any(atom.is_phrase for atom in group):
            where.append(f"({' OR '.join(_standing(atom, connection.vendor) for atom in group)})")
            values += [_text(atom) for atom in group]
    if stories is not None:
        try:
            inner, inner_values = stories.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return []
        where.append(f"d.article_id IN ({inner})")
        values += inner_values
    sql = f"SELECT d.id, d.article_id FROM {engine.FROM} WHERE {' AND '.join(where)} ORDER BY {engine.ORDER} LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, limit])  # type: ignore[list-item]
        return cursor.fetchall()


def _standing(atom: Atom, vendor: str) -> str:
    """SQL for a text that stands among the words, or a stem that stands among either."""
    column = "d.words" if atom.is_phrase or atom.prefix else "d.words || d.stems"
    return f"{'instr' if vendor == 'sqlite' else 'strpos'}({column}, %s) > 0"


def _text(atom: Atom) -> str:
    if atom.prefix:
        return f" {atom.word}"
    return f" {' '.join(atom.words)} " if atom.is_phrase else f" {atom.stem} "
