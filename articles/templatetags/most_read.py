"""The block of the stories that are read most."""

from django import template

from articles.models import Article
from articles.models.article import current_language
from articles.most_read import ranking

register = template.Library()
SHOWN, FEWEST = 5, 3


@register.simple_tag
def most_read_stories() -> list[Article]:
    """Return what is read most in the last day, or in the last week while that is too little to tell; else nothing."""
    language = current_language()
    for period in ("day", "week"):
        stories = ranking.most_read(language, period)
        if len(stories) >= FEWEST:
            return stories[:SHOWN]
    return []
