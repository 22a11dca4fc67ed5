"""The verbs of the picture library: each checks the person's right, changes the picture and records who did it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow

from articles.images import card_files, steps
from articles.models import AuditEntry, Image, Rendition

log = logging.getLogger(__name__)
ADD, CHANGE = "articles.add_image", "articles.change_image"


def may_change(person: Any, image: Image | None = None) -> bool:
    """Return whether a person may change a picture (any picture): editors all, others those they added themselves."""
    if person.has_perm(CHANGE):
        return True
    return (
        image is not None and image.added_by_id is not None and image.added_by_id == person.pk and person.has_perm(ADD)
    )


def add(image: Image, person: Any) -> None:
    """Save a new picture.

    Raises ``PermissionDenied`` when the person may not add any, and ``ValidationError`` when its file cannot be stored
    or the same picture came in at the same moment.
    """
    if not person.has_perm(ADD):
        raise PermissionDenied
    image.added_by = person
    with _stored(image), transaction.atomic():
        image.save()


def change(image: Image, person: Any) -> bool:
    """Save a picture that is in the library, and return whether it was given another file.

    The new file then stands wherever the old one stood, and the old one, with all that was made of it, is deleted once
    the change is through. Raises ``PermissionDenied`` when the person may not change it, and ``ValidationError`` as
    ``add`` does.
    """
    before = Image.objects.get(pk=image.pk)
    if not may_change(person, before):
        raise PermissionDenied
    is_replaced = bool(image.file) and not image.file._committed
    with _stored(image), transaction.atomic():
        before = Image.objects.select_for_update().get(pk=image.pk)
        image.save()
        if is_replaced:
            for rendition in Rendition.objects.filter(image=image):
                rendition.delete()
            card_files.discard_over(image)
            if before.file and before.file.name != image.file.name:
                transaction.on_commit(partial(before.file.storage.delete, str(before.file.name)))
            AuditEntry.objects.record(
                "replace_picture", by=person, about=image, before=before.content_hash, after=image.content_hash
            )
    return is_replaced


def known(twin: Image) -> ValidationError:
    """Return what is wrong with a picture that is in the library already."""
    address = reverse("admin:articles_image_change", args=[twin.pk])
    words = _("This picture is in the library already:")
    return ValidationError(
        format_html('{} <a href="{}"><bdi>{}</bdi></a>', words, address, str(twin).replace("%", "%%")),
        code="picture_known",
        params={"address": address},
    )


@contextmanager
def _stored(image: Image) -> Iterator[None]:
    """Store a picture's new file before its row is written, and take it back when the row cannot be."""
    if not image.file or image.file._committed:
        yield
        return
    image.prepare()
    storage = image.file.storage
    try:
        image.file.save(str(image.file.name), image.file.file, save=False)
    except Exception as problem:  # The disk is full, the bucket is away: every storage has errors of its own.
        log.exception("A picture could not be stored.")
        raise ValidationError(
            _("The picture could not be stored; there may be no room left. Tell whoever runs the site."),
            code="not_stored",
        ) from problem
    name = str(image.file.name)
    try:
        yield
    except BaseException as problem:
        if not Image.objects.filter(file=name).exists():
            storage.delete(name)
        twin = Image.objects.filter(content_hash=image.content_hash).exclude(pk=image.pk).first()
        if isinstance(problem, IntegrityError) and twin is not None:
            raise known(twin) from problem
        raise


def suggested_focal(image: Image) -> tuple[float, float] | None:
    """Return where the eye probably goes in a picture, each from 0 to 1; None when its file cannot be read."""
    try:
        with image.file.storage.open(str(image.file.name)) as file, Pillow.open(file, formats=steps.KEPT) as opened:
            opened.draft("RGB", (steps.LOOKED_AT * 4, steps.LOOKED_AT * 4))
            return steps.focal_point(opened)
    except OSError:
        return None
