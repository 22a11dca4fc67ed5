"""Bring the lists of tags and authors up to date after rows were changed behind the newsroom's back."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.models import Article, Listing


class Command(BaseCommand):
    """Compare every story's rows with the story."""

    help = _("Bring the lists of tags and authors up to date, after rows were changed by other programs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh all, and say how many rows were wrong."""
        wrong = Listing.objects.refresh(Article.objects.order_by("pk").values_list("pk", flat=True))
        self.stdout.write(_("Rows that were wrong: %(count)s") % {"count": wrong})
