"""HTML as a stream of tags and text, read in linear time, and the limits that a body must keep.

The rules of reading are those of the HTML standard's tokeniser. `tame` writes the stream out again with nothing in it
but the body's own elements, so that the sanitiser behind it, whose parser is quadratic in places, never meets markup
that was made to exhaust it.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_BYTES = 500_000
MAX_DEPTH = 100
MAX_TAGS = 10_000
MAX_ATTRIBUTES = 200
MAX_ENTITIES = 50_000
MAX_VALUE = 2_000

INLINE_ELEMENTS = ("strong", "em", "a", "sub", "sup", "span")
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "aside": {"class"},
    "div": {"class", "data-article", "data-images", "data-url"},
    "figure": {"class", "data-image"},
    "img": {"src", "alt", "width", "height"},
    "span": {"class", "lang", "dir"},
}
ELEMENTS = {
    *INLINE_ELEMENTS,
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "br", "hr"),
    *("figure", "img", "figcaption", "aside", "div"),
}
VOID = {"br", "hr", "img"}
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "dt": "p", "dd": "p"}
OTHER_BLOCKS = {
    *("html", "body", "header", "main", "footer", "nav", "article", "section", "hgroup", "address", "center", "pre"),
    *("dl", "dir", "menu", "details", "summary", "dialog", "form", "fieldset", "legend", "option"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
BLOCKS = (ELEMENTS - {*INLINE_ELEMENTS, "img"}) | OTHER_BLOCKS | {"h1", "h4", "h5", "h6", "dt", "dd"}
WITHOUT_CONTENT = {
    *("script", "style", "title", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video"),
    *("select", "textarea", "xmp", "noembed", "noframes"),
}
"""Elements dropped with all that stands between their tags."""

UNWANTED: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFEFF]),
    **dict.fromkeys(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    **dict.fromkeys(range(0x202A, 0x202F)),
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n"),
    0x09: "\t",
    0x0A: "\n",
}
"""Controls, lone surrogates, noncharacters, and the bidi embeddings and overrides, which disguise text.

Marks (U+200E, U+200F, U+061C) and isolates (U+2066 to U+2069) stay: honest mixed text needs them.
"""

_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>=?[^\s/>=]++|=)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|"""
    r"""(?P<bare>[^\s>"'][^\s>]*+)|(?=>)))?+""",
    re.ASCII,
)
_TAG = re.compile(
    r"""<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<attributes>(?:[\s/]*+(?:=?[^\s/>=]++|=)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+)*+)"""
    r"""[\s/]*+>""",
    re.ASCII,
)
_UNENDED = re.compile(r"</?[a-zA-Z]")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![a-zA-Z]))[^>]*+>?", re.DOTALL)
_ANY_REFERENCE_BY_NUMBER = re.compile(r"&#(?:0*+[0-9]{8,}+|[xX]0*+[0-9a-fA-F]{7,}+);?")
_WHOLE_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z0-9]+;)")


class BodyTooLarge(ValueError):
    """Markup past a limit; `code` says which: "size", "nesting", "tags", "attributes" or "entities"."""

    def __init__(self, code: str, limit: int) -> None:
        """Say which limit was passed and what it is."""
        super().__init__(f"The body is too large to be cleaned: {code}, at most {limit}.")
        self.code = code
        self.limit = limit


class Open(NamedTuple):
    """A start tag: its name in lower case and its attributes as written."""

    name: str
    written: str = ""


class Close(NamedTuple):
    """An end tag."""

    name: str


def pieces(markup: str) -> Iterator[Open | Close | str]:
    """The tags and the decoded text of any markup, in order, without comments and without scripts and their like.

    A tag that never ends is text to the end of the markup.
    """
    position = 0
    while position < len(markup):
        start = markup.find("<", position)
        if start == -1:
            start = len(markup)
        if start > position:
            yield decode(markup[position:start])
        if start == len(markup):
            return
        if tag := _TAG.match(markup, start):
            name = tag["name"].lower()
            position = tag.end()
            if name in WITHOUT_CONTENT:
                position = position if tag["slash"] else _end_of(name, markup, position)
            else:
                yield Close(name) if tag["slash"] else Open(name, tag["attributes"])
        elif comment := _COMMENT.match(markup, start):
            position = comment.end()
        elif _UNENDED.match(markup, start):
            yield decode(markup[start:])
            return
        else:
            yield "<"
            position = start + 1


def attributes(opening: Open) -> dict[str, str]:
    """The attributes of a start tag, decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(opening.written):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), _WHOLE_REFERENCE.sub(lambda reference: decode(reference[0]), value))
    return found


def decode(text: str) -> str:
    """Text with its character references turned into characters."""
    if "&" not in text:
        return text
    # Python refuses to read numbers of thousands of digits, and there is no such character.
    return html.unescape(_ANY_REFERENCE_BY_NUMBER.sub("\ufffd", text))


def escape(text: str) -> str:
    """Text as a browser would write it inside an element."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def escape_value(value: str) -> str:
    """A value as it stands between the double quotes of an attribute."""
    return escape(value).replace('"', "&quot;")


def tag(name: str, attributes: dict[str, str] | None = None) -> str:
    """A start tag."""
    written = [f'{key}="{escape_value(value)}"' for key, value in (attributes or {}).items()]
    return f"<{' '.join([name, *written])}>"


def tame(markup: str) -> str:
    """The same markup made of the body's own elements and attributes alone, within the limits.

    Raises BodyTooLarge.
    """
    if len(markup) > MAX_BYTES or len(markup.encode(errors="replace")) > MAX_BYTES:
        raise BodyTooLarge("size", MAX_BYTES)
    written: list[str] = []
    tags = entities = 0
    open_names: list[str] = []
    for piece in pieces(markup.translate(UNWANTED)):
        if isinstance(piece, str):
            text = escape(piece)
            entities += text.count("&")
        else:
            text = _tame_tag(piece, open_names)
            tags += bool(text)
            entities += text.count("&")
        written.append(text)
        if tags > MAX_TAGS:
            raise BodyTooLarge("tags", MAX_TAGS)
        if entities > MAX_ENTITIES:
            raise BodyTooLarge("entities", MAX_ENTITIES)
    return "".join(written)


def _tame_tag(piece: Open | Close, open_names: list[str]) -> str:
    name = RENAMED.get(piece.name, "div" if piece.name in OTHER_BLOCKS else piece.name)
    if isinstance(piece, Open) and len(piece.written) > MAX_ATTRIBUTES:
        count = sum(1 for _ in _ATTRIBUTE.finditer(piece.written))
        if count > MAX_ATTRIBUTES:
            raise BodyTooLarge("attributes", MAX_ATTRIBUTES)
    if name not in ELEMENTS:
        return ""
    if isinstance(piece, Close):
        return _close(name, open_names)
    _open(name, open_names)
    wanted = ATTRIBUTES.get(name, set()) if name == piece.name else set()
    kept = {key: value for key, value in attributes(piece).items() if key in wanted} if wanted else {}
    return tag(name, {key: value for key, value in kept.items() if len(value) <= MAX_VALUE})


def _open(name: str, open_names: list[str]) -> None:
    """Note a start tag, closing what an author may leave open: a paragraph before a block, an item before the next."""
    if name in BLOCKS and name != "br" and "p" in open_names:
        del open_names[open_names.index("p") :]
    if name == "li":
        lists = [place for place, open_name in enumerate(open_names) if open_name in ("ul", "ol")]
        last_list = lists[-1] if lists else 0
        if "li" in open_names[last_list:]:
            del open_names[open_names.index("li", last_list) :]
    if name not in VOID:
        open_names.append(name)
    if len(open_names) > MAX_DEPTH:
        raise BodyTooLarge("nesting", MAX_DEPTH)


def _close(name: str, open_names: list[str]) -> str:
    """Note an end tag and write it; HTML reads a stray end of a break as a break."""
    if name in open_names:
        del open_names[len(open_names) - 1 - open_names[::-1].index(name) :]
    elif name == "br":
        return "<br>"
    elif name == "p" or name in VOID:
        return ""
    return f"</{name}>"


def _end_of(name: str, markup: str, position: int) -> int:
    """Where the first end tag of a name ends; the end of the markup when there is none."""
    end = re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE).search(markup, position)
    return end.end() if end else len(markup)
