"""Stories that are said to want no more related ones."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SettledStory(models.Model):
    """A story that the related desk no longer asks about, however few ties it has."""

    article = models.OneToOneField(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="settled"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("story with enough related ones")
        verbose_name_plural = _("stories with enough related ones")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.article)
