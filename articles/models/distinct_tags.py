"""Tags that somebody has said are two, however much they look alike."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DistinctTagsQuerySet(models.QuerySet):
    """Finding what was said of a tag, on whichever side of the pair it stands."""

    def among(self, tag: int, others: Iterable[int]) -> Self:
        """Return the pairs of a tag with any of some others."""
        numbers = set(others)
        return self.filter(models.Q(one=tag, other__in=numbers) | models.Q(one__in=numbers, other=tag))

    def others(self, tag: int) -> set[int]:
        """Return the tags that a tag is said not to be."""
        pairs = self.filter(models.Q(one=tag) | models.Q(other=tag)).values_list("one", "other")
        return {pk for pair in pairs for pk in pair} - {tag}


class DistinctTags(models.Model):
    """Two tags that look alike and are two: neither report nor form asks again whether they are one."""

    one = models.ForeignKey("articles.Tag", verbose_name=_("tag"), on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("articles.Tag", verbose_name=_("other tag"), on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = DistinctTagsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("pair of distinct tags")
        verbose_name_plural = _("pairs of distinct tags")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="tags_distinct_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="distinct_tags_are_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


def in_order(tag: int, others: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs of a tag with others as they are stored: each once, the lower number first."""
    return sorted({(min(tag, other), max(tag, other)) for other in others if other != tag})
