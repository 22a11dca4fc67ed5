"""What a live story tells as it happens, one short text at a time."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock


class LiveUpdateQuerySet(models.QuerySet["LiveUpdate"]):
    """The updates of live stories."""

    def told(self, article_id: int, language: str) -> Self:
        """Return what readers of a language are told of a story, the newest first."""
        return self.filter(article=article_id, language=language).order_by("-at", "-id")


class LiveUpdate(models.Model):
    """One update of a live story in one language. Only ``workflow`` writes it."""

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="live_updates"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    headline = models.CharField(_("headline"), max_length=200)
    text = models.TextField(
        _("text"), max_length=5000, blank=True, help_text=_("Plain text; an empty line begins a new paragraph.")
    )
    is_key = models.BooleanField(
        _("turning point"), default=False, help_text=_("Turning points are listed over the updates.")
    )
    at = models.DateTimeField(_("at"), default=clock.now)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = LiveUpdateQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("live update")
        verbose_name_plural = _("live updates")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["article", "language", "-at", "-id"], name="live_update_told")]

    def __str__(self) -> str:
        return self.headline
