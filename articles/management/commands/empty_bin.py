"""Delete for good what has been in the bin for thirty days."""

from typing import Any

from django.core.management.base import BaseCommand

from articles import drafts, workflow


class Command(BaseCommand):
    """Empty the bin; run it every day."""

    help = "Deletes stories that have been in the bin for thirty days, and unsaved texts nobody came back to."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many went."""
        stories, texts = workflow.empty_bin(), drafts.forget_old_drafts()
        self.stdout.write(f"{stories} stories and {texts} unsaved texts deleted")
