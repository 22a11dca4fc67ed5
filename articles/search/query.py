"""The query language: what a reader typed, as groups of words. Every text is a valid query.

words            any of them; the more, the better          لافروف طهران
"..." «...»      these words, side by side                  «مجلس الأمن»
-word            not this                                   -رياضة
OR  أو  |        either of the two beside it                كييف أو خاركيف
word*            every word that begins so                  أوكران*
author: كاتب:    a field (also tag: وسم:, section: قسم:, source: مصدر:)
since: منذ:      a day, a month, a year or «أسبوع» (also until: حتى:), in either order
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from articles import clock
from articles.text.arabic import fold, stem, tokens, whole_numbers

from .fields import CLOSING, MINUSES, OPENING, Conditions, closed_up

MAX_LENGTH = 400
"""Characters of a query that are read."""
MAX_ATOMS = 24
"""Words, phrases and fields of a query that are read."""

PASTED = 3
"""With so many words outside quotation marks, the query is a pasted headline, and its quotations are not demands."""

STARS = "*٭＊✱"
OR_WORDS = frozenset(["OR", "أو", "او", "|", "||", "АБО", "або", "یا"])

NAME = "علي"
"""A name that is folded like a preposition: it is looked for beside its neighbour."""
ARTICLE, TATWEEL = "ال", "ـ"
"""The article stands by itself before numbers, «الـ20»."""

_STOP_WORDS = (
    "في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما ماذا ماهو ماهي هو هي هم كم كيف متى أين هل لماذا أن إن لا "
    "لم لن قد ثم أو كان كانت يكون تكون كل بعد قبل بين عند منذ حتى أي أيضا حول ضد خلال غير كما لكن وقد وفي ومن "
    "وعلى وهو وهي به بها له لها فيه فيها منه منها عليه عليها إنه أنه أنها إلا و ل ب تم "
    "إيش أيش شنو أشنو شنوة شنية شكون أشكون قداش قديش كيفاش علاش وقتاش ليش شلون إزاي إمتى أمتى "
    "إيه اللي ليه مين عشان علشان فين وين شو منين هيك كده "
    "the a an of to in on at by for and or is are was were be with from as it its this that what who how when where "
    "why which та і й в у на з до за що як це не від для про по чи хто коли де که را از به این آن "
    "با برای تا هم یا است بود "
)
STOP_WORDS = frozenset(map(fold, _STOP_WORDS.split()))

_QUOTED = rf"[{OPENING}](?P<{{}}>[^{CLOSING}]*)[{CLOSING}]?"
PART = re.compile(
    rf"(?P<minus>[{MINUSES}](?=\S))?"
    rf"(?:(?P<field>[^\W\d_]+)[:：﹕](?:{_QUOTED.format('quoted_value')}|(?P<value>[^\s{OPENING}]+))"
    rf"|{_QUOTED.format('quoted')}|(?P<word>[^\s{OPENING}]+))"
)
MODEL = re.compile(r"[A-Za-z]+\d+[A-Za-z]*|\d+[A-Za-z]+")
"""F16, G20, 5G: letters and a number that are one."""


@dataclass(frozen=True)
class Atom:
    """A word, a beginning of words, or a phrase: folded, and stemmed for its language.

    What was not ``asked`` stands in for something that was, and is ``worth`` a share of it; ``spells`` is the word of
    which it is another spelling.
    """

    words: tuple[str, ...]
    language: str = "ar"
    prefix: bool = False
    asked: bool = True
    spells: str = ""
    worth: float = 1.0

    @property
    def word(self) -> str:
        """The (first) word."""
        return self.words[0]

    @property
    def is_phrase(self) -> bool:
        """Whether several words must stand side by side."""
        return len(self.words) > 1

    @property
    def is_demanded(self) -> bool:
        """Whether a story without it is no answer."""
        return self.is_phrase and self.asked

    @cached_property
    def stem(self) -> str:
        """The stem of the (first) word."""
        return stem(self.words[0], self.language)


@dataclass(frozen=True)
class Query:
    """What was asked: groups of alternatives to be found, atoms to be left out, fields, and days.

    ``spellings`` are the single words as they were typed, the commonest ones too.
    """

    text: str = ""
    groups: tuple[tuple[Atom, ...], ...] = ()
    excluded: tuple[Atom, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    language: str = "ar"
    excluded_fields: tuple[tuple[str, str], ...] = ()
    spellings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded or self.fields or self.excluded_fields or self.since or self.until)

    @property
    def atoms(self) -> list[Atom]:
        """Everything that is to be found."""
        return [atom for group in self.groups for atom in group]

    @property
    def has_conditions(self) -> bool:
        """Whether it asks for more than that something stands in a story."""
        return any((self.excluded, self.fields, self.excluded_fields, self.since, self.until))

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but words."""
        return not self.has_conditions and not any(atom.is_phrase for atom in self.atoms)

    @property
    def loosened(self) -> str:
        """What is to be found, without its conditions and with the words of its fields."""
        words = [word + "*" * atom.prefix for atom in self.atoms for word in atom.words]
        return " ".join(words + [value for _name, value in self.fields])


def parse(text: str, language: str = "ar", today: date | None = None) -> Query:
    """Read a query. Never raises: what cannot be an operator is words."""
    day = today or clock.today()
    reader = _Reader(language, day)
    for part in _parts(closed_up(whole_numbers(text[:MAX_LENGTH].replace("\x00", " ")), day)):
        if reader.full:
            break
        reader.read(part)
    return reader.query(text)


def _parts(text: str) -> Iterator[re.Match[str]]:
    for match in PART.finditer(text):
        if match.group().strip():
            yield match


class _Reader:
    """Collects the parts of one query."""

    def __init__(self, language: str, today: date) -> None:
        self.language = language
        self.groups: list[list[Atom]] = []
        self.excluded: list[Atom] = []
        self.conditions = Conditions(today)
        self.either = False
        self.spellings: list[str] = []

    @property
    def full(self) -> bool:
        return sum(map(len, self.groups)) + len(self.excluded) + len(self.conditions) >= MAX_ATOMS

    def read(self, part: re.Match[str]) -> None:
        minus = bool(part["minus"]) and (part.start() == 0 or part.string[part.start() - 1].isspace())
        if part["field"]:
            value = part["quoted_value"] if part["value"] is None else part["value"]
            if not self.conditions.add(part["field"], value or "", is_unwanted=minus):
                self._words(f"{part['field']} {value}", minus)
        elif part["quoted"] is not None:
            self._phrase(part["quoted"], minus)
        elif part["word"] in OR_WORDS and not minus:
            self.either = bool(self.groups)
        elif MODEL.fullmatch(part["word"].strip(",.!?،؟()")):
            self._phrase(part["word"], minus)
        else:
            self._words(part["word"], minus)

    def _phrase(self, text: str, minus: bool) -> None:
        words = tuple(token.folded for token in tokens(text))[:MAX_ATOMS]
        if words:
            self._add(Atom(words, self.language), minus)

    def _words(self, text: str, minus: bool) -> None:
        found = tokens(text)
        for number, word in enumerate(found, start=1):
            last = number == len(found)
            if word.folded == ARTICLE and (TATWEEL in word.text or not (last or found[number].folded.isalpha())):
                continue
            prefix = last and text[-1:] in STARS and len(word.folded) >= 2
            self._add(Atom((word.folded,), self.language, prefix), minus)
            if not minus:
                self.spellings.append(word.text)

    def _add(self, atom: Atom, minus: bool) -> None:
        if self.full:
            return
        if minus:
            self.excluded.append(atom)
        elif self.either:
            self.groups[-1].append(atom)
        elif [atom] not in self.groups:
            self.groups.append([atom])
        self.either = False

    def query(self, text: str) -> Query:
        if not (self.groups or self.excluded or self.conditions):
            self._words(text[:MAX_LENGTH], minus=False)
        groups = self.groups
        if sum(not _is_phrase(group) for group in groups) >= PASTED:
            groups = [part for group in groups for part in _unquoted(group)]
        telling = [group for group in groups if not _is_stop(group)]
        if telling and NAME in self.spellings:
            telling += _full_names(groups)
        since, until = self.conditions.days()
        return Query(
            text=text,
            groups=tuple(map(tuple, telling or groups)),
            excluded=tuple(self.excluded),
            fields=self.conditions.fields(),
            excluded_fields=self.conditions.excluded_fields(),
            since=since,
            until=until,
            language=self.language,
            spellings=tuple(self.spellings[:MAX_ATOMS]),
        )


def _full_names(groups: list[list[Atom]]) -> list[list[Atom]]:
    """«علي» with the word before it, or else the one after it, side by side."""
    words = [None if len(group) > 1 or group[0].is_phrase or group[0].prefix else group[0] for group in groups]
    found = []
    for place, word in enumerate(words):
        if word and word.word == NAME:
            before, after = words[place - 1] if place else None, words[place + 1] if place + 1 < len(words) else None
            pair = (before, word) if before and before.word not in STOP_WORDS else (word, after)
            if pair[0] and pair[1]:
                found.append([Atom((pair[0].word, pair[1].word), word.language, asked=False)])
    return found


def _is_phrase(group: list[Atom]) -> bool:
    return any(atom.is_phrase for atom in group)


def _unquoted(group: list[Atom]) -> list[list[Atom]]:
    if len(group) > 1 or not group[0].is_phrase:
        return [group]
    return [[Atom((word,), group[0].language)] for word in group[0].words]


def _is_stop(group: list[Atom]) -> bool:
    return len(group) == 1 and not group[0].is_phrase and not group[0].prefix and group[0].word in STOP_WORDS
