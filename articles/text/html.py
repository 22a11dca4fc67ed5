"""The body of a story: cleaned on the way in, measured, and read as plain text.

Cleaning has three steps. `markup.tame` checks the limits and leaves only the body's own elements; nh3 parses that as a
browser would and is the authority on what is safe; `nodes.rewrite` writes its tree as the nodes the editor knows.
"""

import re
import unicodedata
from collections.abc import Iterable

import nh3

from .inline import is_blank
from .links import SCHEMES
from .markup import ATTRIBUTES, BLOCKS, ELEMENTS, UNWANTED, BodyTooLarge, Close, Open, attributes, escape, pieces, tame
from .nodes import rewrite

__all__ = [
    "BodyTooLarge",
    "excerpt",
    "from_paragraphs",
    "from_typed",
    "plain_text",
    "reading_minutes",
    "sanitise",
    "word_count",
]

WORDS_PER_MINUTE = {"ar": 180, "en": 230}
OTHER_WORDS_PER_MINUTE = 200
ELLIPSIS = "…"

_CLEANER = nh3.Cleaner(
    tags=ELEMENTS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, clean_content_tags={"script", "style"}
)
_MARKUP = re.compile("</?[a-z]", re.IGNORECASE)
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d\u2060"
_WORD = re.compile(rf"[\w{_MARKS}]+(?:[.,:٫٬'’ʼ‑-][\w{_MARKS}]+)*")


def sanitise(html: str) -> str:
    """The body with the editor's nodes and nothing else; cleaning it again changes nothing.

    Raises BodyTooLarge when the markup is over 500 KB, nested over 100 deep, or past the other limits of `markup`.
    """
    body = rewrite(_CLEANER.clean(tame(html)))
    tame(body)
    return body


def plain_text(html: str) -> str:
    """The words of a body, a line for each paragraph, heading and item; captions are in, credits are not."""
    return "\n".join(_lines(html, without={"credit"}))


def excerpt(html: str, limit: int = 200) -> str:
    """The opening of a body's running text, at most `limit` characters, ended at a word's end with «…» when cut.

    Headings, pictures, pull quotes and fact boxes are passed over.
    """
    text = " ".join(_lines(html, without={"h2", "h3", "figure", "aside"}))
    if len(text) <= limit:
        return text
    room = max(limit - len(ELLIPSIS), 0)
    end = text.rfind(" ", 0, room + 1)
    if end <= 0:
        end = room
        while end > 0 and unicodedata.category(text[end])[0] in "MC":
            end -= 1
    cut = text[:end]
    while cut and unicodedata.category(cut[-1])[0] in "PZ" and cut[-1] not in "»”)]":
        cut = cut[:-1]
    return f"{cut}{ELLIPSIS}"


def word_count(html: str) -> int:
    """How many words and numbers a reader reads; a «و» written onto its word is no word of its own.

    Pictures and pull quotes, which repeat the text, are not counted.
    """
    lines = _lines(html, without={"figure", "pull-quote"})
    return sum(1 for line in lines for word in _WORD.findall(line) if word.strip("_ـ"))


def reading_minutes(words: int, language: str) -> int:
    """Whole minutes to read so many words: 180 a minute in Arabic, 230 in English, 200 in others; 0 only for none."""
    if words <= 0:
        return 0
    speed = WORDS_PER_MINUTE.get(language.partition("-")[0], OTHER_WORDS_PER_MINUTE)
    return max(1, (2 * words + speed) // (2 * speed))


def from_paragraphs(paragraphs: Iterable[str]) -> str:
    """A body of plain paragraphs: each escaped, its white space collapsed, empty ones left out."""
    texts = (escape(" ".join(paragraph.translate(UNWANTED).split())) for paragraph in paragraphs)
    return "".join(f"<p>{text}</p>" for text in texts if not is_blank(text))


def from_typed(text: str) -> str:
    """A body as a plain text area sends it: where it has no markup, each line that was typed is a paragraph."""
    has_lines = "\n" in text.strip() and not _MARKUP.search(text)
    return from_paragraphs(text.splitlines()) if has_lines else text


def _lines(html: str, *, without: set[str]) -> list[str]:
    """The text of each block, white space collapsed, without the elements of these names or classes."""
    lines: list[list[str]] = [[]]
    skipped: list[str] = []
    for piece in pieces(html):
        if isinstance(piece, str):
            if not skipped:
                lines[-1].append(piece)
            continue
        if skipped:
            if piece.name == skipped[0]:
                skipped = skipped[1:] if isinstance(piece, Close) else [piece.name, *skipped]
        elif isinstance(piece, Open) and _is_left_out(piece, without):
            skipped = [piece.name]
        if piece.name in BLOCKS:
            lines.append([])
    texts = (" ".join("".join(line).split()) for line in lines)
    return [text for text in texts if text]


def _is_left_out(opening: Open, without: set[str]) -> bool:
    if opening.name in without:
        return True
    return opening.name in ATTRIBUTES and attributes(opening).get("class") in without
