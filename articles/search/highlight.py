"""Snippets: the part of a text that answers best, with what was found marked in the original spelling."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.arabic import GROUPED, PIECES, WORD, folded_words, tokens

from .query import Query
from .sought import Forms

SNIPPET = 220
"""Characters of a snippet, about two lines."""
NONE = -1
SENTENCE_END = re.compile(r"[.!?؟…]\s+|\n")
OPENING = '«"“‘(['
"""What is taken into a snippet with the word that it stands before."""


class Stretch(NamedTuple):
    """A word of a text that answers: where it stands, and the number of the atom that it answers."""

    start: int
    end: int
    number: int


class Marker:
    """Marks what one query finds, in any number of texts.

    ``forms`` are the words of the archive by their stem. ``seen`` counts what stands between spaces in all the texts
    and has a word that the query asks for.
    """

    def __init__(self, query: Query, forms: Forms) -> None:
        """Begin with no text."""
        self.seen: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._beginnings: list[tuple[str, int]] = []
        self._phrases: list[tuple[int, tuple[str, ...]]] = []
        self._asked: set[str] = set()
        for number, atom in enumerate(query.atoms):
            if atom.is_phrase:
                self._phrases.append((number, atom.words))
            elif atom.prefix:
                self._beginnings.append((atom.word, number))
            else:
                for word in (atom.word, *forms.get(atom.stem, ())):
                    self._numbers.setdefault(word, number)
            self._asked.update(atom.words)
        self._asked.update(self._numbers)
        self._has_figures = any(word[0].isdigit() for word in self._asked if word)

    def read(self, text: str) -> set[str]:
        """Return what stands between the spaces of a text and has a word that the query asks for; count it."""
        pieces = text.split()
        has_none = self._asked.isdisjoint
        found = {piece for piece in set(pieces) if not has_none(PIECES[piece])}
        for beginning, _number in self._beginnings:
            found |= {piece for piece in pieces if any(word.startswith(beginning) for word in PIECES[piece])}
        for piece in found:
            self.seen[piece] += pieces.count(piece)
        return found

    def marked(self, text: str) -> str:
        """Return the whole text as safe HTML, what was found in <mark>."""
        return _render(text, 0, len(text), self._found(text))

    def snippet(self, text: str, limit: int = SNIPPET) -> str:
        """Return the stretch of the text with most of the query in it as safe HTML, cut between words."""
        found = self._found(text)
        if len(text) <= limit:
            return _render(text, 0, len(text), found)
        start = _beginning(text, _best_start(text, found, limit))
        end = _ending(text, start + limit)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return before + _render(text, start, end, found) + after

    def in_short(self, standfirst: str, body: str) -> str:
        """Return what was found in a story's introduction, or else in the best part of its text, as safe HTML.

        ``body`` is plain text. Where neither has it the introduction stands.
        """
        introduction = self.marked(standfirst)
        if "<mark>" in introduction:
            self.read(body)
            return introduction
        in_body = self.snippet(body)
        return in_body if "<mark>" in in_body or not introduction else introduction

    def _found(self, text: str) -> list[Stretch]:
        """The words that answer, in order."""
        hits: dict[int, Stretch] = {}
        for piece in self.read(text):
            for start in _places(text, piece):
                for match in WORD.finditer(text, start, start + len(piece)):
                    number = max(map(self._number, folded_words(match.group())), default=NONE)
                    if number != NONE:
                        hits[match.start()] = Stretch(*match.span(), number)
        if self._has_figures:
            self._mark_grouped(text, hits)
        for phrase in self._phrases:
            hits.update(_phrase_hits(text, *phrase))
        return [hits[start] for start in sorted(hits)]

    def _mark_grouped(self, text: str, hits: dict[int, Stretch]) -> None:
        """Take the numbers with spaces between their thousands, «1 000», whole or not at all."""
        for match in GROUPED.finditer(text):
            for start in range(*match.span()):
                hits.pop(start, None)
            if (number := self._number(*folded_words(match.group()))) != NONE:
                hits[match.start()] = Stretch(*match.span(), number)

    def _number(self, word: str) -> int:
        """The number of an atom that a folded word answers by itself."""
        beginnings = (number for beginning, number in self._beginnings if word.startswith(beginning))
        return self._numbers[word] if word in self._numbers else next(beginnings, NONE)


def _places(text: str, piece: str) -> Iterator[int]:
    """Where a piece of a text stands between spaces."""
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        if (not start or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield start
        start = text.find(piece, start + 1)


def _phrase_hits(text: str, number: int, phrase: tuple[str, ...]) -> dict[int, Stretch]:
    words = tokens(text)
    folded = tuple(token.folded for token in words)
    places = [place for place in range(len(words)) if folded[place : place + len(phrase)] == phrase]
    found = [token for place in places for token in words[place : place + len(phrase)]]
    return {token.start: Stretch(token.start, token.end, number) for token in found}


def _best_start(text: str, found: list[Stretch], limit: int) -> int:
    """Where the stretch begins that holds most different parts of the query, the earliest of equals.

    It begins with a sentence, if one begins shortly before.
    """
    best, where = 0, 0
    for place, first in enumerate(found):
        reach = {one.number for one in found[place : place + 40] if one.end <= first.start + limit * 3 // 4}
        if len(reach) > best:
            best, where = len(reach), first.start
    if where < limit // 2:
        return 0
    sentence = [end.end() for end in SENTENCE_END.finditer(text, where - limit // 4, where)]
    return sentence[-1] if sentence else where - limit // 5


def _beginning(text: str, start: int) -> int:
    """The first place after a cut at which a word begins, with the quotation mark before it."""
    if not start:
        return 0
    gap = text.rfind(" ", 0, start) + 1
    match = next((match for match in WORD.finditer(text, gap) if match.start() >= start), None)
    if match is None:
        return start
    return match.start() - (text[match.start() - 1] in OPENING)


def _ending(text: str, end: int) -> int:
    """The last place before a cut at which a word ends; a word that fills the whole stretch is cut."""
    if end >= len(text):
        return len(text)
    gap = max(text.rfind(" ", 0, end + 1), text.rfind("\n", 0, end + 1))
    return gap if gap > end - SNIPPET // 2 else end


def _render(text: str, start: int, end: int, found: list[Stretch]) -> str:
    parts, at = [], start
    for one in found:
        if one.start >= at and one.end <= end:
            parts.append(html.escape(text[at : one.start]))
            parts.append(f"<mark>{html.escape(text[one.start : one.end])}</mark>")
            at = one.end
    parts.append(html.escape(text[at:end]))
    return "".join(parts)
