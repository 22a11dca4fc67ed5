"""Dates as copy has them: «27اكتوبر 2023», «السبت 21/أبريل/2018», «12 ربيع الآخر 1445 هـ الموافق 27 أكتوبر 2023 م».

A text is cut into tokens once; `read_date` then reads a date at a place among them. Nothing backtracks, so the work is
linear in the text. Years that are not written are not guessed.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articles.text.arabic import fold, fold_key
from articles.text.dates import month_number
from articles.text.wordlists import folded_words, keys

FILE = "dateline.txt"

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
LETTER = rf"[^\W\d_\u0640{MARKS}]"
EUROPEAN = r"[A-Za-z\u00c0-\u024f\u0400-\u052f]"
TOKEN = re.compile(
    rf"(?P<word>هـ+(?!{LETTER})"
    rf"|(?:{LETTER}|[{MARKS}]|\u0640+(?={LETTER})|\u200c(?={LETTER})|(?<={EUROPEAN})['’ʼ-](?={EUROPEAN}))+)"
    r"|(?P<number>\d+)"
    r"|(?P<dash>[-\u2010-\u2015\u2212\u0640_]+|\|+)"
    r"|(?P<slash>[/\\⁄∕])"
    r"|(?P<comma>[,،;؛])"
    r"|(?P<colon>[:：∶])"
    r"|(?P<opening>[(\[{（])"
    r"|(?P<closing>[)\]}）])"
    r"|(?P<quote>[«»\"“”„‟〝〞‹›])"
    r"|(?P<ellipsis>…|\.{2,})"
    r"|(?P<dot>\.)"
    r"|(?P<other>\S)"
)

YEARS = range(1900, 2101)
OTHER_YEARS = range(1300, 1600)


class Token(NamedTuple):
    """A word, number or mark, and where it stands in the text (`text[start:end]`)."""

    kind: str
    text: str
    folded: str
    start: int
    end: int


class WrittenDate(NamedTuple):
    """A date as written: `date` is None when it is no day of the calendar, and `problem` then says why.

    Problems: `no_year`, `no_day`, `impossible_date`, `months_disagree`, `other_calendar`.
    """

    date: date | None
    problem: str = ""


def tokenise(text: str) -> list[Token]:
    """Cut a text into words, numbers and marks. A tatweel inside a word belongs to it; outside it is a dash."""
    return [
        Token(str(match.lastgroup), match.group(), _folded_word(match.group()), match.start(), match.end())
        for match in TOKEN.finditer(text)
    ]


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    return fold(word)


def is_weekday(token: Token) -> bool:
    """Return whether a token names a day of the week in Arabic, English, Ukrainian or Persian."""
    return token.kind == "word" and token.folded in folded_words(FILE, "weekdays")


def read_date(tokens: list[Token], at: int) -> tuple[WrittenDate, int] | None:
    """Read a date that begins at a token: what it is and the index after it; None when no date begins there.

    A weekday or a word such as «في» or «بتاريخ» before it belongs to it, and so does a second calendar or the hour
    after it.
    """
    at = _skip_opening(tokens, at)
    first = _read_plain(tokens, at)
    if first is None:
        return None
    found, at = first
    second = _read_plain(tokens, _skip_to_second_calendar(tokens, at))
    if second is not None:
        other, at = second
        found = other if found.date is None else found
    return found, _skip_time(tokens, at)


def _kind(tokens: list[Token], at: int) -> str:
    return tokens[at].kind if at < len(tokens) else ""


def _folded(tokens: list[Token], at: int) -> str:
    return tokens[at].folded if at < len(tokens) else ""


def _skip_opening(tokens: list[Token], at: int) -> int:
    """Pass «يوم الجمعة،» and «في»: at most one weekday and two small words, wherever a number or month follows."""
    for _ in range(4):
        if _folded(tokens, at) in folded_words(FILE, "before a date"):
            at += 1
        elif at < len(tokens) and is_weekday(tokens[at]):
            at += 1
            at += _kind(tokens, at) in ("comma", "dash", "slash", "dot")
    return at


def _skip_to_second_calendar(tokens: list[Token], at: int) -> int:
    """Pass what joins two calendars: «الموافق», a slash, a dash, an equals sign or a bracket."""
    after = at
    if _kind(tokens, after) in ("slash", "dash", "comma", "opening", "other"):
        after += 1
    if _folded(tokens, after) in folded_words(FILE, "corresponding"):
        after += 1
    if _folded(tokens, after) in ("ل", "في"):
        after += 1
    return after if after > at else len(tokens)


def _skip_time(tokens: list[Token], at: int) -> int:
    after = at + (_kind(tokens, at) in ("dash", "comma", "dot"))
    after += _folded(tokens, after) in (fold("الساعة"), "at")
    if [_kind(tokens, after + step) for step in range(3)] != ["number", "colon", "number"]:
        return at
    after += 3
    return after + (_folded(tokens, after) in folded_words(FILE, "halves of the day"))


def _number(tokens: list[Token], at: int) -> int | None:
    if _kind(tokens, at) == "number" and len(tokens[at].text) <= 4:
        return int(tokens[at].text)
    return None


def _read_plain(tokens: list[Token], at: int) -> tuple[WrittenDate, int] | None:
    found = _read_numeric(tokens, at) or _read_named(tokens, at) or _read_month_first(tokens, at)
    if found is None:
        return None
    written, at = found
    return written, at + (_folded(tokens, at) in folded_words(FILE, "after a date"))


def _read_numeric(tokens: list[Token], at: int) -> tuple[WrittenDate, int] | None:
    """27/10/2023, 27-10-2023, 2023/10/27, 27.10.2023, 27/10/23; days before months unless that cannot be."""
    marks = (_kind(tokens, at + 1), _kind(tokens, at + 3))
    numbers = [_number(tokens, at + step) for step in (0, 2, 4)]
    if None in numbers or marks[0] != marks[1] or marks[0] not in ("slash", "dash", "dot"):
        return None
    first, month, last = (int(number or 0) for number in numbers)
    if first in OTHER_YEARS or last in OTHER_YEARS:
        return WrittenDate(None, "other_calendar"), at + 5
    if first in YEARS:
        year, day = first, last
    elif last in YEARS or (last < 100 and len(tokens[at + 4].text) == 2):
        day, year = first, last + (2000 if last < 100 else 0)
    else:
        return None
    if month > 12 >= day:
        day, month = month, day
    return _made(year, month, day), at + 5


def _read_named(tokens: list[Token], at: int) -> tuple[WrittenDate, int] | None:
    """27 أكتوبر 2023, 27/أكتوبر/2023, 27 من تشرين الأول/أكتوبر, 27 October 2023."""
    day = _number(tokens, at)
    if day is None or not 1 <= day <= 31 or len(tokens[at].text) > 2:
        return None
    at += 1
    at += _folded(tokens, at) in folded_words(FILE, "ordinals")
    at += _folded(tokens, at) in folded_words(FILE, "ordinals")
    at += _kind(tokens, at) in ("slash", "dash")
    month = _read_month(tokens, at)
    if month is None:
        return None
    number, problem, at = month
    year, at = _read_year(tokens, at, OTHER_YEARS if problem == "other_calendar" else YEARS)
    if problem:
        return WrittenDate(None, problem), at
    return (WrittenDate(None, "no_year") if year is None else _made(year, number, day)), at


def _read_month_first(tokens: list[Token], at: int) -> tuple[WrittenDate, int] | None:
    """October 27, 2023; Oct. 27; and «أكتوبر 2023», which names no day."""
    month = _read_month(tokens, at)
    if month is None or month[1]:
        return None
    number, _, at = month
    day = _number(tokens, at)
    if day is not None and 1 <= day <= 31 and len(tokens[at].text) <= 2:
        at += 1
        at += _folded(tokens, at) in folded_words(FILE, "ordinals")
        year, at = _read_year(tokens, at, YEARS)
        return (WrittenDate(None, "no_year") if year is None else _made(year, number, day)), at
    year, at = _read_year(tokens, at, YEARS)
    return None if year is None else (WrittenDate(None, "no_day"), at)


def _read_month(tokens: list[Token], at: int) -> tuple[int, str, int] | None:
    """The month's number, a problem if there is one, and the index after its name or its two names."""
    one = _one_month(tokens, at)
    if one is None:
        return None
    number, problem, at = one
    joint = _kind(tokens, at)
    if joint not in ("slash", "dash", "opening"):
        return number, problem, at
    two = _one_month(tokens, at + 1)
    if two is None or (joint == "dash" and two[0] != number):
        return number, problem, at
    after = two[2] + (joint == "opening" and _kind(tokens, two[2]) == "closing")
    return number, problem or ("" if two[0] == number else "months_disagree"), after


def _one_month(tokens: list[Token], at: int) -> tuple[int, str, int] | None:
    if _kind(tokens, at) != "word":
        return None
    names = [(tokens[at].text, at + 1)]
    if _kind(tokens, at + 1) == "word":
        names.insert(0, (f"{tokens[at].text} {tokens[at + 1].text}", at + 2))
    for name, after in names:
        number = month_number(name)
        if number is not None:
            return number, "", after + (name.isascii() and _kind(tokens, after) == "dot")
        if fold_key(name) in keys(FILE, "other months"):
            return 0, "other_calendar", after
    return None


def _read_year(tokens: list[Token], at: int, years: range) -> tuple[int | None, int]:
    after = at + (_kind(tokens, at) in ("comma", "slash", "dash", "dot"))
    after += _folded(tokens, after) in (fold("سنة"), fold("عام"), fold("لعام"), fold("لسنة"))
    year = _number(tokens, after)
    return (year, after + 1) if year in years else (None, at)


def _made(year: int, month: int, day: int) -> WrittenDate:
    try:
        return WrittenDate(date(year, month, day))
    except ValueError:
        return WrittenDate(None, "impossible_date")
