"""Finding stories on the desk by more than their headline."""

import re

from django.db.models import Case, IntegerField, Q, Value, When

from articles.models import ArticleQuerySet, Author, Tag
from articles.models.named import in_languages
from articles.search.engine import search
from articles.search.order import agreeing
from articles.search.query import parse
from articles.text import arabic

SCRIPTS = {"[؀-ۿ]": ("ar", "fa"), "[a-z]": ("en", "ar"), "[Ѐ-ӿ]": ("uk",)}
"""In which languages the stories are searched for words of a script."""
MOST_WORDS = 12
RANKED = 100
"""Stories that stand in the order of how well they answer; the others follow."""


def searched_stories(stories: ArticleQuerySet, text: str, *, ranked: bool = True) -> ArticleQuerySet:
    """Return the stories that a search of the desk finds: by the index, bodies too, or where all words stand somewhere.

    What has conditions («-word», «كاتب:ليلى») only the index answers.
    The best stand first, unless the list has an order of its own (``ranked`` off). Drafts are found as anything else:
    the queryset says what its person may see.
    """
    if not arabic.fold_key(text):
        return matching_stories(stories, text)
    ids = _by_index(stories, text)
    is_found = Q(pk__in=ids)
    if not parse(text).has_conditions:
        is_found |= Q(pk__in=matching_stories(stories.model.objects.all(), text).values("pk"))
    found = stories.filter(is_found)
    if not ranked or not ids:
        return found
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(ids[:RANKED])]
    order = Case(*places, default=Value(RANKED), output_field=IntegerField())
    return found.order_by(order, *stories.query.order_by)


def _by_index(stories: ArticleQuerySet, text: str) -> list[int]:
    folded = arabic.fold(text)
    languages = [code for script, codes in SCRIPTS.items() if re.search(script, folded) for code in codes]
    hits = []
    for code in dict.fromkeys(languages or ["ar"]):
        results = agreeing(search(stories, text, code, for_staff=True, half_life_days=None))
        hits += [(-hit.score, place, hit.article) for place, hit in enumerate(results.hits)]
    return list(dict.fromkeys(pk for _score, _place, pk in sorted(hits)))


def matching_stories(stories: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """Return the stories in which every word stands somewhere, in any spelling.

    Looks in headline, kicker, standfirst, place, the names of those who sign and of the tags, and in notes, which are
    found as they are spelled.
    """
    words = {token.folded: token.text for token in arabic.tokens(text.replace("\0", " "))}
    if not words:
        return stories.none() if text.strip() else stories
    places = _places(stories)
    for word, written in list(words.items())[:MOST_WORDS]:
        somewhere = Q()
        for column in in_languages("search_key"):
            somewhere |= Q(**{f"{column}__contains": word})
        for column, names in places.items():
            if found := [name for name in names if word in arabic.fold_key(name)]:
                somewhere |= Q(**{f"{column}__in": found})
        for held in (
            {"bylines__author__in": Author.objects.filter(search_key__contains=word)},
            {"tags__in": Tag.objects.filter(search_key__contains=word)},
            {"notes__text__icontains": written},
        ):
            somewhere |= Q(pk__in=stories.model.objects.filter(**held).values("pk"))
        stories = stories.filter(somewhere)
    return stories


def _places(stories: ArticleQuerySet) -> dict[str, set[str]]:
    columns = in_languages("dateline_place")
    rows = stories.model.objects.order_by().values_list(*columns).distinct()
    return {column: {row[i] for row in rows if row[i]} for i, column in enumerate(columns)}
