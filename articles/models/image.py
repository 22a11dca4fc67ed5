"""Pictures."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models.named import NamedQuerySet, in_languages
from articles.text import arabic


def content_hash(file: Any) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal, and rewind it."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def address_of(image: "Image", filename: str) -> str:
    """Return where a picture's file is kept: under its content, so that no address ever shows another picture."""
    path = PurePath(filename)
    if not image.content_hash:
        return f"pictures/{path.name}"
    ending = path.suffix.lower()
    return f"pictures/{image.content_hash[:2]}/{image.content_hash[:20]}{ending if len(ending) <= 5 else ''}"


class ImageQuerySet(NamedQuerySet):
    """Pictures by what they show, by their rights and by where they are used."""

    def usable(self, on: date | None = None) -> Self:
        """Return the pictures whose rights have not ended on a day (today unless given)."""
        day = on or clock.today()
        return self.filter(models.Q(rights_expire_on=None) | models.Q(rights_expire_on__gte=day))

    def rights_end_within(self, days: int, on: date | None = None) -> Self:
        """Return the pictures whose rights end in the next so many days; those that ended already are left out."""
        day = on or clock.today()
        return self.filter(rights_expire_on__range=(day, day + timedelta(days=days)))

    def rights_over(self, on: date | None = None) -> Self:
        """Return the pictures whose rights have ended."""
        return self.filter(rights_expire_on__lt=on or clock.today())

    def unused(self) -> Self:
        """Return the pictures that stand in no story, at its head or in its text, and show no author."""
        return (
            self.exclude(_used_by("Article", "lead_image"))
            .exclude(_used_by("PictureUse", "image"))
            .exclude(_used_by("Author", "portrait"))
        )


def _used_by(model: str, field: str) -> models.Exists:
    return models.Exists(apps.get_model("articles", model)._base_manager.filter(**{field: models.OuterRef("pk")}))


class Image(models.Model):
    """A picture, once: the same bytes are the same row."""

    file = models.ImageField(
        _("file"), upload_to=address_of, max_length=120, width_field="width", height_field="height"
    )
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
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Where it was taken. Readers are not shown it.")
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
    placeholder = models.CharField(
        max_length=8, editable=False, default="", help_text=_("The colours shown until it is there. images/pipeline.")
    )
    search_key = models.TextField(editable=False, default="", blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
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
        return str(self.alt or self.caption or _("Picture %(number)s") % {"number": self.pk or self.file.name})

    def spellings(self) -> Iterable[str]:
        """Yield every text under which this picture may be looked for."""
        columns = [*in_languages("alt"), *in_languages("caption")]
        agency = self.source.spellings() if self.source else []
        return [*(getattr(self, column) or "" for column in columns), self.credit, self.place, *agency]

    def prepare(self) -> None:
        """Fill the folded key, and the content hash when a new file came in."""
        self.search_key = "\n".join(dict.fromkeys(key for text in self.spellings() if (key := arabic.fold_key(text))))
        if self.file and (not self.content_hash or not self.file._committed):
            self.content_hash = content_hash(self.file)
            self.ready, self.placeholder = {}, ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the content hash and the folded key up to date."""
        self.prepare()
        super().save(*args, **kwargs)

    def rights_ended(self, on: date | None = None) -> bool:
        """Return whether the right to show the picture has ended on a day (today unless given)."""
        return self.rights_expire_on is not None and self.rights_expire_on < (on or clock.today())
