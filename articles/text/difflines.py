"""A text as the lines that are compared: paragraphs, and in words what stands between them."""

from collections.abc import Callable
from typing import NamedTuple

from .markup import BLOCKS, Close, Open, attributes, pieces

Namer = Callable[[str, str], str]


class Line(NamedTuple):
    """A paragraph's words, and what it wears."""

    text: str
    markup: str


def numbered(kind: str, identity: str) -> str:
    """What a picture or a card of a body is called by those who do not know its name."""
    return f"#{kind}-{identity}"


def lines_of(html: str, named: Namer = numbered) -> list[Line]:
    """The paragraphs of a body; pictures, cards, embeds and the addresses of links are told in words, too."""
    lines: list[Line] = []
    text: list[str] = []
    worn: list[str] = []
    open_blocks: list[str] = []
    targets: list[str] = []

    def end_line() -> None:
        words = " ".join("".join(text).split())
        if words:
            lines.append(Line(words, "/".join(open_blocks) + "|" + "".join(worn)))
        text.clear()
        worn.clear()

    for piece in pieces(html):
        if isinstance(piece, str):
            text.append(piece)
            worn.append(piece.strip() and "·")
        elif piece.name in BLOCKS and piece.name != "br":
            end_line()
            if isinstance(piece, Close):
                if piece.name in open_blocks:
                    del open_blocks[len(open_blocks) - 1 - open_blocks[::-1].index(piece.name) :]
            else:
                told = attributes(piece)
                if thing := _thing(told, named):
                    lines.append(Line(thing, piece.name))
                if piece.name != "hr":
                    open_blocks.append(f"{piece.name}")
        elif piece.name == "img" and isinstance(piece, Open):
            text.append(attributes(piece).get("alt", ""))
            end_line()
        elif piece.name == "br":
            text.append(" ")
            worn.append("<br>")
        else:
            worn.append(f"</{piece.name}>" if isinstance(piece, Close) else f"<{piece.name}>")
            if piece.name == "a":
                if isinstance(piece, Open):
                    targets.append(attributes(piece).get("href", ""))
                elif targets and (target := targets.pop()):
                    text.append(f" ({target})")
    end_line()
    return lines


def plain_lines(text: str) -> list[Line]:
    """The lines of a plain text that hold something."""
    return [Line(line, "") for raw in text.splitlines() if (line := " ".join(raw.split()))]


def _thing(told: dict[str, str], named: Namer) -> str:
    for kind in ("image", "article"):
        if identity := told.get(f"data-{kind}"):
            return named(kind, identity)
    return address if (address := told.get("data-url")) else ""
