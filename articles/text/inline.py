"""Inline text: what it wears, and how a run of it is written."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .links import href, is_outside
from .markup import INLINE_ELEMENTS, UNWANTED, escape, tag
from .tree import Element

LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8}){0,4}")
LINK_RELATIONS = ("nofollow", "sponsored", "ugc", "noreferrer")
WHITESPACE = " \t\n"
BLANK = re.compile(r"(?:<[^>]*>|&nbsp;|[\s\u200b-\u200f\u2060\u2066-\u2069\u061c\xad])*")


class Mark(NamedTuple):
    """What inline text wears: a strong, a link. A slot of a caption is a mark that is never written."""

    name: str
    opening: str = ""


class Leaf(NamedTuple):
    """Inline text or a line break, escaped, with the marks it wears."""

    marks: tuple[Mark, ...]
    html: str


class Block(NamedTuple):
    """A block met among inline text, with the marks that were open around it."""

    marks: tuple[Mark, ...]
    element: Element


def flatten(children: list[Element | str], marks: tuple[Mark, ...] = ()) -> Iterator[Leaf | Block]:
    """Children without their inline elements, which become marks, down to the next blocks."""
    for child in children:
        if isinstance(child, str):
            yield Leaf(marks, escape(child.translate(UNWANTED)))
        elif child.name == "br":
            yield Leaf(marks, "<br>")
        elif child.name == "img":
            continue  # outside a figure: an emoji, a tracking pixel
        elif child.name in INLINE_ELEMENTS:
            yield from flatten(child.children, _wearing(marks, child))
        else:
            yield Block(marks, child)


def _wearing(marks: tuple[Mark, ...], element: Element) -> tuple[Mark, ...]:
    """The marks inside an inline element: each name once; of two languages the inner one."""
    name = element.name
    if name == "span":
        return _wearing_span(marks, element)
    if any(mark.name == name for mark in marks):
        return marks
    if name != "a":
        return (*marks, Mark(name, tag(name)))
    link = _link(element)
    return (*marks, Mark("a", tag("a", link))) if link else marks


def _wearing_span(marks: tuple[Mark, ...], element: Element) -> tuple[Mark, ...]:
    slot = Mark(element.kind("caption", "credit"))
    if slot.name and slot not in marks:
        marks = (*marks, slot)
    foreign = _foreign(element)
    if not foreign:
        return marks
    return (*(mark for mark in marks if mark.name != "span"), Mark("span", tag("span", foreign)))


def _foreign(element: Element) -> dict[str, str]:
    kept = {}
    if LANGUAGE.fullmatch(language := element.attributes.get("lang", "")):
        kept["lang"] = language
    if (direction := element.attributes.get("dir", "").lower()) in ("ltr", "rtl"):
        kept["dir"] = direction
    return kept


def _link(element: Element) -> dict[str, str]:
    address = href(element.attributes.get("href", ""))
    if not address:
        return {}
    given = element.attributes.get("rel", "").lower().split()
    relations = [relation for relation in LINK_RELATIONS if relation in given]
    if is_outside(address):
        relations.insert(0, "noopener")
    return {"href": address} | ({"rel": " ".join(relations)} if relations else {})


def leaves(parts: Iterable[Leaf | Block]) -> Iterator[Leaf]:
    """Inline text alone, with a space where a block began and ended."""
    for part in parts:
        if isinstance(part, Leaf):
            yield part
        else:
            yield Leaf(part.marks, " ")
            yield from leaves(flatten(part.element.children, part.marks))
            yield Leaf(part.marks, " ")


def inline(run: list[Leaf]) -> str:
    """Leaves as markup, without white space at the ends; marks that go on are not closed between."""
    shown = _trimmed([Leaf(tuple(mark for mark in leaf.marks if mark.opening), leaf.html) for leaf in run])
    written: list[str] = []
    worn: tuple[Mark, ...] = ()
    for marks, text in [*shown, Leaf((), "")]:
        shared = 0
        while shared < min(len(worn), len(marks)) and worn[shared] == marks[shared]:
            shared += 1
        written += [f"</{mark.name}>" for mark in reversed(worn[shared:])]
        written += [mark.opening for mark in marks[shared:]]
        written.append(text)
        worn = marks
    return "".join(written)


def _trimmed(leaves: list[Leaf]) -> list[Leaf]:
    first, last = 0, len(leaves)
    while first < last and not leaves[first].html.strip(WHITESPACE):
        first += 1
    while last > first and not leaves[last - 1].html.strip(WHITESPACE):
        last -= 1
    kept = [leaf for leaf in leaves[first:last] if leaf.html]
    if kept:
        kept[0] = kept[0]._replace(html=kept[0].html.lstrip(WHITESPACE))
        kept[-1] = kept[-1]._replace(html=kept[-1].html.rstrip(WHITESPACE))
    return kept


def is_blank(markup: str) -> bool:
    """Whether markup that was written here shows nothing but white space."""
    return BLANK.fullmatch(markup) is not None
