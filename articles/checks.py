"""Whether the index still knows the stories."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection
from django.utils.translation import gettext as _

from articles.models.search_document import SearchDocument
from articles.search.index import drift


@register(Tags.database)  # type: ignore[type-var]
def search_index_is_whole(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of stories that search does not know. Runs with ``manage.py check --database default``."""
    if not databases or "default" not in databases:
        return []
    if SearchDocument._meta.db_table not in connection.introspection.table_names():
        return []
    found = drift()
    if not found:
        return []
    return [
        Warning(
            _("The search index has drifted: %(missing)s stories are missing, %(stale)s are stale.")
            % {"missing": found.missing, "stale": found.stale},
            hint=_("Run reindex --stale; after an upgrade that changed the stems, reindex."),
            id="articles.W102",
        )
    ]
