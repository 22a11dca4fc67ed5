"""What a person typed and never saved."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from articles import clock, drafts
from articles.text import dates

register = template.Library()


@register.simple_tag
def unsaved_texts(person: Any) -> list[dict[str, Any]]:
    """Return the texts that a person typed and never saved, the newest first, each with ``when`` in words."""
    now, language = clock.now(), _language()
    return [
        {**one, "when": dates.ago(one["at"], now, language, digits=desk_digits())} for one in drafts.unsaved(person)
    ]


@register.simple_tag
def desk_digits() -> str:
    """Return the digits of Arabic and Persian as browsers name them, for the scripts of the desk."""
    return {"ar": settings.ARABIC_DIGITS, "fa": settings.PERSIAN_DIGITS}.get(_language(), "latn")


def _ago(at: datetime, now: datetime) -> str:
    return dates.ago(at, now, _language(), digits=desk_digits())


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
