"""The verbs of the picture library: each checks the person's right, changes the picture and records who did it."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from PIL import Image as Pillow

from articles.images import card_files, steps
from articles.models import AuditEntry, Image, Rendition

ADD, CHANGE = "articles.add_image", "articles.change_image"


def may_change(person: Any, image: Image | None = None) -> bool:
    """Return whether a person may change a picture (any picture): editors all, others those they added themselves."""
    if person.has_perm(CHANGE):
        return True
    return (
        image is not None and image.added_by_id is not None and image.added_by_id == person.pk and person.has_perm(ADD)
    )


@transaction.atomic
def add(image: Image, person: Any) -> None:
    """Save a new picture. Raises ``PermissionDenied`` when the person may not add any."""
    if not person.has_perm(ADD):
        raise PermissionDenied
    image.added_by = person
    image.save()


@transaction.atomic
def change(image: Image, person: Any) -> bool:
    """Save a picture that is in the library, and return whether it was given another file.

    The new file then stands wherever the old one stood, and the old one, with all that was made of it, is deleted once
    the change is through. Raises ``PermissionDenied`` when the person may not change it.
    """
    before = Image.objects.select_for_update().get(pk=image.pk)
    if not may_change(person, before):
        raise PermissionDenied
    is_replaced = bool(image.file) and not image.file._committed
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


def suggested_focal(image: Image) -> tuple[float, float] | None:
    """Return where the eye probably goes in a picture, each from 0 to 1; None when its file cannot be read."""
    try:
        with image.file.storage.open(str(image.file.name)) as file, Pillow.open(file) as opened:
            opened.draft("RGB", (steps.LOOKED_AT * 4, steps.LOOKED_AT * 4))
            return steps.focal_point(opened)
    except OSError:
        return None
