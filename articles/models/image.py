"""Pictures."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.named import NamedQuerySet, in_languages
from articles.text import arabic


def content_hash(file: Any) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal, and rewind it."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


class ImageQuerySet(NamedQuerySet):
    """Pictures by what they show and by their rights."""

    def usable(self, on: date | None = None) -> Self:
        """Return the pictures whose rights have not ended on a day (today unless given)."""
        day = on or timezone.localdate()
        return self.filter(models.Q(rights_expire_on=None) | models.Q(rights_expire_on__gte=day))


class Image(models.Model):
    """A picture, once: the same bytes are the same row."""

    file = models.ImageField(_("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height")
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Without “picture of”."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    source = models.ForeignKey(
        "articles.Source", verbose_name=_("source"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rights_note = models.TextField(_("rights"), blank=True, help_text=_("What we may do with the picture."))
    rights_expire_on = models.DateField(_("rights end on"), null=True, blank=True)
    focal_x = models.FloatField(
        _("focal point, across"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    focal_y = models.FloatField(
        _("focal point, down"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    content_hash = models.CharField(max_length=64, unique=True, editable=False)
    ready = models.JSONField(
        default=dict, editable=False, help_text=_("The renditions that readers can be shown. images/pipeline fills it.")
    )
    search_key = models.TextField(editable=False, default="", blank=True)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="image_focal_point_is_inside",
                violation_error_message=_("The focal point lies inside the picture."),
            )
        ]

    def __str__(self) -> str:
        return str(self.alt or self.caption or self.file.name)

    def spellings(self) -> Iterable[str]:
        """Yield every text under which this picture may be looked for."""
        columns = [*in_languages("alt"), *in_languages("caption")]
        return [*(getattr(self, column) or "" for column in columns), self.credit]

    def prepare(self) -> None:
        """Fill the folded key, and the content hash when a new file came in."""
        self.search_key = "\n".join(dict.fromkeys(key for text in self.spellings() if (key := arabic.fold_key(text))))
        if self.file and (not self.content_hash or not self.file._committed):
            self.content_hash = content_hash(self.file)
            self.ready = {}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the content hash and the folded key up to date."""
        self.prepare()
        super().save(*args, **kwargs)

    def rights_ended(self, on: date | None = None) -> bool:
        """Return whether the right to show the picture has ended on a day (today unless given)."""
        return self.rights_expire_on is not None and self.rights_expire_on < (on or timezone.localdate())


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
