"""News agencies and outlets under the names by which copy refers to them (`data/agencies.txt`).

`find(name)` knows an agency under any of its names and spellings. An agency whose name is also an everyday word
(«معا», «الحياة») is `common`: a caller takes it for an agency only where something marks it as one.
"""

from dataclasses import dataclass, replace
from functools import cache

from articles.text.arabic import fold_key
from articles.text.wordlists import folded_words, lines

FILE = "agencies.txt"


@dataclass(frozen=True)
class Agency:
    """A source of copy: its name in Arabic, its international abbreviation, its other names, what it is."""

    name: str
    abbreviation: str
    aliases: tuple[str, ...] = ()
    kind: str = "agency"
    common: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name


def find(name: str) -> Agency | None:
    """Return the agency or outlet of this name, in any spelling, with or without «وكالة» and the like before it."""
    known, key = _by_key(), fold_key(name)
    if key in known:
        return known[key]
    head, _, rest = key.partition(" ")
    return known.get(rest) if head in folded_words(FILE, "heads") else None


def is_everyday_word(name: str) -> bool:
    """Return whether a name found by `find` could as well be an ordinary word where nothing marks it."""
    key, agency = fold_key(name), find(name)
    return agency is not None and agency.common and key in (fold_key(agency.name), fold_key(agency.abbreviation))


@cache
def _by_key() -> dict[str, Agency]:
    by_name: dict[str, Agency] = {}
    for agency in _listed("agency") + _listed("outlet"):
        earlier = by_name.get(agency.name)
        by_name[agency.name] = replace(earlier, aliases=earlier.aliases + agency.aliases) if earlier else agency
    by_key: dict[str, Agency] = {}
    for agency in by_name.values():
        for name in (agency.name, agency.abbreviation, *agency.aliases):
            if key := fold_key(name):
                by_key.setdefault(key, agency)
    return by_key


def _listed(kind: str) -> list[Agency]:
    """The rows of one part: name | abbreviation | other names, with a star for an everyday word."""
    found = []
    for line in lines(FILE)[kind]:
        name, abbreviation, others = (cell.strip() for cell in f"{line} | |".split("|")[:3])
        aliases = tuple(alias for part in others.rstrip("*").split("،") if (alias := part.strip()))
        found.append(Agency(name, abbreviation, aliases, kind, others.endswith("*")))
    return found
