"""What an index is asked, whatever the engine: lexemes under and, or and not."""

from collections.abc import Iterable
from dataclasses import dataclass

from .query import Atom
from .sought import Beginnings


@dataclass(frozen=True)
class Lexeme:
    """A stem, a word as folded, or (kind "block") the mark of a block of documents."""

    text: str
    kind: str = "stem"


@dataclass(frozen=True)
class All:
    """Every part."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """The first and not the second."""

    wanted: "Expression"
    unwanted: "Expression"


Expression = Lexeme | All | AnyOf | Without


def all_of(parts: Iterable[Expression]) -> Expression:
    """Return the parts under one ``All``, or the only part."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else All(found)


def any_of(parts: Iterable[Expression]) -> Expression:
    """Return the parts under one ``AnyOf``, or the only part."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else AnyOf(found)


def of_atom(atom: Atom, beginnings: Beginnings, *, exact: bool = False) -> Expression:
    """Return what finds an atom: a stem, words with a beginning, or all those of a phrase.

    ``exact`` wants the word itself.
    """
    if atom.is_phrase:
        return all_of(Lexeme(word, "word") for word in atom.words)
    if atom.prefix:
        return any_of(Lexeme(word, "word") for word in beginnings.get(atom.word) or [atom.word])
    return Lexeme(atom.word, "word") if exact else Lexeme(atom.stem)
