"""Finding stories on the desk by more than their headline."""

from django.db.models import Q

from articles.models import ArticleQuerySet, Author, Tag
from articles.models.named import in_languages
from articles.text import arabic


def matching_stories(stories: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """Return the stories in which every word stands somewhere, in any spelling.

    Looks in headline, kicker, standfirst, place, the names of those who sign and of the tags.
    """
    words = arabic.fold_key(text).split()
    if not words:
        return stories.none() if text.strip() else stories
    places = _places(stories)
    for word in words:
        somewhere = Q()
        for column in in_languages("search_key"):
            somewhere |= Q(**{f"{column}__contains": word})
        for column, names in places.items():
            if found := [name for name in names if word in arabic.fold_key(name)]:
                somewhere |= Q(**{f"{column}__in": found})
        somewhere |= Q(bylines__author__in=Author.objects.filter(search_key__contains=word))
        somewhere |= Q(tags__in=Tag.objects.filter(search_key__contains=word))
        stories = stories.filter(pk__in=stories.model.objects.filter(somewhere).values("pk"))
    return stories


def _places(stories: ArticleQuerySet) -> dict[str, set[str]]:
    columns = in_languages("dateline_place")
    rows = stories.model.objects.order_by().values_list(*columns).distinct()
    return {column: {row[i] for row in rows if row[i]} for i, column in enumerate(columns)}
