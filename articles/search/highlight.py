"""Snippets: the part of a text that answers best, with what was found marked in the original spelling."""

import html
from bisect import bisect_left
from collections.abc import Iterable

from articles.text.arabic import Token, tokens
from articles.text.stemmer import stem_folded

from .query import Query
from .sought import Forms

SNIPPET = 220
"""Characters of a snippet, about two lines."""


def marked(text: str, query: Query, forms: Forms | None = None) -> str:
    """Return the whole text as safe HTML, what was found in <mark>.

    ``forms`` are the words of the archive by their stem; without them every word of the text is stemmed.
    """
    return _render(text, 0, len(text), _found(tokens(text), query, forms))


def snippet(text: str, query: Query, forms: Forms | None = None, limit: int = SNIPPET) -> str:
    """Return the stretch of the text with most of the query in it as safe HTML, cut at words' ends, with ellipses."""
    words = tokens(text)
    found = _found(words, query, forms)
    if len(text) <= limit:
        return _render(text, 0, len(text), found)
    start = _best_start(found, limit)
    if start:
        start = words[bisect_left(words, start, key=lambda token: token.start)].start
    end = next((token.end for token in reversed(words) if token.end <= start + limit), start + limit)
    end = max(end, min(len(text), start + limit) if end <= start else end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return before + _render(text, start, end, found) + after


def _found(words: list[Token], query: Query, forms: Forms | None) -> list[tuple[Token, int]]:
    """The words that answer, each with the number of its atom."""
    answers = _answers({token.folded for token in words}, query, forms)
    hits = {place: answers[token.folded] for place, token in enumerate(words) if token.folded in answers}
    for number, atom in enumerate(query.atoms):
        if atom.is_phrase:
            for place in _phrases(words, atom.words):
                hits.update(dict.fromkeys(range(place, place + len(atom.words)), number))
    return [(words[place], hits[place]) for place in sorted(hits)]


def _answers(words: set[str], query: Query, forms: Forms | None) -> dict[str, int]:
    """The words that answer an atom by themselves, each with the number of the first that it answers."""
    answers: dict[str, int] = {}
    for number, atom in reversed(list(enumerate(query.atoms))):
        if atom.is_phrase:
            continue
        if atom.prefix:
            fitting = {word for word in words if word.startswith(atom.word)}
        elif forms is None:
            fitting = {word for word in words if stem_folded(word, atom.language) == atom.stem}
        else:
            fitting = words.intersection(forms.get(atom.stem, ())) | words.intersection([atom.word])
        answers |= dict.fromkeys(fitting, number)
    return answers


def _phrases(words: list[Token], phrase: tuple[str, ...]) -> Iterable[int]:
    folded = tuple(token.folded for token in words)
    return [place for place in range(len(words)) if folded[place : place + len(phrase)] == phrase]


def _best_start(found: list[tuple[Token, int]], limit: int) -> int:
    """Where the stretch begins that holds most different parts of the query, the earliest of equals."""
    best, where = 0, 0
    for place, (first, _number) in enumerate(found):
        reach = [number for token, number in found[place : place + 40] if token.end <= first.start + limit * 3 // 4]
        if len(set(reach)) > best:
            best, where = len(set(reach)), first.start
    return 0 if where < limit // 2 else max(0, where - limit // 5)


def _render(text: str, start: int, end: int, found: list[tuple[Token, int]]) -> str:
    parts, at = [], start
    for token, _number in found:
        if token.start >= at and token.end <= end:
            parts.append(html.escape(text[at : token.start]))
            parts.append(f"<mark>{html.escape(text[token.start : token.end])}</mark>")
            at = token.end
    parts.append(html.escape(text[at:end]))
    return "".join(parts)
