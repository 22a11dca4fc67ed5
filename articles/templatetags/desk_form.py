"""Words of the story form."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

NOTES = {
    "headline_derived": _("The document had no headline: this one was made from its first sentence."),
    "misplaced_quote": _("A closing quotation mark stands in the wrong place; it was left as found."),
    "unbalanced_quotes": _("The quotation marks do not pair; they were left as found."),
    "section_unknown": _("The section of the document is not one of ours: choose one."),
    "source_unknown": _("The agency of the document is not among the sources: choose one."),
    "language_guessed": _("The language was worked out from the text."),
    "teaser_cut": _("The last lines belong to another story and were kept as a related story."),
}


@register.simple_tag
def import_note(note: Any) -> str:
    """Return what an importer noted about a story, in the desk's language where it has words for it."""
    if isinstance(note, dict):
        code, detail = str(note.get("code", "")), str(note.get("detail") or note.get("text") or "")
        return " ".join(part for part in (str(NOTES.get(code, code)), detail) if part)
    return str(NOTES.get(str(note), note))
