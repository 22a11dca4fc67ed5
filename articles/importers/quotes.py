"""Quotation marks without their other half: kept as found, and shown to the editor."""

from collections.abc import Iterable

from articles.importers.imported import Warning

PAIRS = {"“": "”", "«": "»", "„": "“"}
SIDE = 28


def unbalanced(paragraphs: Iterable[str]) -> list[Warning]:
    """Return a warning for each mark that closes nothing, or opens and is not closed, with its paragraph."""
    listed = list(paragraphs)
    warnings = []
    for index, text in enumerate(listed):
        goes_on = listed[index + 1].lstrip()[:1] if index + 1 < len(listed) else ""
        for code, at in _faults(text):
            # A quotation over several paragraphs opens again in each and is closed in the last.
            if code == "quote_not_closed" and goes_on == text[at]:
                continue
            warnings.append(Warning(code, {"text": _around(text, at)}, index + 1))
    return warnings


def _faults(text: str) -> list[tuple[str, int]]:
    opening = PAIRS if "„" in text else {mark: close for mark, close in PAIRS.items() if mark != "„"}
    faults = []
    for open_mark, close_mark in opening.items():
        if open_mark == "“" and "„" in text:
            continue
        faults += _pair_faults(text, open_mark, close_mark)
    straight = [index for index, character in enumerate(text) if character == '"']
    if len(straight) % 2:
        faults.append(("quote_not_closed", straight[-1]))
    return sorted(faults, key=lambda fault: fault[1])


def _pair_faults(text: str, open_mark: str, close_mark: str) -> list[tuple[str, int]]:
    marks = [(index, character) for index, character in enumerate(text) if character in (open_mark, close_mark)]
    if marks and marks[0][1] == close_mark and marks[-1][1] == open_mark:
        # Typed the other way round throughout: ”…“.
        open_mark, close_mark = close_mark, open_mark
    opened: list[int] = []
    faults = []
    for index, character in marks:
        if character == open_mark:
            opened.append(index)
        elif opened:
            opened.pop()
        else:
            faults.append(("quote_not_opened", index))
    return faults + [("quote_not_closed", index) for index in opened]


def _around(text: str, at: int) -> str:
    """The words around a place, cut at spaces."""
    start, end = max(0, at - SIDE), min(len(text), at + SIDE)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
