"""Times and headlines of the desk's plans, by the newsroom's clock, in the house's months and digits."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Article
from articles.models.article import current_language
from articles.templatetags.desk_languages import as_written, headline_of
from articles.templatetags.newsroom import digit_system
from articles.templatetags.times import written
from articles.text import dates

register = template.Library()


@register.filter
def clock(moment: datetime) -> str:
    """Return the time of day of a moment."""
    language = current_language()
    return dates.clock(timezone.localtime(moment), language, digits=digit_system(language))


@register.filter
def moment(value: datetime) -> str:
    """Return the day of the week, the date and the time of a moment."""
    return written(value, weekday=True, time=True)


@register.filter
def weekday_name(day: date) -> str:
    """Return the name of the day of the week."""
    return dates.weekday_name(day, current_language())


@register.filter
def headline_in(article: Article, language: str) -> SafeString:
    """Return a story's headline in a language, or else in one that has it."""
    text = article.in_language("headline", language)
    return as_written(text, language) if text else headline_of(article)
