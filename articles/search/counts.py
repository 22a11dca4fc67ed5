"""In how many stories each word and stem stands."""

from collections import Counter
from collections.abc import Iterator

from articles.models.search_document import TOTAL, WORD

from . import document, letters

STORIES, LENGTH = "#stories", "#length"


class Counts:
    """Counts of one language, or differences to them."""

    def __init__(self, language: str) -> None:
        """Begin with nothing."""
        self.language = language
        self.words: Counter[str] = Counter()
        self.stems: Counter[str] = Counter()
        self.totals = {STORIES: 0, LENGTH: 0}

    def add(self, words: str, length: int, stories: int = 1) -> None:
        """Count a story by its stored words; -1 takes it back."""
        found = set(words.split())
        stems = set(map(document.stored_stems(self.language).__getitem__, found))
        if stories == 1:
            self.words.update(found)
            self.stems.update(stems)
        else:
            self.words.subtract(found)
            self.stems.subtract(stems)
        self.totals[STORIES] += stories
        self.totals[LENGTH] += stories * length

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Yield every term, the stem that it stands under, and its count."""
        for name, number in self.totals.items():
            yield name, TOTAL, number
        stems = document.stored_stems(self.language)
        for word, number in self.words.items():
            yield f"{WORD}{letters.plain(word)}", letters.plain(stems[word]), number
        for stem, number in self.stems.items():
            yield letters.plain(stem), letters.plain(stem), number
