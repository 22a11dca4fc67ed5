"""The addresses of what is ready to be shown of a picture."""

from django.core.files.storage import default_storage

from articles.images.specs import SPECS, plain
from articles.models import Image
from articles.models.teaser import Picture


def plain_cut(image: Image | Picture, spec: str) -> tuple[str, int, int] | None:
    """Return the address, width and height of a picture cut for a use, as JPEG; None while it is still to be made."""
    if not (entry := image.ready.get(spec)):
        return None
    width, height = plain(SPECS[spec], [(width, height) for width, height in entry[1]])
    return f"{default_storage.url(entry[0])}-{width}.jpg", width, height


def thumbnail(image: Image) -> str:
    """Return the address of a picture at the size of a card, or of its file while that is still to be made."""
    entry = image.ready.get("card")
    return f"{default_storage.url(entry[0])}-{entry[1][0][0]}.webp" if entry else image.file.url
