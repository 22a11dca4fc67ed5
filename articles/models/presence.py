"""Who has a story open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.Model):
    """A person at a story, in one of its fields, when they were last heard of."""

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="presences"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    field = models.CharField(_("field"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        default_permissions = ()
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["-seen_at"]
        constraints = [models.UniqueConstraint(fields=["article", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.article}"
