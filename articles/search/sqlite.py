"""Asking SQLite's FTS5. A stem is looked for in both columns: those that are words of the story stand there alone."""

import json
from collections.abc import Iterable
from typing import Any

from .expression import All, AnyOf, Expression, Lexeme, Without
from .letters import stored

FROM = "articles_search_fts CROSS JOIN articles_searchdocument d ON d.id = articles_search_fts.rowid"
INDEX = "articles_search_fts"
NUMBER = "articles_search_fts.rowid"
MATCHES = "articles_search_fts MATCH %s"
BETWEEN = "articles_search_fts.rowid BETWEEN %s AND %s"
ORDER = "articles_search_fts.rowid DESC"
PLACE = "instr"
SECONDS = "(julianday(%(expressions)s) - 2440587.5) * 86400"
UTF8 = "CAST(%(expressions)s AS BLOB)"
AMONG = "IN (SELECT value FROM json_each(%s))"


def listed(ids: Iterable[int]) -> str:
    """Return numbers as `AMONG` takes them."""
    return json.dumps(list(ids))


def leave_utf8(cursor: Any) -> None:
    """Leave the cursor as it is: what is cast to a blob comes as bytes."""


def newest(expression: Expression, last: int, documents: int) -> Expression:
    """Return the expression as it is: FTS5 reads from the newest on, and no further than it is asked to."""
    return expression


_COLUMNS = {"stem": '"{}"', "word": 'words : "{}"'}


def compiled(expression: Expression) -> str:
    """Return an expression in FTS5's query syntax. Lexemes are told in the index's letters."""
    match expression:
        case Lexeme(text, kind):
            return f"({_COLUMNS[kind].format(stored(text))})"
        case All(parts):
            return f"({' AND '.join(map(compiled, parts))})"
        case AnyOf(parts):
            return f"({' OR '.join(map(compiled, parts))})"
        case Without(wanted, unwanted):
            return f"({compiled(wanted)} NOT {compiled(unwanted)})"
