"""The sizes and formats of pictures that are ready to be shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.image import Image


class Rendition(models.Model):
    """A picture in one size and format, cut for one use. ``articles/images/pipeline.py`` alone writes these."""

    image = models.ForeignKey(Image, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="renditions")
    spec = models.CharField(max_length=20)
    cut = models.CharField(max_length=40, help_text=_("From which file, and around which point, it was cut."))
    format = models.CharField(max_length=5)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["image", "spec", "cut", "format", "width"], name="rendition_once")
        ]

    def __str__(self) -> str:
        return self.file
