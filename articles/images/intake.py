"""Taking a picture in: whatever is uploaded is judged by its content, and only what we have drawn anew is kept.

Nothing of the file itself survives: not its name, not its metadata (where it was taken can betray a source), not what
may hide behind or before the picture. Credit and copyright are read first.
"""

import gzip
import hashlib
import io
from dataclasses import dataclass
from typing import IO, Any

from django.core.exceptions import ValidationError
from pi_heif import register_heif_opener
from PIL import Image, UnidentifiedImageError

from articles.images import credits, steps
from articles.images.refusals import MOST_BYTES, refused, too_many_bytes

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
MOST_PIXELS = 50_000_000
MOST_FRAMES = 200
MOST_MOVING_PIXELS = 75_000_000
"""All the frames of an animation together; each takes four bytes of memory."""
LONGEST_SIDE = 4000
"""A larger picture is kept at this size; no screen shows more."""
TAKEN = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
ONE_OF_SEVERAL = ("MPO", "HEIF")
"""Files that may hold several pictures, of which the first is the one meant."""
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
"""How pictures are kept."""
MARKUP = (b"<?xml", b"<svg", b"<!doctype", b"<!--", b"<html", b"<script")

OTHER_KINDS = {
    b"II*\0": "TIFF", b"MM\0*": "TIFF", b"BM": "BMP", b"\0\0\1\0": "ICO", b"8BPS": "Photoshop", b"%PDF": "PDF",
    b"\xff\x0a": "JPEG XL", b"\0\0\0\x0cJXL ": "JPEG XL", b"\0\0\0\x0cjP  ": "JPEG 2000",
}  # fmt: skip
"""How files begin that may be pictures or films but are not taken."""
FILMS = (b"qt  ", b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"m4v ", b"3gp4", b"3gp5")
BITMAP_HEADS = (12, 40, 52, 56, 64, 108, 124)


@dataclass(frozen=True)
class Taken:
    """A picture as we keep it: drawn anew, under a name of our own."""

    content: bytes
    name: str
    width: int
    height: int
    is_moving: bool
    credits: credits.Credits
    focal: tuple[float, float]
    """Where the eye probably goes, each from 0 to 1."""


def take(file: IO[bytes]) -> Taken:
    """Return a picture made from an uploaded file.

    Raises ``ValidationError`` with what is wrong, in words for an editor, for anything that is no sound picture.
    """
    data = sent(file)
    try:
        with Image.open(io.BytesIO(data), formats=TAKEN) as picture:
            _refuse_what_is_too_large(*picture.size)
            return _redrawn(picture)
    except ValidationError:
        raise
    except UnidentifiedImageError as problem:
        kind = _other_kind(data)
        raise (refused("other_kind", kind=kind) if kind else refused("unsound")) from problem
    except Image.DecompressionBombError as problem:
        raise refused("too_many_pixels") from problem
    except Exception as problem:  # Decoders raise anything: SyntaxError, IndexError, struct.error, MemoryError…
        raise refused("unsound") from problem


def sent(file: IO[bytes]) -> bytes:
    """Return an uploaded file's bytes. Raises ``ValidationError`` for none, for too many and for markup."""
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if not data:
        raise refused("empty")
    if len(data) > MOST_BYTES:
        raise too_many_bytes()
    opening = _opening(data).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if opening.startswith(MARKUP) or opening.startswith((b"<\0", b"\0<", b"\xff\xfe<", b"\xfe\xff\0<")):
        raise refused("svg")
    return data


def _opening(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data[:1024]
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(1024)
    except (OSError, EOFError):
        return data[:1024]


def _refuse_what_is_too_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise refused("too_many_pixels")


def _redrawn(picture: Image.Image) -> Taken:
    said = credits.read(picture)
    if getattr(picture, "is_animated", False) and picture.format not in ONE_OF_SEVERAL:
        return _moving(picture, said)
    longest = max(picture.size)
    if longest > LONGEST_SIDE:  # JPEG's decoder makes it smaller while it reads, in a fraction of the memory.
        width, height = (max(1, side * LONGEST_SIDE // longest) for side in picture.size)
        picture.draft(None, (width, height))
    picture.load()
    upright = steps.upright(picture)
    if upright.mode in ("RGB", "RGBA", "L", "CMYK") and "transparency" not in upright.info:
        upright = steps.within(upright, LONGEST_SIDE)
    drawn = steps.within(steps.eight_bit(steps.to_srgb(upright)), LONGEST_SIDE)
    # What came without loss, or with transparency, is kept without loss.
    lossless = drawn.mode == "RGBA" or picture.format in ("PNG", "GIF")
    return _kept(drawn, said, "PNG" if lossless else "JPEG")


def _moving(picture: Image.Image, said: credits.Credits) -> Taken:
    frames, durations = [], []
    for number in range(MOST_FRAMES + 1):
        try:
            picture.seek(number)
        except EOFError:
            break
        if number == MOST_FRAMES or (number + 1) * picture.width * picture.height > MOST_MOVING_PIXELS:
            raise refused("too_many_frames", frames=MOST_FRAMES)
        frames.append(steps.to_srgb(picture.convert("RGBA")))
        durations.append(max(int(picture.info.get("duration", 100) or 100), 20))
    frames = [steps.within(frame, LONGEST_SIDE) for frame in frames]
    more = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0}
    return _kept(frames[0], said, "WEBP", is_moving=True, **more)


def _kept(picture: Image.Image, said: credits.Credits, kind: str, *, is_moving: bool = False, **more: Any) -> Taken:
    every: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 92, "progressive": True, "subsampling": "4:2:0"},
        "PNG": {"optimize": False, "compress_level": 6},
        "WEBP": {"quality": 80, "method": 2},
    }
    options = every[kind]
    clean = picture.copy()
    clean.info = {}
    data = io.BytesIO()
    clean.save(data, kind, **options, **more)
    content = data.getvalue()
    name = f"{hashlib.sha256(content).hexdigest()[:20]}.{ENDINGS[kind]}"
    return Taken(content, name, *picture.size, is_moving, said, steps.focal_point(picture))


def _other_kind(data: bytes) -> str:
    """The kind of a file that is no picture we take, "" where we do not know it."""
    if data[4:8] == b"ftyp" and data[8:12].lower() in FILMS:
        return "QuickTime" if data[8:10] == b"qt" else "MP4"
    kind = next((kind for opening, kind in OTHER_KINDS.items() if data.startswith(opening)), "")
    return "" if kind == "BMP" and (len(data) < 18 or data[14] not in BITMAP_HEADS) else kind
