"""Asking PostgreSQL's tsvector. A stem is looked for among the words too: those that are words stand there alone.

PostgreSQL fetches and sorts all that match before it gives the newest. So every document is marked with the blocks of
numbers that it stands in (2,048, 16,384 and 131,072 at a time), and a common word is asked for in the newest blocks.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from .expression import All, AnyOf, Expression, Lexeme, Without, all_of, any_of
from .letters import stored

FROM = "articles_searchdocument d"
INDEX = FROM
NUMBER = "d.id"
MATCHES = "articles_search_lexemes(d.id, d.words, d.stems) @@ %s::tsquery"
BETWEEN = "d.id + 0 BETWEEN %s AND %s"
# The sum keeps the planner from walking the whole table backwards in search of a rare word.
ORDER = "d.id + 0 DESC"
PLACE = "strpos"
SECONDS = "EXTRACT(epoch FROM %(expressions)s)::float8"
UTF8 = "%(expressions)s::text"
# The planner takes a list for what it is; rows of a list it takes for any hundred.
AMONG = "= ANY(%s::bigint[])"

_FORMS = {"stem": "('{0}' | '={0}')", "word": "'={}'", "block": "'#{}'"}
_BLOCKS = (11, 14, 17)
_MOST_BLOCKS = 9


def listed(ids: Iterable[int]) -> str:
    """Return numbers as `AMONG` takes them."""
    return f"{{{','.join(map(str, ids))}}}"


def leave_utf8(cursor: Any) -> None:
    """Have a cursor give texts (not ``varchar``) as the server sends them: bytes of ``bytea`` come twice as long."""
    cursor.adapters.register_loader("text", _utf8_loader())


@cache
def _utf8_loader() -> type:
    # Imported when it is needed: on a machine without PostgreSQL's library it could not be.
    from psycopg.adapt import Loader

    class Utf8Loader(Loader):
        def load(self, data: Any) -> bytes:
            return bytes(data)

    return Utf8Loader


def newest(expression: Expression, last: int, documents: int) -> Expression:
    """Return an expression for about so many documents up to the last; for very many, or all, it stays as it is."""
    for bits in _BLOCKS:
        blocks = range((last - documents) >> bits, (last >> bits) + 1)
        if documents < last and len(blocks) <= _MOST_BLOCKS:
            return all_of([expression, any_of(Lexeme(f"{bits}.{block}", "block") for block in blocks)])
    return expression


def compiled(expression: Expression) -> str:
    """Return an expression in tsquery's syntax. Lexemes are told in the index's letters."""
    match expression:
        case Lexeme(text, kind):
            return _FORMS[kind].format(text if kind == "block" else stored(text))
        case All(parts):
            return f"({' & '.join(map(compiled, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(compiled, parts))})"
        case Without(wanted, unwanted):
            return f"({compiled(wanted)} & !{compiled(unwanted)})"
