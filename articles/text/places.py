"""The places that news is filed from: capitals, news cities and countries, in every common spelling.

The lists (`data/places.txt`) serve to recognise a dateline, not to correct it: what was written stays as written. A
`weak` place (a country, a town whose name is an everyday word) opens a dateline only when a date, an agency or an
outlet stands beside it.
"""

from typing import Literal

from articles.text.arabic import fold_key
from articles.text.wordlists import folded_words, keys

PlaceKind = Literal["city", "weak"]
FILE = "places.txt"


def kind_of(name: str) -> PlaceKind | None:
    """Return whether this is a known city, a weak place or neither, in any spelling."""
    cities, weak = keys(FILE, "cities"), keys(FILE, "countries") | keys(FILE, "everyday")
    key = fold_key(name)
    if key in cities:
        return "city"
    if key in weak:
        return "weak"
    first, *rest = key.split() or [""]
    if not 1 <= len(rest) <= 3:
        return None
    if rest[-1] in folded_words(FILE, "after") and " ".join([first, *rest[:-1]]) in cities:
        return "city"
    if first not in folded_words(FILE, "before"):
        return None
    # «العاصمة السورية دمشق»: one adjective may stand between.
    if " ".join(rest) in cities or " ".join(rest[1:]) in cities:
        return "city"
    return "weak" if " ".join(rest) in weak else None
