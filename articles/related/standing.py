"""How words stand together in the archive: in how many stories side by side, how often, and beside what others."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from articles.search import letters
from articles.search.engines import ENGINES
from articles.search.expression import Lexeme, all_of
from articles.search.query import STOP_WORDS
from articles.text.arabic import tokens

from .archive import Archive
from .noun_phrases import FOR

COUNTED = 1_000
"""From here on, stories with a term are no longer counted one by one."""
LOOKED_AT = 100
"""How many of the newest stories that have all words of a run are looked at."""
NEWEST = 50_000
"""Among how many of the newest."""
CONTEXT = 24
"""Letters before and after a run within which its neighbours stand."""
MOSTLY = 0.6
"""A run that has one and the same neighbour in so many of its stories is the half of a longer one."""


class Standing(NamedTuple):
    """Of the newest stories that have all words of a run: how many, and in how many they stand side by side.

    ``before`` and ``after`` are the words that nearly always stand beside the run, if any do; ``is_head``: what it
    is for nearly always follows, and is not one thing: «المعهد الوطني للإحصاء», «المعهد الوطني للاستهلاك».
    """

    stories: int
    together: int
    before: str
    after: str
    is_head: bool = False

    @property
    def share(self) -> float:
        """How sure it is that the words belong together: few stories make it less sure."""
        return (self.together - 0.5) / (self.stories + 1)


def stories_with(name: str, archive: Archive, without: int | None = None) -> int:
    """In how many stories of the archive, one left out, these words stand side by side, counted up to a thousand."""
    words = [token.folded for token in tokens(name)]
    if not words or archive.generation is None:
        return 0
    engine = ENGINES[connection.vendor]
    standing = f"{engine.PLACE}(d.words, %s) > 0"
    sql = (
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {engine.FROM} WHERE {engine.MATCHES} AND d.generation_id = %s "  # noqa: S608
        f"AND d.language = %s AND d.article_id <> %s AND {standing} LIMIT {COUNTED}) AS found"
    )
    asked = engine.compiled(all_of([Lexeme(word, "word") for word in words]))
    with connection.cursor() as cursor:
        run = letters.stored(f" {' '.join(words)} ")
        cursor.execute(sql, [asked, archive.generation, archive.language, without or 0, run])
        return cursor.fetchone()[0]


def standing_of(runs: Sequence[Sequence[str]], archive: Archive, without: int | None = None) -> list[Standing]:
    """How each run of folded words stands in the archive, in one query; one story may be left out."""
    if not runs or archive.generation is None:
        return [Standing(0, 0, "", "") for _ in runs]
    engine = ENGINES[connection.vendor]
    place = f"{engine.PLACE}(d.words, %s)"
    parts, values = [], []
    for number, words in enumerate(runs):
        run = letters.stored(f" {' '.join(words)} ")
        near = engine.newest(all_of([Lexeme(word, "word") for word in words]), archive.newest, NEWEST)
        parts.append(
            f"SELECT * FROM (SELECT {number}, CASE WHEN {place} > 0 THEN substr(d.words, CASE WHEN {place} > {CONTEXT} "  # noqa: S608
            f"THEN {place} - {CONTEXT} ELSE 1 END, {len(run) + 2 * CONTEXT}) ELSE '' END "
            f"FROM {engine.FROM} WHERE {engine.MATCHES} AND {engine.NUMBER} > %s AND d.generation_id = %s "
            f"AND d.language = %s AND d.article_id <> %s ORDER BY {engine.ORDER} LIMIT {LOOKED_AT}) AS asked{number}"
        )
        values += [run] * 3 + [
            engine.compiled(near),
            max(archive.newest - NEWEST, 0),
            archive.generation,
            archive.language,
            without or 0,
        ]
    found: list[list[str]] = [[] for _ in runs]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for number, context in cursor.fetchall():
            found[number].append(letters.plain(context))
    return [_standing(words, contexts) for words, contexts in zip(runs, found, strict=True)]


def _standing(words: Sequence[str], contexts: list[str]) -> Standing:
    run = f" {' '.join(words)} "
    halves = [context.partition(run)[::2] for context in contexts if run in context]
    before = _usual([one.rpartition("\n")[2].split()[-1:] for one, _after in halves])
    following = [one.partition("\n")[0].split()[:1] for _before, one in halves]
    after = _usual(following)
    purposes = [word for one in following for word in one if word.startswith(FOR)]
    is_head = not after and len(set(purposes)) > 1 and len(purposes) >= MOSTLY * len(following)
    return Standing(len(contexts), len(halves), before, after, is_head)


def _usual(neighbours: list[list[str]]) -> str:
    known = Counter(word for one in neighbours for word in one if word not in STOP_WORDS)
    [(word, count)] = known.most_common(1) or [("", 0)]
    return word if count > 1 and count >= MOSTLY * len(neighbours) else ""
