"""Which sizes of a picture are told to those who ask from outside."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from articles.exporters.addresses import absolute
from articles.images import card_files, cards
from articles.images.shown import plain_cut
from articles.images.specs import FOR_SEARCH
from articles.models import Article, Image
from articles.models.teaser import Picture


@dataclass(frozen=True)
class Sized:
    """A picture at a full address, with its size in pixels."""

    url: str
    width: int
    height: int


def original(image: Image | Picture) -> Sized:
    """Return a picture as it was taken in."""
    return Sized(absolute(image.file.url), image.width, image.height)


def cut(image: Image | Picture, spec: str) -> Sized | None:
    """Return a picture cut for a use, as JPEG; None while it is still to be made."""
    found = plain_cut(image, spec)
    return Sized(absolute(found[0]), *found[1:]) if found else None


def for_search(image: Image) -> list[Sized]:
    """Return the pictures for search results, in the three shapes that search engines ask for."""
    return [sized for spec in FOR_SEARCH if (sized := cut(image, spec))] or [original(image)]


def for_sharing(image: Image) -> Sized:
    """Return the picture that a shared link shows."""
    return cut(image, "wide") or original(image)


def share_card(story: Article, language: str, picture: Image | None) -> Sized | None:
    """Return what a shared link to a story shows; None while its card is still to be drawn."""
    name = card_files.drawn(story, language, picture)
    return Sized(absolute(default_storage.url(name)), *cards.SIZE) if name else None


def for_feed(image: Image | Picture) -> Sized:
    """Return the picture that a feed reader shows."""
    return cut(image, "story") or original(image)
