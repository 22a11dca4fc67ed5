"""How often stories are read. Nothing is known here of who reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Span(models.TextChoices):
    """How long a time one count is of."""

    TEN_MINUTES = "m", _("ten minutes")
    HOUR = "h", _("hour")
    DAY = "d", _("day")


class ReadCount(models.Model):
    """How often a story was read in a language in a span of time. ``articles/most_read`` alone writes these."""

    article = models.ForeignKey(
        "articles.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="read_counts",
        db_index=False,
    )
    language = models.CharField(_("language"), max_length=7)
    span = models.CharField(max_length=1, choices=Span)
    begins_at = models.DateTimeField(_("from"))
    hits = models.PositiveBigIntegerField(_("times read"), default=0)

    class Meta:
        default_permissions = ()
        verbose_name = _("times read")
        verbose_name_plural = _("times read")
        ordering = ["-begins_at"]
        constraints = [models.UniqueConstraint(fields=["article", "language", "span", "begins_at"], name="read_once")]
        indexes = [models.Index(fields=["span", "language", "begins_at", "article", "hits"], name="read_most")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language} {self.begins_at:%Y-%m-%d %H:%M}: {self.hits}"
