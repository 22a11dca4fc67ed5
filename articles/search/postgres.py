"""Asking PostgreSQL's tsvector."""

from .expression import All, AnyOf, Expression, Lexeme, Without

FROM = "articles_searchdocument d"
MATCHES = "d.tokens @@ %s::tsquery"
ORDER = "d.id DESC"

_FORMS = {"stem": "'{}'", "word": "'={}'", "prefix": "'={}':*"}


def compiled(expression: Expression) -> str:
    """Return an expression in tsquery's syntax. Lexemes hold letters, digits and points only."""
    match expression:
        case Lexeme(text, kind):
            return _FORMS[kind].format(text)
        case All(parts):
            return f"({' & '.join(map(compiled, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(compiled, parts))})"
        case Without(wanted, unwanted):
            return f"({compiled(wanted)} & !{compiled(unwanted)})"
