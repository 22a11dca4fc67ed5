"""What the nodes of a sanitised body point to: stories and pictures, by their numbers."""

import re
from dataclasses import dataclass
from html import unescape

ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
ATOM = re.compile(r'<div((?:\s+[\w-]+="[^"]*")+)\s*>\s*</div>')
FIGURE = re.compile(r'<figure((?:\s+[\w-]+="[^"]*")+)\s*>(.*?)</figure>', re.DOTALL)
IMAGE = re.compile(r'<img((?:\s+[\w-]+="[^"]*")*)\s*/?>')
NODE = re.compile(r"<(?:div|figure)((?:\s+[\w-]+=\"[^\"]*\")+)\s*>")
MOST_STORIES = 50
MOST_PICTURES = 200


@dataclass(frozen=True)
class References:
    """The records that a body's nodes point to, each once, in the order of the body."""

    articles: tuple[int, ...]
    images: tuple[int, ...]


def references(body: str) -> References:
    """Return what the nodes of a (sanitised) body point to, at most fifty stories and two hundred pictures."""
    articles: list[int] = []
    images: list[int] = []
    for node in NODE.finditer(body):
        given = attributes(node[1])
        articles.append(number(given.get("data-article")))
        images += [number(given.get("data-image")), *numbers(given.get("data-images"))]
    return References(_first(articles, MOST_STORIES), _first(images, MOST_PICTURES))


def attributes(written: str) -> dict[str, str]:
    """Return the attributes of a tag of a sanitised body."""
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(written)}


def number(text: str | None) -> int:
    """Return a record's number; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def numbers(text: str | None) -> list[int]:
    """Return the numbers of a gallery's pictures, «3,5,9», without what is none."""
    return [one for part in (text or "").split(",") if (one := number(part))]


def _first(found: list[int], most: int) -> tuple[int, ...]:
    return tuple(one for one in dict.fromkeys(found) if one)[:most]
