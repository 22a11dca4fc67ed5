"""Other words for what was asked: months by their other names, and names as the archive writes them besides.

A month has three names among Arabs, so each finds the others. A word that no list knows is a name as a rule: what the
archive has of it after a one-letter preposition, and in the letters that stand for one foreign sound, is found with it.
Nothing of this is demanded of a story, and nothing is looked for that the archive does not hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from articles.text import lexicon
from articles.text.arabic import fold
from articles.text.stemmer import stem_folded

from .query import Atom, Query

MONTHS = (
    "يناير، جانفي، كانون الثاني",
    "فبراير، فيفري، شباط",
    "مارس، آذار",
    "أبريل، إبريل، أفريل، نيسان",
    "مايو، أيار",
    "يونيو، حزيران",
    "يوليو، جويلية، تموز",
    "سبتمبر، أيلول",
    "أكتوبر، تشرين الأول",
    "نوفمبر، تشرين الثاني",
    "ديسمبر، كانون الأول",
)
"""Without the names that are common words besides (آب، أوت، ماي، جوان)."""
CLITICS = "لبفكو"
SOUNDS = ("غجقك", "وف", "سص", "تط", "زذ")
"""Letters in which Arabic newspapers write one foreign sound."""
SHORTEST, SHORTEST_FOREIGN = 4, 6
"""Letters of a name that is looked for after a preposition, and in other letters."""

Kin = Mapping[str, tuple[str, ...]]
"""Stems that may be the same name, by stem."""


def with_months(query: Query) -> Query:
    """Return an Arabic query that finds every month by all its names."""
    if query.language != "ar":
        return query
    groups: list[tuple[Atom, ...]] = []
    for group in query.groups:
        pair = (groups[-1][0].word, group[0].word) if groups and _is_word(groups[-1]) and _is_word(group) else ()
        if pair in _months():
            groups[-1] = tuple(_named(name, query) for name in _months()[pair])
        elif _is_word(group) and (group[0].word,) in _months():
            others = [name for name in _months()[group[0].words] if name != group[0].words]
            groups.append((group[0], *(_named(name, query) for name in others)))
        else:
            groups.append(group)
    return replace(query, groups=tuple(groups))


def kin(query: Query) -> Kin:
    """Return what the archive may hold of the names in an Arabic query."""
    if query.language != "ar":
        return {}
    asked = {atom.stem for atom in query.atoms if not atom.prefix and not atom.is_phrase}
    return {stem: tuple(_spellings(stem)) for stem in asked if _is_name(stem)}


def with_kin(query: Query, found: Kin, stories: Mapping[str, int]) -> Query:
    """Return the query with such other forms of its names as stand in some stories and are no commoner than it."""

    def others(atom: Atom) -> list[Atom]:
        own = stories.get(atom.stem, 0)
        return [
            replace(atom, words=(stem,), asked=False)
            for stem in found.get(atom.stem, ())
            if stories.get(stem, 0) and (not own or len(stem) == len(atom.stem) or stories[stem] < own)
        ]

    groups = tuple((*group, *(other for atom in group for other in others(atom))) for group in query.groups)
    return replace(query, groups=groups)


def _spellings(stem: str) -> Iterator[str]:
    for clitic in CLITICS:
        if _is_name(clitic + stem):
            yield clitic + stem
    if stem[0] in CLITICS and _is_name(stem[1:]):
        yield stem[1:]
    if len(stem) >= SHORTEST_FOREIGN:
        for place, letter in enumerate(stem):
            for other in next((sounds for sounds in SOUNDS if letter in sounds), ""):
                spelled = stem[:place] + other + stem[place + 1 :]
                if other != letter and _is_name(spelled):
                    yield spelled


def _is_name(stem: str) -> bool:
    """Whether this is an Arabic stem that no list knows."""
    is_long = len(stem) >= SHORTEST and "\u0620" <= stem[0] <= "\u06ff"
    return is_long and lexicon.is_unknown(stem) and stem_folded(stem) == stem


def _is_word(group: tuple[Atom, ...]) -> bool:
    return len(group) == 1 and not group[0].prefix and not group[0].is_phrase


def _named(name: tuple[str, ...], query: Query) -> Atom:
    return Atom(name, query.language, asked=False)


@cache
def _months() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    families = [tuple(tuple(fold(name).split()) for name in family.split("، ")) for family in MONTHS]
    return {name: family for family in families for name in family}
