"""A better spelling of a query, only when it leads readers to stories that they may see."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from modeltranslation.utils import build_localized_fieldname

from articles.models import SearchDocument, SearchGeneration, SearchTerm
from articles.text import html
from articles.text.arabic import tokens

from . import letters
from .engine import Results, search
from .spelling import Correction, Vocabulary, correction

WITNESSES = 5
"""Of the stories found, how many are looked into for the words that are proposed."""


@dataclass(frozen=True)
class Suggestion:
    """What a reader may have meant, and the public stories that it finds."""

    text: str
    results: Results


def vocabulary(language: str) -> Vocabulary:
    """Return the function that looks terms up in the index of a language, one query a call."""

    def known(terms: set[str]) -> dict[str, int]:
        newest = SearchGeneration.objects.filter(complete=True).order_by("-id").values("id")[:1]
        rows = SearchTerm.objects.filter(generation=newest, language=language, term__in=terms, stories__gt=0)
        return dict(rows.values_list("term", "stories")) if terms else {}

    return known


def did_you_mean(
    stories: QuerySet, text: str, language: str, right: Collection[str] = frozenset()
) -> Suggestion | None:
    """Return a better spelling of a query and what it finds, or None. Folded words that are ``right`` stay as they are.

    The index counts drafts too, so that every proposed word must stand in a public story that the new query finds: no
    word of a draft is ever told, and two words for one typed stand side by side there. The spelling shown is the one
    that those stories use.
    """
    better = correction(text, language, vocabulary(language), right)
    if better is None:
        return None
    results = search(stories, better.written(), language)
    spellings = _spellings(results, better, language)
    if set(better.words) - spellings.keys():
        return None
    return Suggestion(better.written(spellings), results)


def _spellings(results: Results, better: Correction, language: str) -> dict[str, str]:
    """How the best stories spell the words that are proposed; a word of their tags and authors stays folded."""
    columns = [build_localized_fieldname(name, language) for name in ("headline", "standfirst", "body")]
    rows = (
        SearchDocument.objects.current()
        .filter(language=language, article__in=results.ids[:WITNESSES])
        .values_list("words", *(f"article__{column}" for column in columns))
    )
    wanted = set(better.words)
    apart = {folded for _start, _end, folded in better.changes if " " in folded}
    written: dict[str, Counter[str]] = {}
    for words, *texts in rows:
        apart -= {pair for pair in apart if f" {pair} " in letters.plain(words)}
        for word in wanted.intersection(letters.plain(words).split()):
            written.setdefault(word, Counter())
        for token in tokens(html.plain_text("\n".join(filter(None, texts)))):
            if token.folded in wanted:
                written.setdefault(token.folded, Counter())[token.text] += 1
    if apart:
        return {}
    return {word: counts.most_common(1)[0][0] if counts else word for word, counts in written.items()}
