"""The block of the stories that are read most."""

from django import template

from articles.models import Teaser
from articles.models.article import current_language
from articles.most_read import ranking

register = template.Library()
SHOWN, FEWEST = 5, 3


@register.simple_tag
def most_read_stories() -> list[Teaser]:
    """Return what is read most lately, in the current language; nothing while that is too little to tell."""
    stories = ranking.most_read(current_language(), "lately")
    return stories[:SHOWN] if len(stories) >= FEWEST else []
