"""What fields are called in the language they are written in."""

from django.utils.text import capfirst
from django.utils.translation import get_language_info


def in_its_language(name: str, language: str) -> str:
    """Return the name of a field with that of the language: «العنوان · English»."""
    return f"{name} · {capfirst(get_language_info(language)['name_local'])}"
