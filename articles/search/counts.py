"""In how many stories each word and stem stands."""

from collections import Counter
from collections.abc import Iterator

from articles.models.search_document import TOTAL

from . import document, letters

STORIES, LENGTH = "#stories", "#length"


class Counts:
    """Counts of one language, or differences to them."""

    def __init__(self, language: str) -> None:
        """Begin with nothing."""
        self.language = language
        self.terms: Counter[str] = Counter()
        self.totals = {STORIES: 0, LENGTH: 0}

    def add(self, words: str, length: int, stories: int = 1) -> None:
        """Count a story by its stored words; -1 takes it back."""
        if stories == 1:
            self.terms.update(document.terms(words, self.language))
        else:
            self.terms.subtract(document.terms(words, self.language))
        self.totals[STORIES] += stories
        self.totals[LENGTH] += stories * length

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Yield every term, the stem that it stands under, and its count."""
        for name, number in self.totals.items():
            yield name, TOTAL, number
        for term, number in self.terms.items():
            yield letters.plain(term), letters.plain(document.stem_of(term, self.language)), number
