"""Why a story is suggested, as a line in the language of the interface."""

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NAMED = 4
FAR = 45
"""From so many days on, their number says nothing: the date stands beside every suggestion."""


def why(reasons: dict[str, Any]) -> str:
    """Return reasons as stored with a suggestion in one line: «يذكران: لافروف، طهران · الملف نفسه · بعده بيومين»."""
    parts = []
    if reasons.get("storylines"):
        parts.append(_("the same storyline: %(names)s") % {"names": _listed(reasons["storylines"])})
    if reasons.get("tags"):
        parts.append(_("both tagged: %(names)s") % {"names": _listed(reasons["tags"])})
    named = {*reasons.get("storylines", ()), *reasons.get("tags", ())}
    words = [word for word in reasons.get("words", ()) if not any(_says(word, name) for name in named)]
    if words:
        parts.insert(0, _("both mention: %(words)s") % {"words": _listed(words)})
    if reasons.get("same_section") and len(parts) < 3:
        parts.append(_("the same section"))
    if (distance := _distance(reasons.get("days"))) is not None:
        parts.append(distance)
    return " · ".join(parts)


def _listed(names: list[str]) -> str:
    comma = "، " if (get_language() or "")[:2] in ("ar", "fa") else ", "
    return comma.join(names[:NAMED])


def _says(word: str, name: str) -> bool:
    return word in name or f" {name} " in f" {word} "


def _distance(days: int | None) -> str | None:
    if days is None or abs(days) >= FAR:
        return None
    if days == 0:
        return _("on the same day")
    if days > 0:
        return ngettext("%(days)d day later", "%(days)d days later", days) % {"days": days}
    return ngettext("%(days)d day earlier", "%(days)d days earlier", -days) % {"days": -days}
