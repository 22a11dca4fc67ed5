"""The newsroom's one domain app."""

import mimetypes

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Stories, the people who sign them and what ties them together."""

    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Connect the app's receivers."""
        from articles import checks, months, signals  # noqa: F401
        from articles.signals import audit, groups

        # Python does not know it by itself before 3.13, and a storage tells the type from the name.
        mimetypes.add_type("image/avif", ".avif")
        post_migrate.connect(groups.make_groups, sender=self)
        months.teach_django()
        signals.connect_search()
        signals.connect_lists()
        signals.connect_pictures()
        signals.connect_pings()
        signals.connect_caching()
        signals.connect_related()
        audit.connect_audit()
