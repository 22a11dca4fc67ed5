"""Which sizes of a picture are told to those who ask from outside."""

from dataclasses import dataclass

from articles.exporters.addresses import absolute
from articles.models import Image


@dataclass(frozen=True)
class Sized:
    """A picture at a full address, with its size in pixels."""

    url: str
    width: int
    height: int


def original(image: Image) -> Sized:
    """Return a picture as it was taken in."""
    return Sized(absolute(image.file.url), image.width, image.height)


def for_search(image: Image) -> list[Sized]:
    """Return the pictures for search results."""
    return [original(image)]


def for_feed(image: Image) -> Sized:
    """Return the picture that a feed reader shows."""
    return original(image)
