"""Asking PostgreSQL's tsvector. A stem is looked for among the words too: those that are words stand there alone."""

from .expression import All, AnyOf, Expression, Lexeme, Without
from .letters import stored

FROM = "articles_searchdocument d"
MATCHES = "articles_search_lexemes(d.words, d.stems) @@ %s::tsquery"
# The sum keeps the planner from walking the whole table backwards in search of a rare word.
ORDER = "d.id + 0 DESC"

_FORMS = {"stem": "('{0}' | '={0}')", "word": "'={}'", "prefix": "'={}':*"}


def compiled(expression: Expression) -> str:
    """Return an expression in tsquery's syntax. Lexemes are told in the index's letters."""
    match expression:
        case Lexeme(text, kind):
            return _FORMS[kind].format(stored(text))
        case All(parts):
            return f"({' & '.join(map(compiled, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(compiled, parts))})"
        case Without(wanted, unwanted):
            return f"({compiled(wanted)} & !{compiled(unwanted)})"
