"""Make the fingerprints of all stories, by which copies are recognised."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.models import Article
from articles.related.remembered import remember_all


class Command(BaseCommand):
    """Needed once for an archive that was there before, and after the stemmer has changed. Saving does the rest."""

    help = _("Make the fingerprints of all stories anew, by which copies are recognised.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the stories, the oldest first, so that what became a formula is known by its first stories."""
        total, last = Article.objects.count(), (0, 0)
        for last in remember_all():
            self.stderr.write(f"{last[0]}/{total}")
        self.stdout.write(_("%(made)s fingerprints of %(stories)s stories") % {"made": last[1], "stories": last[0]})
