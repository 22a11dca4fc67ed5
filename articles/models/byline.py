"""Who signs a story, and for what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Byline(models.Model):
    """An author and a role on a story."""

    class Role(models.TextChoices):
        """What the author did."""

        WRITING = "writing", _("writing")
        TRANSLATION = "translation", _("translation")
        REPORTING = "reporting", _("reporting")
        PHOTOGRAPHY = "photography", _("photography")
        EDITING = "editing", _("editing")

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        "articles.Author", verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.WRITING)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_once_per_role",
                violation_error_message=_("This author signs in this role already."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["writing", "translation", "reporting", "photography", "editing"]),
                name="byline_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()})"
