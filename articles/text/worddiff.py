"""What changed between two versions of a text, word by word, with paragraphs that moved read as moved.

Paragraphs are matched first: alike ones by their text, then changed ones by the words they share. What stands out of
order among the matches has moved. Inside a changed paragraph words are compared by Myers' greedy algorithm ("An O(ND)
difference algorithm and its variations", 1986). Both steps have a limit on their work, past which a text reads as
replaced, so that no text takes longer than a moment.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from .difflines import Line, Namer, lines_of, numbered, plain_lines
from .markup import escape, escape_value

Op = Literal["same", "ins", "del"]
Change = Literal["same", "changed", "moved", "added", "removed", "restyled"]

MOST_EDITS = 800
MOST_PAIRS = 40_000
ALIKE = 0.4
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ckb", "ps", "sd", "ug", "yi"}

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d\u2060"
_LETTERS = rf"[^\W_][\w{_MARKS}]*"
_TOKEN = re.compile(
    rf"(?:[$€£¥₪]|[+−-](?=\d))?{_LETTERS}(?:[.,:/٫٬'’ʼ&@+‑-]{_LETTERS})*(?:[%٪]|\+\+|\#)?|\s+|.", re.DOTALL
)


class Segment(NamedTuple):
    """A run of text that stayed, came in or went out."""

    op: Op
    text: str


class Paragraph(NamedTuple):
    """A paragraph of either version: what became of it, and its text in segments.

    A paragraph that moved stands where it is now; ``restyled`` is one whose words stayed while its markup changed.
    """

    change: Change
    segments: tuple[Segment, ...]


def diff(old: str, new: str, *, html: bool = False, named: Namer = numbered) -> list[Paragraph]:
    """The paragraphs of the new version, in order, with those that went out where they stood.

    ``named`` tells a picture or story card of a body in words, given "image" or "article" and its number as text.
    """
    before, after = (lines_of(text, named) if html else plain_lines(text) for text in (old, new))
    pairs = _match(before, after)
    stayed = _in_order(pairs)
    partner = {there: here for here, there in pairs}
    matched = set(partner.values())
    result: list[Paragraph] = []
    passed = 0

    def removed_before(end: int) -> None:
        nonlocal passed
        for gone in range(passed, end):
            if gone not in matched:
                result.append(Paragraph("removed", (Segment("del", before[gone].text),)))
        passed = max(passed, end)

    for there, line in enumerate(after):
        here = partner.get(there)
        if here is None:
            result.append(Paragraph("added", (Segment("ins", line.text),)))
            continue
        if (here, there) in stayed:
            removed_before(here)
        result.append(_compared(before[here], line, moved=(here, there) not in stayed))
    removed_before(len(before))
    return result


def is_changed(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a diff tells of any change."""
    return any(paragraph.change != "same" for paragraph in paragraphs)


def words(old: str, new: str) -> list[Segment]:
    """The segments of one changed text: words, numbers, dates and codes are whole (16,500; 2026/01/15; USD/SYP)."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    return _readable(_edits(a, b))


def render(paragraphs: Iterable[Paragraph], language: str, *, around: int | None = None) -> str:
    """A diff as HTML: escaped, one ``<p>`` a paragraph with its change as class, direction that of the language.

    With `around`, only changed paragraphs and so many unchanged ones on each side of them.
    """
    direction = "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    opening = f'lang="{escape_value(language)}" dir="{direction}"'
    rows = list(paragraphs)
    kept = range(len(rows)) if around is None else sorted(_near_changes(rows, around))
    return "".join(
        f'<p class="diff-{rows[place].change}" {opening}>{_render_segments(rows[place].segments)}</p>' for place in kept
    )


def _match(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[int, int]]:
    """The pairs of places of paragraphs that are one paragraph in both versions, ordered by the new place."""
    places = {key: place for place, key in enumerate(_numbered(before))}
    pairs = [(places[key], place) for place, key in enumerate(_numbered(after)) if key in places]
    matched_before, matched_after = {here for here, _there in pairs}, {there for _here, there in pairs}
    old = [place for place in range(len(before)) if place not in matched_before]
    new = [place for place in range(len(after)) if place not in matched_after]
    if len(old) * len(new) <= MOST_PAIRS:
        pairs += _match_changed(before, after, old, new)
    elif len(before) == len(after):
        pairs += [(place, place) for place in new if place not in matched_before]
    return sorted(pairs, key=lambda pair: pair[1])


def _numbered(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Each text with how often it was met before, so that a repeated line is matched with its like."""
    met: Counter[str] = Counter()
    for line in lines:
        yield line.text, met[line.text]
        met[line.text] += 1


def _match_changed(
    before: Sequence[Line], after: Sequence[Line], old: list[int], new: list[int]
) -> list[tuple[int, int]]:
    """Pairs of the paragraphs that share most words, the most alike first."""
    bags = [
        {place: Counter(_words(lines[place].text)) for place in places}
        for lines, places in ((before, old), (after, new))
    ]
    sizes = [{place: sum(bag.values()) for place, bag in side.items()} for side in bags]
    found: list[tuple[float, int, int, int]] = []
    for here in old:
        for there in new:
            most = sizes[0][here] + sizes[1][there]
            if most and 2 * min(sizes[0][here], sizes[1][there]) >= ALIKE * most:
                alike = 2 * sum((bags[0][here] & bags[1][there]).values()) / most
                if alike >= ALIKE:
                    found.append((-alike, abs(here - there), here, there))
    if len(old) == len(new) == 1 and not found:
        return [(old[0], new[0])] if len(before) == len(after) == 1 else []
    pairs: dict[int, int] = {}
    for _alike, _distance, here, there in sorted(found):
        if here not in pairs and there not in pairs.values():
            pairs[here] = there
    return list(pairs.items())


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token[-1].isalnum() or (len(token) > 1 and not token.isspace())]


def _in_order(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest run of pairs whose old places rise too: those paragraphs kept their order."""
    ends: list[int] = []
    at: list[int] = []
    came_from: list[int] = []
    for place, (here, _there) in enumerate(pairs):
        length = bisect_left(ends, here)
        came_from.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(here)
            at.append(place)
        else:
            ends[length], at[length] = here, place
    kept: set[tuple[int, int]] = set()
    place = at[-1] if at else -1
    while place >= 0:
        kept.add(pairs[place])
        place = came_from[place]
    return kept


def _compared(old: Line, new: Line, *, moved: bool) -> Paragraph:
    if old.text != new.text:
        return Paragraph("moved" if moved else "changed", tuple(words(old.text, new.text)))
    change: Change = "moved" if moved else "restyled" if old.markup != new.markup else "same"
    return Paragraph(change, (Segment("same", new.text),))


def _edits(a: Sequence[str], b: Sequence[str]) -> Iterator[Segment]:
    """The tokens of both, each as it stayed, went or came."""
    start, end = 0, 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    yield from (Segment("same", token) for token in a[:start])
    yield from _myers(a[start : len(a) - end], b[start : len(b) - end])
    yield from (Segment("same", token) for token in a[len(a) - end :])


def _myers(a: Sequence[str], b: Sequence[str]) -> list[Segment]:
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(len(a) + len(b), MOST_EDITS) + 1):
        trail.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(a) and x - k >= len(b):
                return _walk_back(a, b, trail)
    return [*(Segment("del", token) for token in a), *(Segment("ins", token) for token in b)]


def _walk_back(a: Sequence[str], b: Sequence[str], trail: list[dict[int, int]]) -> list[Segment]:
    path: list[Segment] = []
    x, y = len(a), len(b)
    for edits in range(len(trail) - 1, -1, -1):
        furthest, k = trail[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        from_k = k + 1 if down else k - 1
        from_x = furthest[from_k] if edits else 0
        from_y = from_x - from_k if edits else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            path.append(Segment("same", a[x]))
        if edits:
            path.append(Segment("ins", b[from_y]) if down else Segment("del", a[from_x]))
        x, y = from_x, from_y
    return path[::-1]


def _readable(edits: Iterable[Segment]) -> list[Segment]:
    """Edits with the runs joined: what changes on both sides of a space or a comma reads as one change."""
    tokens = list(edits)
    islands = [
        place
        for place, (left, right) in enumerate(pairwise(_runs(tokens)))
        if place and left.op == "same" and right.op != "same" and not any(map(str.isalnum, left.text))
    ]
    runs = _runs(tokens)
    opened = [
        part
        for place, run in enumerate(runs)
        for part in ((Segment("del", run.text), Segment("ins", run.text)) if place in islands else (run,))
    ]
    result: list[Segment] = []
    for changed, group in groupby(opened, key=lambda run: run.op != "same"):
        parts = list(group)
        ops: tuple[Op, ...] = ("del", "ins") if changed else ("same",)
        for op in ops:
            if text := "".join(part.text for part in parts if part.op == op):
                result.append(Segment(op, text))
    return result


def _runs(tokens: Iterable[Segment]) -> list[Segment]:
    return [
        Segment(op, "".join(token.text for token in group)) for op, group in groupby(tokens, key=lambda token: token.op)
    ]


def _near_changes(rows: Sequence[Paragraph], around: int) -> set[int]:
    return {
        near
        for place, row in enumerate(rows)
        if row.change != "same"
        for near in range(max(0, place - around), min(len(rows), place + around + 1))
    }


def _render_segments(segments: Iterable[Segment]) -> str:
    return "".join(
        escape(segment.text) if segment.op == "same" else f"<{segment.op}>{escape(segment.text)}</{segment.op}>"
        for segment in segments
    )
