"""Suggestions that somebody has said no to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DismissedSuggestion(models.Model):
    """A story that is not to be suggested for another one again, nor that one for it."""

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="dismissed_suggestions"
    )
    suggested = models.ForeignKey(
        "articles.Article", verbose_name=_("suggested article"), on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("dismissed suggestion")
        verbose_name_plural = _("dismissed suggestions")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["article", "suggested"], name="suggestion_dismissed_once")]

    def __str__(self) -> str:
        return f"{self.article} · {self.suggested}"
