"""Forget the lines of the log that are older than AUDIT_KEEP_DAYS."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles import clock
from articles.models import AuditEntry


class Command(BaseCommand):
    """Trim the log; run it every day."""

    help = "Deletes the lines of the log that are older than AUDIT_KEEP_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many went."""
        before = clock.now() - timedelta(days=settings.AUDIT_KEEP_DAYS)
        self.stdout.write(f"{AuditEntry.objects.forget(before)} lines deleted")
