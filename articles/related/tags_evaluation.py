"""How good the suggested tags are on texts with known ones, beside simpler ways over the same tags."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import log
from typing import Any

from articles.text.arabic import fold_key, tokens

from .draft import Draft
from .measuring import DEPTH, Measured, Question, measure, stored
from .phrases import Name, Trie, grow, mentions
from .tagging import forget_inventory, suggest_tags
from .terms import stems_of

Find = Callable[[str], list[str]]


def evaluate(stories: list[dict[str, Any]], questions: list[Question], language: str) -> Iterator[Measured]:
    """Measure every way in turn over all the tags of the file. The stories are stored for the while, and not kept.

    What would be offered as new is measured where none of them is a tag. The right answers are those of the questions
    or, without any, the tags that each story carries.
    """
    asked = questions or [Question(story["id"], frozenset(story["tags"])) for story in stories if story["tags"]]
    wanted = {tag for question in asked for tag in question.relevant}
    complete = [*stories, {"id": " ", "headline": "", "body": "", "section": "", "tags": sorted(wanted)}]
    with stored(complete, language) as named:
        forget_inventory()
        yield measure("newsroom, text alone", _newsroom(named, language, like_stories=False), asked)
        yield measure("newsroom, all it knows", _newsroom(named, language, like_stories=True), asked)
    with stored([{**story, "tags": []} for story in stories], language) as named:
        forget_inventory()
        yield measure("newsroom, as new tags", _new_tags(named, wanted, language), asked)
    forget_inventory()
    names = sorted(wanted | {tag for story in stories for tag in story["tags"]})
    texts = {story["id"]: f"{story['headline']}\n{story['body']}" for story in stories}
    yield measure("stems, by rarity", _by_rarity(texts, names, language), asked)
    yield measure("folded words, by count", _folded(texts, names), asked)
    yield measure("exact string, by count", _exact(texts, names), asked)


def _newsroom(named: dict[str, Any], language: str, *, like_stories: bool) -> Find:
    def find(like: str) -> list[str]:
        draft = replace(Draft.of(named[like], language), tags=frozenset())
        return [tag.name for tag in suggest_tags(draft, DEPTH, new=0, like_stories=like_stories).tags]

    return find


def _new_tags(named: dict[str, Any], names: set[str], language: str) -> Find:
    """What is offered of a text when none of the names is a tag yet."""
    known = {fold_key(name): name for name in sorted(names)}

    def find(like: str) -> list[str]:
        offered = suggest_tags(Draft.of(named[like], language), like_stories=False).new
        return [known.get(fold_key(term.name), term.name) for term in offered]

    return find


def _by_rarity(texts: dict[str, str], names: list[str], language: str) -> Find:
    trie: Trie = grow(
        (Name(tuple(stems_of(name, language)), number) for number, name in enumerate(names) if stems_of(name, language))
    )
    frequencies = Counter(stem for text in texts.values() for stem in set(stems_of(text, language)))

    def find(like: str) -> list[str]:
        words = [token._replace(folded=stem) for token, stem in _stemmed(texts[like], language)]
        points: dict[int, float] = defaultdict(float)
        for mention in mentions(words, trie, language):
            own = [words[place].folded for place in range(mention.start, mention.end)]
            points[mention.owner] += sum(log((len(texts) + 1) / max(frequencies[stem], 1)) for stem in own) / len(own)
        return _best(points, names)

    return find


def _stemmed(text: str, language: str) -> list[tuple[Any, str]]:
    return list(zip(tokens(text), stems_of(text, language), strict=True))


def _folded(texts: dict[str, str], names: list[str]) -> Find:
    keys = [f" {fold_key(name)} " for name in names]

    def find(like: str) -> list[str]:
        text = f" {fold_key(texts[like])} "
        return _best({number: text.count(key) for number, key in enumerate(keys) if key.strip()}, names)

    return find


def _exact(texts: dict[str, str], names: list[str]) -> Find:
    def find(like: str) -> list[str]:
        return _best({number: texts[like].count(name) for number, name in enumerate(names)}, names)

    return find


def _best(points: dict[int, float], names: list[str]) -> list[str]:
    best = sorted(points, key=lambda number: (-points[number], number))
    return [names[number] for number in best[:DEPTH] if points[number]]
