"""Tell hubs and search engines what is due."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles import tasks


class Command(BaseCommand):
    """Send the pings of stories that came out by their schedule, and those that failed before."""

    help = _("Tell hubs (WebSub) and search engines (IndexNow) of what has come out. For a timer, every minute.")

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Send and say how many heard."""
        heard, failed = tasks.send_due()
        if failed or (heard and verbosity):
            self.stdout.write(_("%(heard)s sent, %(failed)s to be tried again.") % {"heard": heard, "failed": failed})
