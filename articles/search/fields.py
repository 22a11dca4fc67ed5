"""The conditions of a query, «وسم:غزة منذ:مارس»: the names of its fields, what stands in them, and the days."""

import re
from datetime import date

from articles.text.arabic import fold, fold_key

from .periods import first_day, last_day

OPENING, CLOSING = '"“”„‟«»‹›＂', '"“”„‟«»‹›＂'
MINUSES = "-−–—‐﹣－"

FIELDS = {
    "author": "author by كاتب الكاتب بقلم автор نویسنده",
    "tag": "tag tags وسم الوسم тег мітка برچسب",
    "section": "section قسم القسم розділ рубрика بخش",
    "source": "source مصدر المصدر джерело منبع",
    "since": "since after منذ من з від از",
    "until": "until before حتى إلى قبل до تا",
}
FIELD_NAMES = {fold(name): key for key, names in FIELDS.items() for name in names.split()}
PERIODS = ("since", "until")
SIGNED = frozenset(map(fold, ["بقلم", "author"]))
"""What stands before an author's name alone."""
SPACED = re.compile(rf"(?<!\S)([{MINUSES}]?)([^\W\d_]+)([:：﹕])\s+([{OPENING}][^{CLOSING}]+[{CLOSING}]|\S+)")


def closed_up(text: str, today: date) -> str:
    """Return a text without the space that a reader puts after a field, «منذ: أسبوع», where it cannot be of a headline.

    Headlines begin with «مصدر: » and «كاتب: », and none with «وسم: ».
    """

    def close(match: re.Match[str]) -> str:
        minus, name, colon, value = match.groups()
        field = FIELD_NAMES.get(fold(name))
        is_day = field in PERIODS and first_day(value.strip(OPENING), today)
        is_close = is_day or field in ("tag", "section") or fold(name) in SIGNED
        return minus + name + colon + value if is_close else match.group()

    return SPACED.sub(close, text)


class Conditions:
    """Collects the fields of a query, each once, and its days."""

    def __init__(self, today: date) -> None:
        """Begin with none; «أسبوع» is a week before ``today``."""
        self.today = today
        self.wanted: dict[tuple[str, str], str] = {}
        self.unwanted: dict[tuple[str, str], str] = {}
        self.periods: dict[str, str] = {}

    def __len__(self) -> int:
        """How many names the fields hold."""
        return len(self.wanted) + len(self.unwanted)

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(len(self) or self.periods)

    def add(self, name: str, value: str, *, is_unwanted: bool) -> bool:
        """Take what stands in a field; return False when the name is of none, or when no days are where they should."""
        key = FIELD_NAMES.get(fold(name))
        if key in PERIODS:
            is_day = bool(first_day(value, self.today))
            if is_day and not is_unwanted:
                self.periods[key] = value
            return is_day
        if key and (folded := fold_key(value)):
            (self.unwanted if is_unwanted else self.wanted).setdefault((key, folded), value)
        return bool(key)

    def fields(self) -> tuple[tuple[str, str], ...]:
        """What is asked for, each field with what was typed."""
        return _typed(self.wanted)

    def excluded_fields(self) -> tuple[tuple[str, str], ...]:
        """What is to be left out, in the same way."""
        return _typed(self.unwanted)

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; periods given the wrong way round are turned."""
        since, until = (self.periods.get(key, "") for key in PERIODS)
        first, last = first_day(since, self.today), last_day(until, self.today)
        if first and last and first > last:
            first, last = first_day(until, self.today), last_day(since, self.today)
        return first, last


def _typed(fields: dict[tuple[str, str], str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for (key, _folded), value in fields.items())
