"""The dateline that opens a story: «بوابة اوكرانيا – كييف في 27اكتوبر 2023–», «بيروت (أ ف ب) –», «الرياض - واس:».

`split` takes it off a paragraph and returns it in fields. A dateline is a row of elements (place, outlet, agency,
date) in any order that wires use, each between marks (dash, slash, comma, colon, brackets, quotes), with a mark at its
end. The row is walked once, and the last place is remembered where it might end with enough evidence for it; a
sentence that merely looks like a dateline has none and is left whole. The rules of evidence are those of `_convincing`.
"""

import datetime
from dataclasses import dataclass, replace

from articles.text.dateline_row import FILE, Row, goes_on, is_verb, read_element, stops_at
from articles.text.places import kind_of
from articles.text.wordlists import folded_words
from articles.text.written_dates import Token, tokenise

LONGEST = 240
"""Characters looked at: no dateline is longer, so the cost does not grow with the paragraph."""


@dataclass(frozen=True)
class Dateline:
    """Where, when and by whom a story was filed, as written; `raw` is the whole of it.

    `date` is None when none is written or when it is no full day; `date_problem` then says why (see `WrittenDate`).
    """

    place: str = ""
    outlet: str = ""
    agency: str = ""
    date: datetime.date | None = None
    raw: str = ""
    date_problem: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a place was written, so that the context has to tell it from a headline's colon."""
        return not (self.outlet or self.agency or self.date or self.date_problem)

    @property
    def like_headline(self) -> bool:
        """Whether a headline could begin so: «موسكو: …», «رويترز: …»."""
        filed = self.date or self.date_problem or (self.place and not self.is_bare)
        return self.raw.endswith(":") and not filed


def split(paragraph: str) -> tuple[Dateline | None, str]:
    """Take the dateline off the beginning of a paragraph: its fields, or None, and the text that remains.

    Without a dateline the paragraph comes back as it was.
    """
    tokens = tokenise(paragraph[:LONGEST])
    row, at, found = Row(), 0, None
    while at < len(tokens):
        step = read_element(tokens, at, row)
        if step is None:
            break
        row, after, closed = step
        at = stops_at(tokens, after, row)
        if at == after and not closed and not goes_on(tokens, at, row):
            break
        row = replace(row, stops=tuple(token.kind for token in tokens[after:at]))
        if _may_end(tokens, at, row, closed) and _convincing(row, tokens, at, closed):
            found = (row, tokens[at - 1].end)
    if found is None:
        return None, paragraph
    row, end = found
    return _dateline(row, paragraph[:end].strip()), paragraph[end:].lstrip()


def _dateline(row: Row, raw: str) -> Dateline:
    names, outlet = list(row.places), row.outlet
    # «سرايا - عمان -»: beside a place that is known, a name that is not known is the outlet.
    if row.unknown and row.known_places and not outlet:
        outlet = row.unknown
    elif row.unknown and not names:
        names = [row.unknown]
    return Dateline(
        place="، ".join(names),
        outlet=outlet,
        agency=row.agency,
        date=row.date,
        raw=raw,
        date_problem=row.date_problem,
    )


def _may_end(tokens: list[Token], at: int, row: Row, closed: bool) -> bool:
    """Whether the marks after the last element can be those of a dateline's end: a comma alone cannot."""
    if at == len(tokens) or (closed and not row.stops):
        return True
    return not {"dash", "colon", "slash", "dot"}.isdisjoint(row.stops)


def _convincing(row: Row, tokens: list[Token], at: int, closed: bool) -> bool:
    """Whether the elements before `at` are enough to be called a dateline, seeing how the text goes on."""
    rest = tokens[at:]
    first = rest[0].folded if rest else ""
    firm = not rest or "dash" in row.stops or "colon" in row.stops
    if first in folded_words(FILE, "relative"):
        return False
    if row.dated:
        return _convincing_date(row, first, firm)
    if row.sourced or row.marking:
        return _convincing_source(row, first, firm, closed)
    if row.weekday:
        return bool(row.known_places) and firm
    if row.unknown:
        # «أوكرانيا اليوم / كييف/ أعلن»
        return row.known_places == 1 and not row.weak_places and is_verb(first)
    return _convincing_place(row, tokens, at)


def _convincing_date(row: Row, first: str, firm: bool) -> bool:
    if not (firm or row.agency or "slash" in row.stops or ("dot" in row.stops and row.known_places)):
        return False
    if not row.named:
        return "dash" in row.stops and not row.date_problem and is_verb(first)
    if row.unknown and not (row.known_places or row.sourced or first):
        return False
    sure_of_place = row.known_places or row.weak_places or row.sourced
    return bool(sure_of_place) or row.date_problem not in ("no_year", "no_day")


def _convincing_source(row: Row, first: str, firm: bool, closed: bool) -> bool:
    if row.known_places or row.weak_places:
        return firm or closed or "slash" in row.stops or ("dot" in row.stops and row.marked)
    if not firm or not first:
        return False
    if "colon" in row.stops and not is_verb(first):
        # «رويترز: واشنطن تدرس…» is an attribution.
        return False
    plain_agency = bool(row.agency) and (row.marked or not row.common)
    if row.unknown:
        return plain_agency and (row.marked or is_verb(first))
    if row.agency:
        return plain_agency
    return bool(row.outlet) and not row.common and first not in folded_words(FILE, "spoken")


def _convincing_place(row: Row, tokens: list[Token], at: int) -> bool:
    """A known city and nothing else: the marks and what follows must leave no other reading."""
    rest = tokens[at:]
    if not rest or row.known_places != 1 or row.weak_places:
        return False
    if is_verb(rest[0].folded):
        return True
    if _speaks_of_a_place(rest):
        return False
    if "slash" in row.stops or rest[0].kind == "number" or rest[0].folded in folded_words(FILE, "spoken"):
        return False
    if "colon" in row.stops:
        return True
    mark = tokens[at - 1]
    spaced = mark.start > tokens[at - 2].end or rest[0].start > mark.end
    return spaced and not _another_dash(rest)


def _speaks_of_a_place(rest: list[Token]) -> bool:
    """«القدس: المدينة التي تنام على حكايات», «الجزائر - فرنسا: علاقة لا تستقر»."""
    second = rest[1] if len(rest) > 1 else rest[0]
    return second.folded in folded_words(FILE, "relative") or (
        second.kind == "colon" and kind_of(rest[0].text) is not None
    )


def _another_dash(rest: list[Token]) -> bool:
    """Whether another dash follows before the sentence ends: «موسكو – حليف طهران – تدعم» is a parenthesis."""
    for token in rest[:14]:
        if token.kind in ("dot", "ellipsis", "colon"):
            return False
        if token.kind == "dash":
            return True
    return False
