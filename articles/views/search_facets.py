"""The ways to narrow what a search found, as links that keep the other conditions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.filters import SearchFilter
from articles.models.article import Kind
from articles.search.facets import Facets
from articles.templatetags import newsroom as texts
from articles.templatetags import times
from articles.views.page import Branch

NAMES = ("q", "section", "tag", "author", "kind", "year", "from", "to", "sort")
MOST_YEARS = 8


@dataclass
class Choice:
    """A value by which the results may be narrowed, or no longer be."""

    text: Any
    url: str
    count: int | None = None
    is_chosen: bool = False


@dataclass
class Group:
    """The values of one condition, the commonest first."""

    name: str
    label: Any
    choices: list[Choice] = field(default_factory=list)


def kept(query: QueryDict, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the conditions of an address that have a value, each once, in a fixed order."""
    return [(name, str(query[name])) for name in NAMES if name not in without and query.get(name)]


def link(query: QueryDict, **changes: str) -> str:
    """Return an address with some conditions changed, "" to drop one; it begins at the first page."""
    merged = {**dict(kept(query)), **changes}
    made = QueryDict(mutable=True)
    for name in NAMES:
        if merged.get(name):
            made[name] = merged[name].replace("\0", "")
    return f"?{made.urlencode()}"


def groups(counted: Facets, chosen: SearchFilter, branches: list[Branch], query: QueryDict) -> list[Group]:
    """Return the facets that divide what was found, those already chosen among them."""
    held = chosen.chosen

    def choice(name: str, value: str, text: Any, count: int) -> Choice:
        is_chosen = query.get(name) == value and name in held
        return Choice(text, link(query, **{name: "" if is_chosen else value}), count, is_chosen)

    def named(name: str, records: list[Any]) -> list[Choice]:
        own = held.get(name)
        rest = [choice(name, record.slug, texts.name(record), record.found) for record in records if record != own]
        return rest if own is None else [_held(name, own, query), *rest]

    years = sorted(counted.years.items(), reverse=True)[:MOST_YEARS]
    kinds = [(value, label, counted.kinds[value]) for value, label in Kind.choices if counted.kinds[value]]
    made = [
        Group("section", _("Section"), _sections(counted, held.get("section"), branches, choice)),
        Group("tag", _("Tag"), named("tag", counted.tags)),
        Group("author", _("Author"), named("author", counted.authors)),
        Group("year", _("Year"), [choice("year", str(year), texts.num(year, False), count) for year, count in years]),
        Group("kind", _("Kind"), [choice("kind", *kind) for kind in sorted(kinds, key=lambda kind: -kind[2])]),
    ]
    return [group for group in made if len(group.choices) > 1 or any(one.is_chosen for one in group.choices)]


def _held(name: str, record: Any, query: QueryDict) -> Choice:
    return Choice(texts.name(record), link(query, **{name: ""}), None, True)


def _sections(counted: Facets, held: str | None, branches: list[Branch], choice: Any) -> list[Choice]:
    """The sections of the first level with their subsections counted in, and the subsections of the one chosen."""
    found = []
    for branch in branches:
        slugs = {branch.section.slug, *(child.slug for child in branch.children)}
        if total := sum(counted.sections[pk] for pk in branch.ids):
            found.append((total, branch.section))
        if held in slugs:
            found += [(counted.sections[one.pk], one) for one in branch.children if counted.sections[one.pk]]
    ordered = sorted(found, key=lambda pair: -pair[0])
    return [choice("section", section.slug, texts.name(section), total) for total, section in ordered]


def conditions(chosen: SearchFilter, branches: list[Branch], query: QueryDict) -> list[tuple[Any, Choice]]:
    """Return the conditions that hold, each with its label and the way to drop it."""
    sections = {one.slug: one for branch in branches for one in (branch.section, *branch.children)}
    found = []
    held = chosen.chosen
    for name in filter(held.__contains__, NAMES):
        text: Any
        value = held[name]
        if name == "section":
            text = texts.name(sections[value])
        elif name == "kind":
            text = Kind(value).label
        elif name == "year":
            text = texts.num(value, False)
        else:
            text = times.written(value) if name in ("from", "to") else texts.name(value)
        found.append((chosen.filters[name].label, Choice(text, link(query, **{name: ""}))))
    return found


def orders(chosen: SearchFilter, query: QueryDict) -> list[Choice]:
    """Return the orders in which the results may stand."""
    newest = chosen.is_newest_first
    labels = dict(chosen.filters["sort"].extra["choices"])
    return [
        Choice(labels[SearchFilter.RELEVANCE], link(query, sort=""), is_chosen=not newest),
        Choice(labels[SearchFilter.NEWEST], link(query, sort=SearchFilter.NEWEST), is_chosen=newest),
    ]
