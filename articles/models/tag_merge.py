"""The record of tags that were merged, by which a merge is undone."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TagMergeQuerySet(models.QuerySet):
    """Merges by what was merged."""

    def lead(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return which tags stand now for those of these numbers that were merged into another, or on from there."""
        standing = self.filter(undone_at=None)
        rows = list(standing.filter(record__tag__id__in=list(numbers)).values_list("record__tag__id", "pk", "into"))
        if any(into is None for _number, _merge, into in rows):
            later = standing.exclude(record__merges=[]).values_list("pk", "into", "record__merges")
            merged_on = {earlier: (merge, into) for merge, into, merges in later for earlier in merges or ()}
            rows = [(number, *_last(merge, into, merged_on)) for number, merge, into in rows]
        return {number: into for number, _merge, into in rows if into is not None}


def _last(merge: int, into: int | None, merged_on: Mapping[int, tuple[int, int | None]]) -> tuple[int, int | None]:
    """The merge in which a chain of them ends, and the tag that remained."""
    while into is None and merge in merged_on:
        merge, into = merged_on[merge]
    return merge, into


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

    objects = TagMergeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("merge of tags")
        verbose_name_plural = _("merges of tags")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} ← {self.into or ''}"
