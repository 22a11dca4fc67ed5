"""Words of the story form."""

from typing import Any

from django import template

from articles.importers import messages

register = template.Library()


@register.simple_tag
def import_note(note: Any) -> str:
    """Return what an importer noted about a story, in the desk's language."""
    if not isinstance(note, dict):
        return str(note)
    code = str(note.get("code", ""))
    if code not in messages.MESSAGES:
        return str(note.get("message") or code)
    return messages.describe(code, {"paragraph": note.get("paragraph") or "", **(note.get("params") or {})})
