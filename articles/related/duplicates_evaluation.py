"""How surely copies are recognised: stories of a file changed in known ways, and the file's own known pairs."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from time import perf_counter, process_time
from typing import Any, NamedTuple

from articles.models import Article
from articles.text import html

from .draft import Draft
from .duplicates import COMPARED, find_duplicates
from .evaluation import cosines
from .measuring import Question, middle, moment, stored
from .mutations import MUTATIONS, Mutation
from .remembered import remember
from .terms import stems_of

ALIKE = 0.45
APART = timedelta(days=4)
SHORTEST = 60
"""Words of a body: shorter stories are not cut any further."""


class Found(NamedTuple):
    """How many of so many were recognised, and the milliseconds that one took, by the clock and of this process."""

    name: str
    share: float
    stories: int
    median_ms: float
    p95_ms: float
    median_cpu: float
    p95_cpu: float


def evaluate(
    stories: list[dict[str, Any]], questions: list[Question], language: str, sample: int, draw: int
) -> Iterator[Found]:
    """Measure every mutation in turn, then the pairs that the file calls copies, and those that it calls different.

    What looks alike but came out days apart is measured too: follow-ups, results, weather; hardly any is a copy. Each
    ``draw`` changes other stories, and changes them otherwise.
    """
    random = Random(draw)  # noqa: S311
    with stored(stories, language) as named:
        remember(article.pk for article in named.values())
        long = [story for story in stories if len(story["body"].split()) >= SHORTEST]
        chosen = random.sample(long, min(sample, len(long)))
        for name, mutation in MUTATIONS.items():
            yield _measure(name, chosen, _finder(named, stories, mutation, random, language))
        yield _measure("alike, days apart", _apart(stories, random, language, sample), _pair_finder(named, language))
        pairs = [(question.like, other) for question in questions for other in sorted(question.relevant)]
        different = [(question.like, other) for question in questions for other in sorted(question.different)]
        if different:
            yield _measure("pairs: copies", pairs, _pair_finder(named, language))
            yield _measure("pairs: different", different, _pair_finder(named, language))


def _apart(stories: list[dict[str, Any]], random: Random, language: str, sample: int) -> list[tuple[str, str]]:
    days = {story["id"]: at for story in stories if (at := moment(story.get("published_at")))}
    counts = {story["id"]: Counter(stems_of(" \n ".join(_text(story)), language)) for story in stories}
    alike = cosines(counts)
    return [
        (one, other)
        for one in random.sample(sorted(days), min(sample, len(days)))
        for other, cosine in alike(one).items()
        if cosine > ALIKE and other in days and abs(days[one] - days[other]) >= APART
    ]


def _measure(name: str, cases: list[Any], recognised: Callable[[Any], bool]) -> Found:
    walls, cpus, right = [], [], 0
    for case in cases:
        wall, cpu = perf_counter(), process_time()
        right += recognised(case)
        walls.append(1000 * (perf_counter() - wall))
        cpus.append(1000 * (process_time() - cpu))
    return Found(name, right / max(len(cases), 1), len(cases), *middle(walls), *middle(cpus))


def _finder(
    named: dict[str, Article], stories: list[dict[str, Any]], mutation: Mutation, random: Random, language: str
) -> Callable[[dict[str, Any]], bool]:
    def recognised(story: dict[str, Any]) -> bool:
        other = random.choice(stories)
        headline, body = mutation(_text(story), _text(other), random)
        original = named[story["id"]]
        at = original.in_language("published_at", language) + timedelta(hours=2)
        draft = Draft(language, headline, body=html.from_paragraphs([body]), at=at)
        return any(found.article.pk == original.pk for found in find_duplicates(draft))

    return recognised


def _pair_finder(named: dict[str, Article], language: str) -> Callable[[tuple[str, str]], bool]:
    def recognised(pair: tuple[str, str]) -> bool:
        found = find_duplicates(Draft.of(named[pair[0]], language), limit=COMPARED)
        return any(duplicate.article.pk == named[pair[1]].pk for duplicate in found if pair[1] in named)

    return recognised


def _text(story: dict[str, Any]) -> tuple[str, str]:
    return story["headline"], story["body"]
