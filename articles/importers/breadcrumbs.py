"""The path of a page: «الصفحة الأم / Russia / صفقة روسية…», «الرئيسية » أخبار » العالم», «أخبار > سياسة > …»."""

import re
from functools import cache

from articles.text.arabic import fold_key
from articles.text.wordlists import keys

PACKAGE = "articles.importers"
SEPARATORS = "/\\>›»«‹|→←⟩»•–—-:"
LONGEST_HOME = 40
WORD = re.compile(r"[^\s/\\>›»«‹|→←⟩•:]+")
MOST_CRUMBS = 8
CUT = re.compile(r"\s*(?:…|\.{2,}|\[…\]|\[\.\.\.\])\s*$")


def is_home(text: str) -> bool:
    """Return whether a line is only the name of the front page."""
    return fold_key(text) in keys("labels.txt", "home", package=PACKAGE)


def read(text: str) -> tuple[str, ...]:
    """Return the crumbs of a line that begins with the name of the front page, that name first; else nothing."""
    first_word = WORD.search(text)
    if first_word is None or fold_key(first_word.group()) not in _home_beginnings():
        return ()
    for match in WORD.finditer(text, 0, LONGEST_HOME):
        end = match.end()
        if is_home(text[:end]) and (separator := _separator_after(text, end)):
            first, rest = text[:end], text[end:]
            return _crumbs(first, rest, separator)
    return ()


def ends_with(text: str, headline: str) -> tuple[str, ...]:
    """Return the crumbs of a line without the front page, when the last of them is the headline; else nothing."""
    for separator in "/>›»|":
        parts = [part.strip() for part in re.split(rf"\s{re.escape(separator)}\s", text)]
        if 2 <= len(parts) <= MOST_CRUMBS and all(parts) and is_same(parts[-1], headline):
            return tuple(parts)
    return ()


def ending_in(crumbs: tuple[str, ...], headline: str) -> tuple[str, ...]:
    """Return the crumbs when the headline is the last of them, whole even if the separator is in it; else nothing."""
    for first in range(1, len(crumbs)):
        if is_same(" ".join(crumbs[first:]), headline):
            return (*crumbs[:first], headline if first < len(crumbs) - 1 else crumbs[-1])
    return crumbs if len(crumbs) == 1 and is_same(crumbs[0], headline) else ()


def is_same(crumb: str, headline: str) -> bool:
    """Return whether a crumb is a headline, whole or cut with an ellipsis, in any spelling."""
    wanted, whole = fold_key(crumb), fold_key(headline)
    if not wanted or not whole:
        return False
    cut = CUT.search(crumb) is not None and len(wanted) >= 12
    return wanted == whole or (cut and whole.startswith(wanted))


@cache
def _home_beginnings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in keys("labels.txt", "home", package=PACKAGE))


def _separator_after(text: str, end: int) -> str:
    rest = text[end:].lstrip()
    return rest[0] if rest and rest[0] in SEPARATORS and len(rest) > 1 else ""


def _crumbs(first: str, rest: str, separator: str) -> tuple[str, ...]:
    rest = rest.lstrip()[1:]
    if separator == ":":
        # «أنت هنا: الرئيسية / أخبار»
        return read(rest.strip()) or tuple(part for part in (first.strip(), rest.strip()) if part)
    spaced = rest[:1].isspace()
    mark = re.escape(separator)
    parts = re.split(rf"\s{mark}\s" if spaced else rf"\s*{mark}\s*", rest, maxsplit=MOST_CRUMBS)
    return tuple(crumb for part in (first, *parts) if (crumb := part.strip(f" {separator}")))
