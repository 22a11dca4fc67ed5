"""Embargo: set and lengthened by those who publish, lifted by the chief alone."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article
from articles.models.named import in_languages
from articles.workflow.carrying import carry_out


def set_embargo(article: Article, by: Any, until: datetime, note: str = "") -> None:
    """Keep a story from readers until a moment; what was to come out before then comes out then.

    An embargo that stands can be lengthened, never shortened. Links that show the story outside are closed.
    """

    def change(stored: Article) -> dict[str, Any]:
        now = clock.now()
        if until <= now:
            raise ValidationError({"embargo_until": _("Choose a moment that is still to come.")})
        if stored.embargo_until and until < stored.embargo_until:
            raise ValidationError(
                {"embargo_until": _("An embargo can be lengthened here, not shortened.")}, code="embargo"
            )
        if stored.expires_at and stored.expires_at <= until:
            raise ValidationError({"expires_at": _("The story would expire before it is out.")})
        stored.preview_links.open().update(revoked_at=now)
        times = {column: getattr(stored, column) for column in in_languages("published_at")}
        return {"embargo_until": until} | {column: until for column, at in times.items() if at and at < until}

    carry_out("set_embargo", article, by, note, change=change, until=until.isoformat())


def lift_embargo(article: Article, by: Any, note: str) -> None:
    """End an embargo before its time. The story's times stay: it comes out when it is rescheduled or published."""
    carry_out("lift_embargo", article, by, note, change=lambda stored: {"embargo_until": None})
