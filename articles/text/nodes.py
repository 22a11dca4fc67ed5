"""The nodes of a body: clean markup is read into a tree and written again as nothing but what the editor knows.

Text that stands loose gets a paragraph, a block inside a paragraph ends it, marks are merged, unknown containers
vanish and leave their words. What comes out is read by any HTML parser as the same tree, so cleaning twice is cleaning
once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .links import embed_url, href, image_source, is_outside
from .markup import (
    INLINE_ELEMENTS,
    MAX_DEPTH,
    UNWANTED,
    VOID,
    BodyTooLarge,
    Close,
    attributes,
    escape,
    pieces,
    tag,
)

IDENTITY = re.compile(r"[1-9][0-9]{0,17}")
PIXELS = re.compile(r"[1-9][0-9]{0,4}")
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


@dataclass
class Element:
    """An element of the tree."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def all(self, name: str) -> "Iterator[Element]":
        """The elements of a name below this one, in order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.name == name:
                    yield child
                yield from child.all(name)


class Block(NamedTuple):
    """A block met among inline text, with the marks that were open around it."""

    marks: tuple[Mark, ...]
    element: Element


def rewrite(clean: str) -> str:
    """A body of known nodes alone, from well-formed markup. Raises BodyTooLarge when that is nested too deeply."""
    blocks = _flow(_flatten(_tree(clean).children), "body")
    while blocks and _is_blank_paragraph(blocks[0]):
        del blocks[0]
    while blocks and _is_blank_paragraph(blocks[-1]):
        del blocks[-1]
    return "".join(blocks)


def _tree(clean: str) -> Element:
    path = [Element("body")]
    for piece in pieces(clean):
        if isinstance(piece, str):
            path[-1].children.append(piece)
        elif isinstance(piece, Close):
            path.pop()
        else:
            element = Element(piece.name, attributes(piece))
            path[-1].children.append(element)
            if piece.name not in VOID:
                path.append(element)
            if len(path) > MAX_DEPTH + 1:
                raise BodyTooLarge("nesting", MAX_DEPTH)
    return path[0]


def _flatten(children: "list[Element | str]", marks: tuple[Mark, ...] = ()) -> Iterator[Leaf | Block]:
    for child in children:
        if isinstance(child, str):
            yield Leaf(marks, escape(child.translate(UNWANTED)))
        elif child.name == "br":
            yield Leaf(marks, "<br>")
        elif child.name in INLINE_ELEMENTS:
            yield from _flatten(child.children, _wearing(marks, child))
        else:
            yield Block(marks, child)


def _wearing(marks: tuple[Mark, ...], element: Element) -> tuple[Mark, ...]:
    name = element.name
    new: list[Mark] = []
    if name == "span":
        new = [Mark(slot) for slot in ("caption", "credit") if element.attributes.get("class") == slot]
        if foreign := _foreign(element):
            new.append(Mark("span", tag("span", foreign)))
    elif not any(mark.name == name for mark in marks):
        if name != "a":
            new = [Mark(name, tag(name))]
        elif link := _link(element):
            new = [Mark("a", tag("a", link))]
    return (*marks, *(mark for mark in new if mark not in marks))


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


def _flow(parts: Iterable[Leaf | Block], place: str, name: str = "p", *, written: bool = False) -> list[str]:
    """Blocks, with each run of inline text in an element of a name.

    `place` is "body", "inner" (a quotation, an item), "box" or "quote" (a pull quote). `written` says that the
    element stood in the source: an empty paragraph then stays.
    """
    blocks: list[str] = []
    run: list[Leaf] = []

    def end_run() -> None:
        inline = _inline(run)
        run.clear()
        if not _is_blank(inline) or (written and name == "p" and inline):
            blocks.append(f"<{name}>{inline}</{name}>")

    for part in parts:
        if isinstance(part, Leaf):
            run.append(part)
        else:
            end_run()
            blocks += _block(part, place)
    end_run()
    return blocks or (["<p></p>"] if written and name == "p" else [])


def _block(block: Block, place: str) -> list[str]:
    element, marks = block.element, block.marks
    inside = _flatten(element.children, marks)
    match element.name:
        case "p" | "h2" | "h3" as name:
            if place == "quote":
                name = "p"
            elif place == "box" and name == "h2":
                name = "h3"
            return _flow(inside, place, name, written=True)
        case "figcaption" | "img":
            return []
        case "ul" | "ol" | "blockquote" | "figure" | "hr" if place == "quote":
            return [] if element.name in ("figure", "hr") else _flow(inside, place)
        case "ul" | "ol" as name:
            return _wrap(name, _items(inside, place))
        case "blockquote":
            return _wrap("blockquote", _flow(inside, "inner"))
        case "aside" if place == "body" and element.attributes.get("class") in ("pull-quote", "fact-box"):
            kind = element.attributes["class"]
            blocks = _flow(inside, "quote" if kind == "pull-quote" else "box")
            return _wrap("aside", blocks, {"class": kind}) if not _is_blank("".join(blocks)) else []
        case "figure":
            return _figure(element)
        case "div" if element.attributes.get("class") in ("story-card", "embed"):
            return _atom(element) if place != "quote" else []
        case "hr":
            return ["<hr>"]
    return _flow(inside, place)


def _wrap(name: str, blocks: list[str], attributes: dict[str, str] | None = None) -> list[str]:
    return [f"{tag(name, attributes)}{''.join(blocks)}</{name}>"] if blocks else []


def _items(parts: Iterable[Leaf | Block], place: str) -> list[str]:
    """The items of a list; what stands between them becomes items too."""
    items: list[str] = []
    loose: list[Leaf | Block] = []

    def item(content: list[Leaf | Block]) -> None:
        if all(isinstance(part, Leaf) for part in content):
            inline = _inline([part for part in content if isinstance(part, Leaf)])
            items.extend([f"<li>{inline}</li>"] if not _is_blank(inline) else [])
        else:
            items.extend(_wrap("li", _flow(content, "box" if place == "box" else "inner")))

    for part in parts:
        if isinstance(part, Block) and part.element.name == "li":
            item(loose)
            loose = []
            item(list(_flatten(part.element.children, part.marks)))
        else:
            loose.append(part)
    item(loose)
    return items


def _atom(element: Element) -> list[str]:
    kind = element.attributes["class"]
    if kind == "story-card":
        key, value = "data-article", element.attributes.get("data-article", "")
        valid = bool(IDENTITY.fullmatch(value))
    else:
        key, value = "data-url", embed_url(element.attributes.get("data-url", ""))
        valid = bool(value)
    return [f"{tag('div', {'class': kind, key: value})}</div>"] if valid else []


def _figure(element: Element) -> list[str]:
    """A picture of the archive: its caption and credit are kept, its source only when it is on this site."""
    identity = element.attributes.get("data-image", "")
    if element.attributes.get("class") != "news-figure" or not IDENTITY.fullmatch(identity):
        return []
    parts = [_image(image) for image in element.all("img")][:1]
    for caption in list(element.all("figcaption"))[:1]:
        parts += _wrap("figcaption", _captions(caption))
    return [f"{tag('figure', {'class': 'news-figure', 'data-image': identity})}{''.join(parts)}</figure>"]


def _image(element: Element) -> str:
    given = element.attributes
    source = image_source(given.get("src", ""))
    if not source:
        return ""
    kept = {"src": source, "alt": given.get("alt", "").translate(UNWANTED)}
    kept |= {key: given[key] for key in ("width", "height") if PIXELS.fullmatch(given.get(key, ""))}
    return tag("img", kept)


def _captions(element: Element) -> list[str]:
    leaves = list(_leaves(_flatten(element.children)))
    credit = [leaf for leaf in leaves if Mark("credit") in leaf.marks]
    caption = [leaf for leaf in leaves if Mark("credit") not in leaf.marks]
    slots = [("caption", _inline(caption)), ("credit", _inline(credit))]
    return [f"{tag('span', {'class': slot})}{inline}</span>" for slot, inline in slots if not _is_blank(inline)]


def _leaves(parts: Iterable[Leaf | Block]) -> Iterator[Leaf]:
    """Inline text alone, with a space where a block began and ended."""
    for part in parts:
        if isinstance(part, Leaf):
            yield part
        else:
            yield Leaf(part.marks, " ")
            yield from _leaves(_flatten(part.element.children, part.marks))
            yield Leaf(part.marks, " ")


def _inline(run: list[Leaf]) -> str:
    """Leaves as markup, without white space at the ends; marks that go on are not closed between."""
    leaves = _trimmed([Leaf(tuple(mark for mark in leaf.marks if mark.opening), leaf.html) for leaf in run])
    written: list[str] = []
    worn: tuple[Mark, ...] = ()
    for marks, text in [*leaves, Leaf((), "")]:
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


def _is_blank(markup: str) -> bool:
    return BLANK.fullmatch(markup) is not None


def _is_blank_paragraph(markup: str) -> bool:
    return markup.startswith("<p>") and _is_blank(markup)
