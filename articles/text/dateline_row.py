"""The elements of a dateline, read one after another: place, outlet, agency, date, each between marks.

`dateline.py` walks the row with `read_element` and judges what it has.
"""

import datetime
from dataclasses import dataclass, replace
from functools import cache

from articles.text import agencies, places
from articles.text.arabic import fold, fold_key
from articles.text.wordlists import folded_words
from articles.text.written_dates import Token, is_weekday, read_date, tokenise

FILE = "dateline.txt"
OUTLET_WORDS = 5
PLACE_WORDS = 4
LONGEST_RUN = 12
STOPS = ("dash", "colon", "slash", "comma", "dot")


@dataclass(frozen=True)
class Row:
    """What has been read so far: texts as written, and what speaks for a dateline.

    `marked`: an agency or outlet stood in brackets, quotes or slashes. `common`: its name is an everyday word.
    `stops`: the kinds of the marks after the last element.
    """

    places: tuple[str, ...] = ()
    known_places: int = 0
    weak_places: int = 0
    unknown: str = ""
    outlet: str = ""
    agency: str = ""
    marked: bool = False
    common: bool = False
    marking: bool = False
    dated: bool = False
    weekday: bool = False
    date: datetime.date | None = None
    date_problem: str = ""
    stops: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether anything but a date has been read."""
        return bool(self.places or self.unknown or self.outlet or self.agency)

    @property
    def sourced(self) -> bool:
        """Whether an agency or outlet has been read."""
        return bool(self.outlet or self.agency)


Step = tuple[Row, int, bool]
"""The row with one element more, the index after it, and whether a bracket closed it."""


def read_element(tokens: list[Token], at: int, row: Row) -> Step | None:
    """Read one element; None when what stands there belongs to no dateline."""
    token = tokens[at]
    if not row.dated and (found := read_date(tokens, at)):
        written, after = found
        if at == 0 and token.folded == fold("في"):
            return None
        return replace(row, dated=True, date=written.date, date_problem=written.problem), after, False
    if is_weekday(token) and row.named:
        return replace(row, weekday=True), at + 1, False
    if token.kind == "opening":
        return _bracketed(tokens, at, row)
    if token.kind == "quote":
        return _quoted(tokens, at, row)
    if token.kind == "slash" and at == 0:
        return _name(tokens, 1, row)
    return _name(tokens, at, row) if token.kind == "word" else None


def goes_on(tokens: list[Token], at: int, row: Row) -> bool:
    """Return whether an element may follow without a mark: a bracket, a date, an agency after a date."""
    if at == len(tokens) or tokens[at].kind in ("opening", "quote"):
        return True
    if not row.dated:
        return read_date(tokens, at) is not None
    return agencies.find(_text(tokens[at : _name_end(tokens, at)])) is not None


def stops_at(tokens: list[Token], at: int, row: Row) -> int:
    """Return the index after the marks that follow an element. A full stop counts beside a date or an agency only."""
    while at < len(tokens) and tokens[at].kind in STOPS:
        beside = row.dated or row.agency or (row.known_places and read_date(tokens, at + 1))
        if tokens[at].kind == "dot" and not beside:
            break
        at += 1
    return at


@cache
def verbs() -> frozenset[str]:
    """The verbs that open a story, folded, in the forms that copy has them."""
    forms = set(folded_words(FILE, "reports"))
    for stem in folded_words(FILE, "reported"):
        forms |= {stem, f"{stem}ت", f"{stem}وا"}
        if stem.endswith(("ي", "ا")):
            forms.add(f"{stem[:-1]}ت")
    return frozenset(forms)


def is_verb(word: str) -> bool:
    """Return whether a folded word is one of those verbs, with or without «و» or «ف»."""
    return word in verbs() or (len(word) > 3 and word[0] in "وف" and word[1:] in verbs())


def may_be_name(text: str, longest: int) -> bool:
    """Return whether a text can be a name of at most so many words: no verb, no small word, no mark in it."""
    return _may_be_name(tokenise(text[:120]), longest)


def _enclosed(tokens: list[Token], at: int, closing: str) -> list[Token]:
    """What stands between a mark and the one that closes it, when that is short."""
    for index in range(at + 1, min(at + 9, len(tokens))):
        if tokens[index].kind == closing:
            return tokens[at + 1 : index]
    return []


def _bracketed(tokens: list[Token], at: int, row: Row) -> Step | None:
    inside = _enclosed(tokens, at, "closing")
    after = at + len(inside) + 2
    if not inside:
        return None
    if not row.dated and (found := read_date(inside, 0)) and found[1] == len(inside):
        return replace(row, dated=True, date=found[0].date, date_problem=found[0].problem), after, True
    if len(inside) == 1 and is_weekday(inside[0]):
        return replace(row, weekday=True), after, True
    text = _text(inside)
    agency = agencies.find(text)
    if agency is None and (row.places or row.unknown) and places.kind_of(text):
        return row, after, False
    if agency is not None:
        return replace(row, agency=row.agency or text, marked=True), after, True
    if _are_markings(inside):
        return replace(row, marking=True), after, True
    if row.known_places and not row.agency and _may_be_name(inside, OUTLET_WORDS):
        return replace(row, agency=text, marked=True), after, True
    return None


def _quoted(tokens: list[Token], at: int, row: Row) -> Step | None:
    inside = _enclosed(tokens, at, "quote")
    after = at + len(inside) + 2
    if not inside or row.outlet:
        return None
    text = _text(inside)
    agency = agencies.find(text)
    if agency is not None and agency.kind == "agency":
        return _with_agency(row, agency, text, marked=True), after, False
    if (agency or row.known_places) and _may_be_name(inside, OUTLET_WORDS):
        return replace(row, outlet=text, marked=True), after, False
    return None


def _name(tokens: list[Token], at: int, row: Row) -> Step | None:
    """Read a run of words that ends at a mark, a bracket or a date."""
    end = _name_end(tokens, at)
    words = tokens[at:end]
    if not words or (len(words) == 1 and is_weekday(words[0])):
        return None
    text = _text(words)
    agency = agencies.find(text)
    if agency is not None and (not agency.common or row.named or _marked_off(tokens, at, end)):
        in_slashes = at > 0 and tokens[at - 1].kind == "slash" and end < len(tokens) and tokens[end].kind == "slash"
        common = agencies.is_everyday_word(text)
        return _with_agency(row, agency, text, marked=in_slashes, common=common), end, False
    if place := places.kind_of(text):
        return _with_place(row, text, place, end)
    if (row.named or at == 0) and _are_markings(words):
        return replace(row, marking=True), end, False
    if divided := _place_then_agency(words, row):
        return divided, end, False
    if not row.outlet and _is_outlet(words):
        alone = words[0].folded in folded_words(FILE, "outlets by themselves") or _has_outlet_tail(words)
        return replace(row, outlet=text, common=row.common or not alone), end, False
    nothing_follows = end == len(tokens)
    if nothing_follows or row.agency or row.unknown or row.dated:
        return None
    # «بغداد - الزوراء - 2/4/2024»: between a place and a date stands an outlet.
    if row.known_places and (row.outlet or tokens[end].kind not in STOPS or read_date(tokens, end + 1) is None):
        return None
    return (replace(row, unknown=text), end, False) if _may_be_name(words, PLACE_WORDS) else None


def _with_place(row: Row, text: str, kind: str, end: int) -> Step | None:
    beside_comma = "comma" in row.stops
    if row.places and (row.agency or row.dated or (row.outlet and not beside_comma)):
        return None
    known, weak = row.known_places + (kind == "city"), row.weak_places + (kind == "weak")
    return replace(row, places=(*row.places, text), known_places=known, weak_places=weak), end, False


def _with_agency(row: Row, agency: agencies.Agency, text: str, *, marked: bool, common: bool = False) -> Row:
    marked, common = marked or row.marked, common or row.common
    if agency.kind == "outlet":
        return replace(row, outlet=row.outlet or text, marked=marked, common=common)
    return replace(row, agency=row.agency or text, marked=marked, common=common)


def _place_then_agency(words: list[Token], row: Row) -> Row | None:
    """«الرياض واس»: a place and an agency without a mark between them."""
    for cut in range(1, len(words)):
        place, name = _text(words[:cut]), _text(words[cut:])
        agency = agencies.find(name)
        if agency is not None and not agency.common and places.kind_of(place) == "city":
            known = replace(row, places=(*row.places, place), known_places=row.known_places + 1)
            return _with_agency(known, agency, name, marked=False)
    return None


def _name_end(tokens: list[Token], at: int) -> int:
    end = at
    while end < len(tokens) and end - at <= LONGEST_RUN:
        token = tokens[end]
        initial = token.kind == "dot" and end > at and len(tokens[end - 1].text) <= 2 and end + 1 < len(tokens)
        if token.kind != "word" and not initial:
            if _is_address(tokens, at, end):
                return end + 2
            # «عربي21», «فرانس 24»
            with_number = token.kind == "number" and agencies.find(fold_key(f"{_text(tokens[at:end])} {token.text}"))
            return end + 1 if with_number else end
        if end > at and token.kind == "word" and (is_weekday(token) or read_date(tokens, end)):
            return end
        end += 1
    return end


def _is_address(tokens: list[Token], at: int, end: int) -> bool:
    """«العربية.نت»: a dot inside the name of an outlet that is known."""
    if not at < end < len(tokens) - 1 or tokens[end].kind != "dot" or tokens[end + 1].kind != "word":
        return False
    glued = tokens[end - 1].end == tokens[end].start and tokens[end].end == tokens[end + 1].start
    return glued and agencies.find(_text(tokens[at : end + 2])) is not None


def _marked_off(tokens: list[Token], at: int, end: int) -> bool:
    return at == 0 and end < len(tokens) and tokens[end].kind in ("dash", "slash", "colon")


def _is_outlet(words: list[Token]) -> bool:
    if len(words) == 1 or not _may_be_name(words, OUTLET_WORDS):
        return False
    return words[0].folded in folded_words(FILE, "outlet heads") or _has_outlet_tail(words)


def _has_outlet_tail(words: list[Token]) -> bool:
    return words[-1].folded in folded_words(FILE, "outlet tails")


def _are_markings(words: list[Token]) -> bool:
    return all(word.folded in folded_words(FILE, "markings") for word in words)


def _may_be_name(words: list[Token], longest: int) -> bool:
    if not 1 <= len(words) <= longest or any(word.kind not in ("word", "dot") for word in words):
        return False
    return not any(_never_in_name(word) for word in words)


def _never_in_name(word: Token) -> bool:
    if word.text == "علي":
        # the name, not «على»: folding makes them one
        return False
    never = folded_words(FILE, "not in names")
    folded = word.folded
    bare = folded[1:] if len(folded) > 2 and folded[0] == "و" else folded
    return not never.isdisjoint((folded, bare)) or not verbs().isdisjoint((folded, bare))


def _text(words: list[Token]) -> str:
    """The words as written, single-spaced, with the dots of initials kept and no tatweel."""
    pieces: list[str] = []
    for index, word in enumerate(words):
        glued = index > 0 and words[index - 1].end == word.start
        pieces.append(word.text if not pieces or glued else f" {word.text}")
    return "".join(pieces).replace("\u0640", "").strip()
