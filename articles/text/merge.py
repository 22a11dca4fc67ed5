"""Merging two people's changes to one record.

A change is what differs from the version that both began with. Where only one of them changed a field, the change
stands; where both did, texts are merged paragraph by paragraph and lists item by item. What then still overlaps is a
conflict, for a person to decide.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from .markup import VOID

MOST_BLOCKS = 2_000
_TAG = re.compile(r"""<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[^>"']|"[^"]*"|'[^']*')*+>""")


class Clash(NamedTuple):
    """A field that both changed, each in another way."""

    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """What came of a merge: the record, with `theirs` where it clashed, and the clashes by field."""

    record: dict[str, Any]
    clashes: dict[str, Clash] = field(default_factory=dict)


def merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], *, bodies: frozenset[str] = frozenset()
) -> Merge:
    """Merge two versions of a record; `bodies` names the fields that hold HTML.

    A field that `mine` lacks was not touched. Lists of plain values are sets in an order (tags); lists of mappings are
    sequences (bylines).
    """
    record, clashes = dict(theirs), {}
    for name, value in mine.items():
        before, other = base.get(name), theirs.get(name)
        if value in (before, other):
            continue
        if other == before:
            record[name] = value
            continue
        together = _merge_value(before, value, other, is_body=name in bodies)
        if together is None:
            clashes[name] = Clash(before, value, other)
        else:
            record[name] = together
    return Merge(record, clashes)


def changes(base: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that differ from an earlier version, as they are now."""
    return {name: value for name, value in now.items() if name not in base or base[name] != value}


def blocks(html: str) -> list[str]:
    """The outermost elements of a clean body, each as written, so that joined they are the body again."""
    found: list[str] = []
    start, depth = 0, 0
    for tag in _TAG.finditer(html):
        if tag["slash"]:
            depth = max(0, depth - 1)
        elif tag["name"].lower() not in VOID:
            depth += 1
        if depth == 0:
            found.append(html[start : tag.end()])
            start = tag.end()
    if start < len(html):
        found.append(html[start:])
    return found


def _merge_value(base: Any, mine: Any, theirs: Any, *, is_body: bool) -> Any:
    """Both changes together, or None when they overlap."""
    if is_body:
        merged = _merge_sequence(*(blocks(text or "") for text in (base, mine, theirs)))
        return None if merged is None else "".join(merged)
    if not all(isinstance(value, list) for value in (base, mine, theirs)):
        return None
    if any(isinstance(item, dict) for value in (base, mine, theirs) for item in value):
        merged = _merge_sequence(
            *([json.dumps(item, sort_keys=True) for item in value] for value in (base, mine, theirs))
        )
        return None if merged is None else [json.loads(item) for item in merged]
    added = [item for item in mine if item not in base and item not in theirs]
    return [item for item in theirs if item in mine or item not in base] + added


def _merge_sequence(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """The sequence with both sides' changes, or None when they touch the same items or the same place."""
    if max(len(base), len(mine), len(theirs)) > MOST_BLOCKS:
        return None
    edits = sorted([*_edits(base, mine), *_edits(base, theirs)], key=lambda edit: edit[:2])
    result: list[str] = []
    position = 0
    last: tuple[int, int, tuple[str, ...]] | None = None
    for edit in edits:
        start, end, items = edit
        if edit == last:
            continue
        if last is not None and (start < last[1] or start == last[0] or (start == last[1] and _is_insert(edit, last))):
            return None
        result += [*base[position:start], *items]
        position, last = end, edit
    return [*result, *base[position:]]


def _is_insert(edit: tuple[int, int, tuple[str, ...]], last: tuple[int, int, tuple[str, ...]]) -> bool:
    """Whether one of two edits that meet only puts something in, so that its place among the other's is a guess."""
    return edit[0] == edit[1] or last[0] == last[1]


def _edits(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """What one side put in place of which items of the base."""
    opcodes = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    return [(start, end, tuple(side[a:b])) for op, start, end, a, b in opcodes if op != "equal"]
