"""What somebody is typing, before it is saved."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Autosave(models.Model):
    """The form of one person on one story, or on a story that is not saved yet."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="autosaves"
    )
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, null=True, related_name="autosaves"
    )
    draft_key = models.UUIDField(default=uuid.uuid4)
    base_version = models.PositiveIntegerField(null=True)
    data = models.JSONField()
    at = models.DateTimeField(_("at"), auto_now=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "draft_key"], name="autosave_once_per_draft"),
            models.UniqueConstraint(fields=["person", "article"], name="autosave_once_per_story"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.article or self.draft_key}"
