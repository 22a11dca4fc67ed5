"""Make the fingerprints of all stories, by which copies are recognised."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.models import Article
from articles.related.duplicates import BATCH, remember


class Command(BaseCommand):
    """Needed once for an archive that was there before, and after the stemmer has changed. Saving does the rest."""

    help = _("Make the fingerprints of all stories anew, by which copies are recognised.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the stories, the oldest first, so that what became a formula is known by its first stories."""
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        made = 0
        for start in range(0, len(ids), BATCH):
            made += remember(ids[start : start + BATCH])
            self.stderr.write(f"{min(start + BATCH, len(ids))}/{len(ids)}")
        self.stdout.write(_("%(made)s fingerprints of %(stories)s stories") % {"made": made, "stories": len(ids)})
