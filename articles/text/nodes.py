"""The nodes of a body: clean markup is read into a tree and written again as nothing but what the editor knows.

Text that stands loose gets a paragraph, a block inside a paragraph ends it, marks are merged, unknown containers
vanish and leave their words. What comes out is read by any HTML parser as the same tree, so cleaning twice is cleaning
once.
"""

import re
from collections.abc import Iterable, Iterator

from .inline import Block, Leaf, Mark, flatten, inline, is_blank, leaves
from .links import embed_url, image_source
from .markup import UNWANTED, tag
from .tree import Element, tree

IDENTITY = re.compile(r"[1-9][0-9]{0,17}")
PIXELS = re.compile(r"[1-9][0-9]{0,4}")
MOST_PICTURES = 60
"""In one gallery."""


def rewrite(clean: str) -> str:
    """A body of known nodes alone, from well-formed markup. Raises BodyTooLarge when that is nested too deeply."""
    blocks = _flow(flatten(tree(clean).children), "body")
    while blocks and _is_blank_paragraph(blocks[0]):
        del blocks[0]
    while blocks and _is_blank_paragraph(blocks[-1]):
        del blocks[-1]
    return "".join(blocks)


def _flow(parts: Iterable[Leaf | Block], place: str, name: str = "p", *, written: bool = False) -> list[str]:
    """Blocks, with each run of inline text in an element of a name.

    `place` is "body", "inner" (a quotation, an item), "box" or "quote" (a pull quote). `written` says that the
    element stood in the source: an empty paragraph then stays.
    """
    blocks: list[str] = []
    run: list[Leaf] = []

    def end_run() -> None:
        text = inline(run)
        run.clear()
        if not is_blank(text) or (written and name == "p" and text):
            blocks.append(f"<{name}>{text}</{name}>")

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
    inside = flatten(element.children, marks)
    match element.name:
        case "p" | "h2" | "h3" as name:
            if place == "quote":
                name = "p"
            elif place == "box" and name == "h2":
                name = "h3"
            return _flow(inside, place, name, written=True)
        case "ul" | "ol" | "blockquote" if place == "quote":
            return _flow(inside, place)
        case "figure" | "hr" if place == "quote":
            return []
        case "ul" | "ol" as name:
            return _wrap(name, _items(inside, place))
        case "blockquote":
            return _wrap("blockquote", _flow(inside, "inner"))
        case "aside" if place == "body" and (kind := element.kind("pull-quote", "fact-box")):
            blocks = _flow(inside, "quote" if kind == "pull-quote" else "box")
            return _wrap("aside", blocks, {"class": kind}) if not is_blank("".join(blocks)) else []
        case "figure":
            return _figure(element) or _flow(_without_caption(inside, element), place)
        case "div" if kind := element.kind("story-card", "gallery", "embed"):
            return _atom(element, kind) if place != "quote" else []
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
            text = inline([part for part in content if isinstance(part, Leaf)])
            items.extend([f"<li>{text}</li>"] if not is_blank(text) else [])
        else:
            items.extend(_wrap("li", _flow(content, "box" if place == "box" else "inner")))

    for part in parts:
        if isinstance(part, Block) and part.element.name == "li":
            item(loose)
            loose = []
            item(list(flatten(part.element.children, part.marks)))
        else:
            loose.append(part)
    item(loose)
    return items


def _atom(element: Element, kind: str) -> list[str]:
    if kind == "story-card":
        key, value = "data-article", element.attributes.get("data-article", "")
        valid = bool(IDENTITY.fullmatch(value))
    elif kind == "gallery":
        key, value = "data-images", _pictures(element.attributes.get("data-images", ""))
        valid = bool(value)
    else:
        key, value = "data-url", embed_url(element.attributes.get("data-url", ""))
        valid = bool(value)
    return [f"{tag('div', {'class': kind, key: value})}</div>"] if valid else []


def _pictures(written: str) -> str:
    """The numbers of a gallery's pictures, each once; what is no number is left out."""
    numbers = (part.strip() for part in written.split(","))
    return ",".join(list(dict.fromkeys(number for number in numbers if IDENTITY.fullmatch(number)))[:MOST_PICTURES])


def _figure(element: Element) -> list[str]:
    """A picture of the archive: its caption and credit are kept, its source only when it is on this site."""
    identity = element.attributes.get("data-image", "")
    if not element.kind("news-figure") or not IDENTITY.fullmatch(identity):
        return []
    parts = [_image(image) for image in element.all("img")][:1]
    for caption in list(element.all("figcaption"))[:1]:
        parts += _wrap("figcaption", _captions(caption))
    return [f"{tag('figure', {'class': 'news-figure', 'data-image': identity})}{''.join(parts)}</figure>"]


def _without_caption(parts: Iterable[Leaf | Block], figure: Element) -> Iterator[Leaf | Block]:
    """What a figure of another make holds (a table, a quotation), but no words about a picture that is not kept."""
    lost_picture = any(figure.all("img"))
    for part in parts:
        if not (lost_picture and isinstance(part, Block) and part.element.name == "figcaption"):
            yield part


def _image(element: Element) -> str:
    given = element.attributes
    source = image_source(given.get("src", ""))
    if not source:
        return ""
    kept = {"src": source, "alt": given.get("alt", "").translate(UNWANTED)}
    kept |= {key: given[key] for key in ("width", "height") if PIXELS.fullmatch(given.get(key, ""))}
    return tag("img", kept)


def _captions(element: Element) -> list[str]:
    texts = list(leaves(flatten(element.children)))
    credit = inline([leaf for leaf in texts if Mark("credit") in leaf.marks])
    caption = inline([leaf for leaf in texts if Mark("credit") not in leaf.marks])
    slots = [("caption", caption), ("credit", credit)]
    return [f"{tag('span', {'class': slot})}{text}</span>" for slot, text in slots if not is_blank(text)]


def _is_blank_paragraph(markup: str) -> bool:
    return markup.startswith("<p>") and is_blank(markup)
