"""Other sites that are still to be told of a story."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

CLAIMED_FOR = timedelta(minutes=5)
"""After that whoever claimed a ping is taken to have died."""


class PingQuerySet(models.QuerySet["Ping"]):
    """The pings as a queue."""

    def due(self, now: datetime) -> Self:
        """Return the pings whose time has come and that nobody is sending."""
        free = models.Q(claimed_until=None) | models.Q(claimed_until__lte=now)
        return self.filter(free, due_at__lte=now)


class Ping(models.Model):
    """A service that is to hear of a story in a language, from a moment on; deleted when it has heard."""

    class Service(models.TextChoices):
        """Who is told."""

        WEBSUB = "websub", "WebSub"
        INDEXNOW = "indexnow", "IndexNow"

    service = models.CharField(max_length=8, choices=Service)
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="pings"
    )
    language = models.CharField(_("language"), max_length=7)
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)

    objects = PingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("ping")
        verbose_name_plural = _("pings")
        ordering = ["due_at", "id"]
        constraints = [models.UniqueConstraint(fields=["service", "article", "language"], name="ping_once")]

    def __str__(self) -> str:
        return f"{self.service} {self.article_id} {self.language}"

    def claim(self, now: datetime) -> bool:
        """Take the ping for oneself; return False when somebody was quicker, or when it is not due any more."""
        mine = type(self).objects.due(now).filter(pk=self.pk, due_at=self.due_at)
        return bool(mine.update(claimed_until=now + CLAIMED_FOR, attempts=models.F("attempts") + 1))

    def done(self) -> None:
        """Forget the ping, unless there is news again meanwhile."""
        type(self).objects.filter(pk=self.pk, due_at=self.due_at).delete()
        self.release()

    def release(self, again_at: datetime | None = None) -> None:
        """Give the ping back; at ``again_at``, unless there is news meanwhile, it is due again."""
        own = type(self).objects.filter(pk=self.pk)
        own.update(claimed_until=None)
        if again_at:
            own.filter(due_at=self.due_at).update(due_at=again_at)
