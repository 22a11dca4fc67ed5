"""What a text calls the things that it mentions: names in full, where another text has them in full too. Pure."""

from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from articles.text import lexicon
from articles.text.arabic import fold, tokens
from articles.text.stemmer import stem_folded

from .naming import ARTICLE, SON, bare_name, goes_on, names_something, unmarked
from .new_tags import is_somebodys
from .terms import Stems

LONGEST = 5
"""Words of a name: «رئيس الجمهورية الباجي قايد السبسي». What is longer is parted before a name without the article."""
READ = 9
SPACES = " \u00a0"


class Word(NamedTuple):
    """A word of a text, and whether nothing but a space parts it from the one before."""

    written: str
    folded: str
    stem: str
    follows: bool


class Wording:
    """The words of a text in order, and where each stem stands: made once, for all stories that it is compared with."""

    def __init__(self, text: str, language: str) -> None:
        """Read a text."""
        self.language = language
        self.words: list[Word] = []
        self.places: dict[str, list[int]] = {}
        end = -1
        for token in tokens(text):
            stem = stem_folded(token.folded, language)
            self.places.setdefault(stem, []).append(len(self.words))
            self.words.append(
                Word(token.text, token.folded, stem, 0 <= end < token.start and _is_space(text, end, token.start))
            )
            end = token.end

    def barest(self, stem: str) -> str:
        """How to show a stem alone: its barest form in the text, as spelled; "" where it does not stand."""
        found = (self.words[place] for place in self.places.get(stem, ()))
        return min(found, key=lambda word: _bareness(word.folded, stem), default=Word("", "", "", False)).written

    def in_full(self, stem: str, beside: AbstractSet[tuple[str, str]]) -> tuple[str, list[str]]:
        """The longest name with a stem, and its stems; ``beside`` are those side by side in the other text."""
        run = max((self._run(place, beside) for place in self.places[stem]), key=len)
        if len(run) == 1:
            return bare_name(self.barest(stem)), [stem]
        first, *others = run
        name = " ".join([bare_name(first.written), *(unmarked(word.written) for word in others)])
        return name, [word.stem for word in run]

    def _run(self, place: int, beside: AbstractSet[tuple[str, str]]) -> list[Word]:
        start, end = place, place + 1
        while start and end - start < READ and self._is_one_name(start, beside):
            start -= 1
        while end < len(self.words) and end - start < READ and self._is_one_name(end, beside):
            end += 1
        if self._is_two(start, end):
            start, end = self._part(place, start, end)
        while end - 1 > place and self.words[end - 1].folded in SON:
            end -= 1
        return self.words[start:end]

    def _is_two(self, start: int, end: int) -> bool:
        """Whether a run is a title, or the end of one, and a name: «الحكومة يوسف الشاهد» of «لرئيس الحكومة»."""
        if end - start > LONGEST:
            return True
        if end - start == 1:
            return False
        return not _is_bare(self.words[start]) or (self._has_article(start) and self._has_article(start + 1))

    def _part(self, place: int, start: int, end: int) -> tuple[int, int]:
        """The part of a run in which a place is: a title and the name after it are two."""
        borders = [at for at in range(start + 1, end) if self._is_border(at)]
        start = max((at for at in borders if at <= place), default=start)
        end = min((at for at in borders if at > place), default=end)
        return (start, end) if end - start <= LONGEST else (place, min(end, place + LONGEST))

    def _is_border(self, at: int) -> bool:
        return self._has_article(at - 1) and not self._has_article(at) and self.words[at].folded not in SON

    def _has_article(self, place: int) -> bool:
        word = fold(bare_name(self.words[place].written))
        return word.startswith(ARTICLE) and word not in SON

    def _is_one_name(self, place: int, beside: AbstractSet[tuple[str, str]]) -> bool:
        """Whether the word at a place goes on with the name that the word before it is part of."""
        before, word = self.words[place - 1], self.words[place]
        if not word.follows or (before.stem, word.stem) not in beside or not _is_bare(word):
            return False
        if not self._is_part(before):
            return False
        return before.folded in SON or (self._is_part(word) and goes_on(fold(bare_name(before.written)), word.folded))

    def _is_part(self, word: Word) -> bool:
        return word.folded in SON or (names_something(word.folded, self.language) and not is_somebodys(word.written))


def side_by_side(stems: Stems) -> set[tuple[str, str]]:
    """The pairs of stems that stand side by side in a text."""
    return {pair for part in stems for pair in pairwise(part)}


def _is_bare(word: Word) -> bool:
    return bare_name(word.written) == unmarked(word.written)


def _is_space(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip(SPACES)


def _bareness(word: str, stem: str) -> tuple[int, int]:
    return len(word), -lexicon.count(word) if word != stem else 0
