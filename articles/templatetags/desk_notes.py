"""Notes of the desk as they are shown."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.text import mentions

register = template.Library()


@register.filter
def note_text(text: str) -> SafeString:
    """Return a note with its lines kept and the names that it calls set apart."""
    parts = (
        (format_html('<bdi class="mention">{}</bdi>', part) if calls else part,) for part, calls in mentions.split(text)
    )
    return format_html_join("", "{}", parts)
