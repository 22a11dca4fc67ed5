"""The words of the archive that begin as typed, so that an index is asked for words and never for all that begin so."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from articles.models import SearchGeneration, SearchTerm
from articles.models.search_document import WORD

LAST = "\U0010ffff"


def words_beginning(beginnings: Iterable[str], language: str, most: int) -> dict[str, int]:
    """Return at most so many folded words with these beginnings and in how many stories each stands, in one query.

    Those of most stories come first.
    """
    found = Q()
    for beginning in beginnings:
        term = f"{WORD}{beginning}"
        if connection.vendor == "sqlite":  # its LIKE passes over indexes; its order is that of the codes
            found |= Q(term__gte=term, term__lt=f"{term}{LAST}")
        else:
            found |= Q(term__startswith=term)
    newest = SearchGeneration.objects.filter(complete=True).order_by("-id").values("id")[:1]
    terms = SearchTerm.objects.filter(found, generation=newest, language=language, stories__gt=0)
    ordered = terms.order_by("-stories", "term").values_list("term", "stories")
    return {term[len(WORD) :]: stories for term, stories in ordered[:most]}
