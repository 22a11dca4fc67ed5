"""Made-up Arabic stories for measuring speed: the same for the same number, words as often as newspapers have them.

A story has a subject, a few words that its headline is made of and that its body repeats; the rest are words of the
shipped list by their counts, now and then with a clitic, and names that no list knows, of which a few are common and
most are rare.
"""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from articles.text import lexicon

LETTERS = "ابتثجحخدرزسشصضطعغفقكلمنهوي"
CLITICS = ("و", "ب", "ل", "ف", "ك")
NAMES = 60_000
"""Names that stories are about, besides the words of the list."""
COMMONEST = 150
"""Words of the list that are in every story and the subject of none."""
SUBJECT = 9
WORDS = (60, 420)
"""The fewest and the most words of a body; most have about 200."""
PARAGRAPH = 45
LEAD = 25


class Story(NamedTuple):
    """A made-up story: a headline, paragraphs, and the words that it is about, the most telling first."""

    headline: str
    paragraphs: list[str]
    subject: list[str]


class _Words(NamedTuple):
    """Words, and their counts added up for drawing."""

    words: list[str]
    sums: list[float]

    def draw(self, random: Random, number: int) -> list[str]:
        return random.choices(self.words, cum_weights=self.sums, k=number)


def stories(number: int, seed: int = 1) -> Iterator[Story]:
    """Make so many stories, one at a time."""
    running, subjects, names = _vocabulary()
    random = Random(seed)  # noqa: S311
    for _ in range(number):
        about = list(dict.fromkeys(names.draw(random, 2) + subjects.draw(random, SUBJECT - 2)))
        length = int(random.triangular(*WORDS, 180))
        words = running.draw(random, length)
        for place in range(2, length, 7):
            words[place] = about[min(int(random.expovariate(0.5)), len(about) - 1)]
        for place in range(5, length, 13):
            words[place] = random.choice(CLITICS) + words[place]
        for place, word in enumerate(about):
            words[min(LEAD, length - SUBJECT) - place] = word
        headline = " ".join([*about[:4], *running.draw(random, 2), *about[4:6]])
        paragraphs = [" ".join(words[start : start + PARAGRAPH]) + "." for start in range(0, length, PARAGRAPH)]
        yield Story(headline, paragraphs, about)


def names(number: int) -> list[str]:
    """Return so many names of two words, no two alike, for tags and authors."""
    words = _vocabulary()[2].words
    return [f"{words[place]} {words[-1 - place]}" for place in range(number)]


@cache
def _vocabulary() -> tuple[_Words, _Words, _Words]:
    """The words of running text, those that stories are about, and names."""
    counts = [(word, float(count)) for word, count in lexicon.counts().items()]
    random = Random(0)  # noqa: S311
    made = {"".join(random.choices(LETTERS, k=random.choice((4, 5, 5, 6, 7)))) for _ in range(NAMES)}
    names = [(word, 1 / (place + 10)) for place, word in enumerate(sorted(made, key=lambda word: (len(word), word)))]
    telling = [(word, count**0.7) for word, count in counts[COMMONEST:] if len(word) > 2]
    return _drawn(counts), _drawn(telling), _drawn(names)


def _drawn(weighted: list[tuple[str, float]]) -> _Words:
    return _Words([word for word, _weight in weighted], list(accumulate(weight for _word, weight in weighted)))
