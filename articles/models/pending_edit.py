"""Changes to a story that is out, which wait for an editor."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingEditQuerySet(models.QuerySet):
    """Edits by what became of them."""

    def waiting(self) -> Self:
        """Return the edits that nobody has decided on."""
        return self.filter(outcome=PendingEdit.Outcome.WAITING)


class PendingEdit(models.Model):
    """Changed parts of a story, told as a snapshot in part, and the revision they were made on."""

    class Outcome(models.TextChoices):
        """What became of an edit."""

        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="pending_edits"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    note = models.TextField(_("note"), blank=True)
    base = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    data = models.JSONField()
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = PendingEditQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("pending edit")
        verbose_name_plural = _("pending edits")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["waiting", "accepted", "rejected"]), name="edit_outcome_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.by}"
