"""Finding names in a text: whole words, in any spelling, through the letters that Arabic writes onto them. Pure.

All names stand in one trie over words, so that a text is read once, however many names there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.text.arabic import Token
from articles.text.stemmer import stem_folded

JOINING = "وف"
GOVERNING = "بلك"
ARTICLE = "ال"
SHORTEST = 2
"""Letters that must be left when those that are written onto a word are taken off."""
END = ""
"""Where names end in the trie; no word is empty."""
STEM = "~"
"""Before a stem, to tell it from a word."""


class Name(NamedTuple):
    """A name: its folded words, to what it belongs, and whether its inflexions count as well."""

    words: tuple[str, ...]
    owner: int
    inflected: bool = False


class Mention(NamedTuple):
    """A name in a text: the first word and the one after the last; ``exact`` unless only its inflexion stands there."""

    owner: int
    start: int
    end: int
    exact: bool


Trie = dict


def bare_forms(word: str) -> list[str]:
    """A folded word, and what is left of it when conjunction, preposition and article are taken off, in any part."""
    forms = [word]
    if not "\u0620" <= word[:1] <= "\u06ff":
        return forms
    if word[0] in JOINING and len(word) > SHORTEST:
        forms.append(word[1:])
    for form in list(forms):
        if form.startswith("لل") and len(form) - 2 >= SHORTEST:
            forms += [ARTICLE + form[2:], form[2:], form[1:]]
        elif form[0] in GOVERNING and len(form) > SHORTEST:
            forms.append(form[1:])
    forms += [form[2:] for form in forms if form.startswith(ARTICLE) and len(form) - 2 >= SHORTEST]
    return list(dict.fromkeys(forms))


def grow(names: Iterable[Name], language: str = "ar") -> Trie:
    """The trie of all names."""
    trie: Trie = {}
    for name in names:
        paths = [name.words]
        if name.inflected:
            paths.append(tuple(STEM + stem_folded(word, language) for word in name.words))
        for path in paths:
            node = trie
            for word in path:
                node = node.setdefault(word, {})
            owners = node.setdefault(END, [])
            if name.owner not in owners:
                owners.append(name.owner)
    return trie


def mentions(tokens: Sequence[Token], trie: Mapping, language: str = "ar") -> list[Mention]:
    """Every name that stands in the text, each once at a place, in order; exact ones go before inflected ones."""
    folded = [token.folded for token in tokens]
    stems = [STEM + stem_folded(word, language) for word in folded]
    found: dict[tuple[int, int, int], Mention] = {}
    for start, word in enumerate(folded):
        for form in bare_forms(word):
            _walk(trie.get(form), folded, start, True, found)
        _walk(trie.get(stems[start]), stems, start, False, found)
    return sorted(found.values(), key=lambda mention: (mention.start, -mention.end, mention.owner))


def _walk(
    node: Mapping | None, words: Sequence[str], start: int, exact: bool, found: dict[tuple[int, int, int], Mention]
) -> None:
    end = start + 1
    while node is not None:
        for owner in node.get(END, ()):
            found.setdefault((owner, start, end), Mention(owner, start, end, exact))
        if end == len(words):
            return
        node = node.get(words[end])
        end += 1
