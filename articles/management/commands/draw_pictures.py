"""Draw the demo newsroom's pictures into ``fixtures/images``."""

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from PIL import Image

from articles.images.art import PICTURES

LIMIT = 120_000
QUALITIES = range(84, 58, -4)


def encode(image: Image.Image) -> bytes:
    """Return a picture as JPEG in the best quality that keeps it below the limit of bytes, or in the lowest."""
    for quality in QUALITIES:
        data = io.BytesIO()
        image.save(data, "JPEG", quality=quality, optimize=True, progressive=True)
        if data.tell() <= LIMIT:
            break
    return data.getvalue()


class Command(BaseCommand):
    """Draw all pictures, or those named."""

    help = "Draw the pictures of the demo newsroom, the same every time."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the names of pictures and where to put them."""
        parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(PICTURES)}")
        parser.add_argument("--output", type=Path, default=settings.BASE_DIR / "fixtures" / "images", metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw and say how large each picture came out."""
        names = options["names"] or list(PICTURES)
        if unknown := sorted(set(names) - set(PICTURES)):
            raise CommandError(f"No such picture: {', '.join(unknown)}. There are: {', '.join(PICTURES)}.")
        options["output"].mkdir(parents=True, exist_ok=True)
        for name in names:
            data = encode(PICTURES[name](1600))
            (options["output"] / f"{name}.jpg").write_bytes(data)
            self.stdout.write(f"{name}.jpg  {len(data) // 1000} kB")
