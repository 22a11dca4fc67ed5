"""Whom a story comes from, as its first sentences say: «ذكرت وكالة الأنباء الروسية تاس», «بحسب رويترز»."""

import re

from articles.text import agencies
from articles.text.wordlists import folded_words
from articles.text.written_dates import Token, tokenise

LOOKED_AT = 500
NAME_WORDS = 6
NEAR = 4
CLITICS = "لبو"
HEADLINE_LENGTH = 120
SHORTEST_CLAUSE = 70
SHORTEST_HEADLINE = 4
SENTENCE_END = re.compile(r"(?<=[.!؟?])[\"”»]?\s+(?=\S)")
CLAUSE_END = re.compile(r"[،,؛;]\s|\s[–—-]\s")


def agency_in(paragraph: str) -> agencies.Agency | None:
    """Return the agency or outlet to which a paragraph's beginning attributes what it says."""
    words = [token for token in tokenise(paragraph[:LOOKED_AT]) if token.kind in ("word", "quote", "number")]
    found = _agency_among(words)
    return found[0] if found else None


def derived_headline(lead: str) -> str:
    """Return a headline made of the lead's first sentence.

    «ذكرت وكالة الأنباء الروسية تاس الجمعة أن …» becomes «تاس: …»: the claim stays with who made it.
    """
    sentence = SENTENCE_END.split(lead.strip(), maxsplit=1)[0].strip()
    words = tokenise(sentence)
    found = _agency_among([token for token in words if token.kind in ("word", "quote", "number")][:12])
    if found is not None:
        agency, last = found
        that = next((token for token in words if token.folded in _words("that") and token.start >= last.end), None)
        if that is not None and that.start - last.end <= 40 and len(sentence[that.end :].split()) >= SHORTEST_HEADLINE:
            return _fitted(f"{agency.name}: {sentence[that.end :].strip()}")
    return _fitted(sentence)


def _words(part: str) -> frozenset[str]:
    return folded_words("labels.txt", part, package="articles.importers")


def _fitted(text: str) -> str:
    text = text.strip().rstrip(".،,؛;:").strip()
    if len(text) <= HEADLINE_LENGTH:
        return text
    clauses = [match.start() for match in CLAUSE_END.finditer(text, SHORTEST_CLAUSE, HEADLINE_LENGTH)]
    if clauses:
        return text[: clauses[-1]].strip()
    cut = text.rfind(" ", 0, HEADLINE_LENGTH - 1)
    return f"{text[: cut if cut > 0 else HEADLINE_LENGTH - 1].rstrip(' .،,؛;:')}…"


def _agency_among(words: list[Token]) -> tuple[agencies.Agency, Token] | None:
    """The first agency that a verb or noun of saying stands near, and the last word of its name."""
    saying = _words("saying")
    for at, word in enumerate(words):
        if word.kind == "quote":
            continue
        for length in range(min(NAME_WORDS, len(words) - at), 0, -1):
            piece = words[at : at + length]
            name = " ".join(token.text for token in piece if token.kind != "quote")
            agency = _agency(name)
            if agency is None:
                continue
            near = words[max(0, at - NEAR) : at] + piece
            if any(token.folded in saying or token.folded.lstrip("وف") in saying for token in near):
                return agency, piece[-1]
    return None


def _agency(name: str) -> agencies.Agency | None:
    for spelling in (name, name[1:] if name[:1] in CLITICS else ""):
        agency = agencies.find(spelling) if spelling else None
        if agency is not None and agency.name != "وكالات" and not agencies.is_everyday_word(spelling):
            return agency
    return None
