"""How good the suggestions are on stories with known answers, beside simpler ways on the same texts."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction

from articles.search.evaluation import databases_own
from articles.search.ranking import K1, B
from articles.text.arabic import tokens

from .draft import Draft
from .measuring import DEPTH, Measured, Question, measure, stored
from .suggest import suggest
from .terms import stems_of

Find = Callable[[str], list[str]]
TERMS = 25


def evaluate(stories: list[dict[str, Any]], questions: list[Question], language: str) -> Iterator[Measured]:
    """Measure every way in turn. The stories are stored for the while, and nothing of them is kept.

    The database's own way is asked for the 25 most telling words as spelled, as any of its extensions would.
    """
    bare = [{**story, "section": "", "tags": []} for story in stories]
    with stored(bare, language) as named:
        yield measure("newsroom, texts alone", _newsroom(named, language), questions)
    with stored(stories, language) as named:
        yield measure("newsroom, all it knows", _newsroom(named, language), questions)
    texts = {story["id"]: f"{story['headline']}\n{story['body']}" for story in stories}
    folded = {name: Counter(token.folded for token in tokens(text)) for name, text in texts.items()}
    stems = {name: Counter(stems_of(text, language)) for name, text in texts.items()}
    yield measure("TF-IDF cosine, stems", _cosine(stems), questions)
    yield measure("TF-IDF cosine, folded", _cosine(folded), questions)
    yield measure("more like this, stems", _more_like_this(stems), questions)
    yield measure("more like this, folded", _more_like_this(folded), questions)
    with transaction.atomic():
        yield measure(f"{connection.vendor}, its own", _own(stories, texts), questions)
        transaction.set_rollback(True)
    yield measure("shared tags", _shared_tags(stories), questions)


def _newsroom(named: dict[str, Any], language: str) -> Find:
    names = {article.pk: name for name, article in named.items()}

    def find(like: str) -> list[str]:
        draft = Draft.of(named[like], language)
        return [names[found.article.pk] for found in suggest(draft, DEPTH)]

    return find


def _cosine(counts: dict[str, Counter[str]]) -> Find:
    alike = cosines(counts)
    return lambda like: _best(alike(like), like)


def cosines(counts: dict[str, Counter[str]]) -> Callable[[str], dict[str, float]]:
    """The cosine of (1 + ln tf) x ln(N / df) with every story of the archive, for a story by its name."""
    frequencies = Counter(word for words in counts.values() for word in words)
    vectors, holders = {}, defaultdict(list)
    for name, words in counts.items():
        raw = {word: (1 + math.log(n)) * math.log(len(counts) / frequencies[word]) for word, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors[name] = {word: weight / length for word, weight in raw.items()}
        for word, weight in vectors[name].items():
            holders[word].append((name, weight))

    def alike(like: str) -> dict[str, float]:
        points: dict[str, float] = defaultdict(float)
        for word, weight in vectors[like].items():
            for name, other in holders[word]:
                points[name] += weight * other
        return points

    return alike


def _more_like_this(counts: dict[str, Counter[str]]) -> Find:
    """BM25 for the story's most telling words."""
    holders = defaultdict(list)
    for name, words in counts.items():
        for word, n in words.items():
            holders[word].append((name, n))
    lengths = {name: sum(words.values()) for name, words in counts.items()}
    average = sum(lengths.values()) / max(len(lengths), 1) or 1.0
    frequencies = Counter({word: len(having) for word, having in holders.items()})

    def find(like: str) -> list[str]:
        points: dict[str, float] = defaultdict(float)
        for word in _telling(counts[like], frequencies, len(counts)):
            for name, n in holders[word]:
                damping = K1 * (1 - B + B * lengths[name] / average)
                points[name] += _rarity(frequencies[word], len(counts)) * n * (K1 + 1) / (n + damping)
        return _best(points, like)

    return find


def _own(stories: list[dict[str, Any]], texts: dict[str, str]) -> Find:
    spelled = {name: Counter(token.text for token in tokens(text)) for name, text in texts.items()}
    frequencies = Counter(word for words in spelled.values() for word in words)
    search = databases_own(stories, DEPTH + 1)

    def find(like: str) -> list[str]:
        found = search(" ".join(_telling(spelled[like], frequencies, len(stories))))
        return [name for name in found if name != like]

    return find


def _telling(words: Counter[str], frequencies: Counter[str], stories: int) -> list[str]:
    return sorted(words, key=lambda word: (-words[word] * _rarity(frequencies[word], stories), word))[:TERMS]


def _rarity(found_in: int, stories: int) -> float:
    return math.log(1 + (stories - found_in + 0.5) / (found_in + 0.5))


def _shared_tags(stories: list[dict[str, Any]]) -> Find:
    """The number of common tags, the newest first."""
    holders = defaultdict(list)
    for story in stories:
        for tag in set(story["tags"]):
            holders[tag].append(story["id"])
    tags = {story["id"]: set(story["tags"]) for story in stories}

    def find(like: str) -> list[str]:
        return _best(dict(Counter(name for tag in tags[like] for name in holders[tag])), like)  # type: ignore[arg-type]

    return find


def _best(points: dict[str, float], like: str) -> list[str]:
    points.pop(like, None)
    return [name for name, _points in sorted(points.items(), key=lambda item: (-item[1], item[0]))[:DEPTH]]
