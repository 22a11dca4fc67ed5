"""The record of tags that were merged, by which a merge is undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TagMerge(models.Model):
    """A tag that was merged into another, as it was, and everything that the merge moved."""

    into = models.ForeignKey(
        "articles.Tag", verbose_name=_("tag"), on_delete=models.SET_NULL, null=True, related_name="merges"
    )
    name = models.CharField(_("merged tag"), max_length=120)
    record = models.JSONField(_("the tag as it was, and what was moved"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("merge of tags")
        verbose_name_plural = _("merges of tags")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} ← {self.into or ''}"
