"""Words of the story form."""

from datetime import date
from typing import Any

from django import template

from articles.importers import messages
from articles.templatetags.times import written

register = template.Library()


@register.simple_tag
def import_note(note: Any) -> str:
    """Return what an importer noted about a story, in the desk's language."""
    if not isinstance(note, dict):
        return str(note)
    code = str(note.get("code", ""))
    if code not in messages.MESSAGES:
        return str(note.get("message") or code)
    params = {name: _as_day(value) if name == "date" else value for name, value in (note.get("params") or {}).items()}
    return messages.describe(code, {"paragraph": note.get("paragraph") or "", **params})


def _as_day(value: Any) -> str:
    """A day as the house writes it; what is none, as it is."""
    try:
        return written(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
