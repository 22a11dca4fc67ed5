"""Whether the index still knows the stories, clocks agree, and share cards can be drawn here."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import clock
from articles.images.lettering import can_shape
from articles.models.search_document import SearchDocument
from articles.search.index import drift

MOST_SECONDS_APART = 5


@register(Tags.database)  # type: ignore[type-var]
def search_index_is_whole(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of stories that search does not know. Runs with ``manage.py check --database default``."""
    if not databases or "default" not in databases:
        return []
    if SearchDocument._meta.db_table not in connection.introspection.table_names():
        return []
    found = drift()
    warnings: list[CheckMessage] = []
    if found.missing or found.stale:
        told = _("The search index has drifted: %(missing)s stories are missing, %(stale)s are stale.") % {
            "missing": found.missing,
            "stale": found.stale,
        }
        warnings.append(Warning(told, hint=_("Run reindex --stale."), id="articles.W102"))
    if found.is_outdated:
        told = _("The search index was made by the rules of an earlier release.")
        hint = _("Run reindex, then fingerprint_stories: readers search the old index meanwhile.")
        warnings.append(Warning(told, hint=hint, id="articles.W105"))
    return warnings


@register(Tags.database)  # type: ignore[type-var]
def clocks_agree(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn where this machine's clock is not the database's, by which stories come out: all else goes by this one."""
    there = clock.database_time() if databases and "default" in databases else None
    ahead = round((timezone.now() - there).total_seconds()) if there else 0
    if abs(ahead) <= MOST_SECONDS_APART:
        return []
    return [
        Warning(
            _("The clocks of this machine and of the database are %(seconds)s seconds apart.")
            % {"seconds": abs(ahead)},
            hint=_(
                "Stories come out by the database's clock; sign-ins end, and files are dated, by this one. Keep all "
                "machines on network time."
            ),
            id="articles.W104",
        )
    ]


@register()  # type: ignore[type-var]
def letters_can_be_shaped(**kwargs: Any) -> list[CheckMessage]:
    """Warn where Pillow can neither join Arabic letters nor put them in order, so that no share card is drawn."""
    if can_shape():
        return []
    return [
        Warning(
            _("Share cards are not drawn: Pillow lacks Raqm or FriBiDi, which Arabic letters need."),
            hint=_(
                "Install FriBiDi (apt install libfribidi0, dnf install fribidi, brew install fribidi) and Pillow from "
                "its wheel, restart, then run draw_cards."
            ),
            id="articles.W103",
        )
    ]
