"""The bin: stories that are deleted for thirty days before they are gone."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from articles import clock
from articles.models import Article, AuditEntry
from articles.workflow.carrying import carry_out

DAYS_IN_BIN = 30


def move_to_bin(article: Article, by: Any, note: str = "") -> None:
    """Delete a story that is not out, for thirty days."""
    carry_out("move_to_bin", article, by, note, change=lambda stored: {"deleted_at": clock.now(), "deleted_by": by})


def take_out(article: Article, by: Any, note: str = "") -> None:
    """Take a story out of the bin, as it was."""
    carry_out("take_out", article, by, note, change=lambda stored: {"deleted_at": None, "deleted_by": None})


def empty_bin(now: datetime | None = None) -> int:
    """Delete for good what has been in the bin for thirty days, each story by itself; return how many there were."""
    before = (now or clock.now()) - timedelta(days=DAYS_IN_BIN)
    gone = 0
    for pk in Article.objects.in_bin(before).values_list("pk", flat=True):
        with transaction.atomic():
            article = Article.objects.in_bin(before).select_for_update().filter(pk=pk).first()
            if article is not None:
                AuditEntry.objects.record("purge", about=article)
                article.delete()
                gone += 1
    return gone
