"""Making renditions: once, outside any reader's request, and only here.

``Image.ready`` says what can be shown: for each spec the beginning of the files' names and their sizes. It is written
when all the files of a spec are there, so a page that reads it never points to a file that is not.
"""

import hashlib
import io
import logging
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from PIL import Image as Pillow

from articles.images import credits, steps
from articles.images.specs import FOR_SEARCH, SPECS, Spec, cut_size, nearest_tone, plain, planned
from articles.models import Image, Rendition

ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
ENCODERS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 58, "speed": 8},
    "webp": {"quality": 76, "method": 4},
    "jpeg": {"quality": 80, "progressive": True, "optimize": True},
}
CREDITED = frozenset({"story", *FOR_SEARCH})
"""The specs whose files say whom to credit: those that others copy. A thumbnail would grow by a tenth."""
log = logging.getLogger(__name__)


def cut_key(image: Image, spec: Spec) -> str:
    """Return from which file, with which credit, and around which point, a spec's renditions are cut."""
    digest, credit = image.content_hash[:16], credit_of(image, spec)
    if credit:
        digest += hashlib.sha256(credit.encode()).hexdigest()[:6]
    return digest if spec.ratio is None else f"{digest}-{round(image.focal_x * 100)}-{round(image.focal_y * 100)}"


def credit_of(image: Image, spec: Spec) -> str:
    """Return whom a spec's files name, the same in whatever language it is asked; "" for specs that name nobody."""
    if spec.name not in CREDITED:
        return ""
    agency = next(filter(None, image.source.spellings()), "") if image.source else ""
    return " / ".join(dict.fromkeys(filter(None, (image.credit, agency))))


def stem(image: Image, spec: Spec) -> str:
    """Return how the names of a spec's files begin."""
    digest, dash, point = cut_key(image, spec).partition("-")
    return f"renditions/{digest[:2]}/{digest}-{spec.name}{dash}{point}"


def missing(image: Image) -> list[Spec]:
    """Return the specs whose renditions are still to be made."""
    return [spec for spec in SPECS.values() if image.ready.get(spec.name) != _promise(image, spec)]


def is_whole(image: Image) -> bool:
    """Return whether a picture has everything that is made of it."""
    return bool(image.placeholder) and not missing(image)


def make(image: Image) -> int:
    """Make the renditions that a picture lacks, and return how many files were made.

    Any number of processes may do so at once. Raises ``OSError`` when the picture's file cannot be read.
    """
    if is_whole(image):
        return 0
    wanted = missing(image)
    with image.file.storage.open(str(image.file.name)) as file, Pillow.open(file, formats=steps.KEPT) as opened:
        opened.load()
        original = steps.eight_bit(opened)
    made, ready = 0, dict(image.ready)
    for spec in wanted:
        made += _make_spec(image, spec, original)
        ready[spec.name] = _promise(image, spec)
    _announce(image, {name: entry for name, entry in ready.items() if name in SPECS}, _placeholder(original))
    return made


def make_after_commit(instance: Image, raw: bool = False, **kwargs: Any) -> None:
    """Make a saved picture's renditions in the background, once its saving is through."""
    if not raw and settings.RENDER_IN_BACKGROUND and not is_whole(instance):
        transaction.on_commit(partial(_in_background, instance.pk))


def discard(instance: Rendition, **kwargs: Any) -> None:
    """Delete the file of a rendition that is no more, once that is certain."""
    transaction.on_commit(partial(default_storage.delete, instance.file))


def discard_original(instance: Image, **kwargs: Any) -> None:
    """Delete the file of a picture that is no more, once that is certain."""
    if instance.file:
        transaction.on_commit(partial(default_storage.delete, str(instance.file.name)))


def _promise(image: Image, spec: Spec) -> list[Any]:
    return [stem(image, spec), [list(size) for size in planned(spec, image.width, image.height)]]


def renditions(
    spec: Spec,
    original: steps.Picture,
    focal: tuple[float, float],
    known: Collection[tuple[str, int]] = (),
    credit: str = "",
) -> Iterator[tuple[str, tuple[int, int], bytes]]:
    """Yield format, size and bytes of every file that a spec asks of a picture; not of ``known`` formats and widths.

    ``credit`` is written into each.
    """
    xmp = credits.xmp(credit)
    sizes = planned(spec, *original.size)
    cut = steps.crop(original, cut_size(spec, *original.size), focal)
    for size in reversed(sizes):
        shown = steps.resize(cut, size)
        for kind in spec.formats:
            if (kind, size[0]) not in known and (kind != "jpeg" or size == plain(spec, sizes)):
                yield kind, size, _encoded(shown, kind, xmp)


def _make_spec(image: Image, spec: Spec, original: steps.Picture) -> int:
    key, beginning = cut_key(image, spec), stem(image, spec)
    known = {
        (row.format, row.width)
        for row in Rendition.objects.filter(image=image, spec=spec.name, cut=key)
        if default_storage.exists(row.file)
    }
    rows = []
    credit, focal = credit_of(image, spec), (image.focal_x, image.focal_y)
    for kind, (width, height), content in renditions(spec, original, focal, known, credit):
        name = f"{beginning}-{width}.{ENDINGS[kind]}"
        store(name, content)
        rows.append(Rendition(image=image, spec=spec.name, cut=key, format=kind, width=width, height=height, file=name))
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _encoded(picture: steps.Picture, kind: str, xmp: bytes) -> bytes:
    data, told = io.BytesIO(), {"xmp": xmp} if xmp else {}
    (steps.flatten(picture) if kind == "jpeg" else picture).save(data, kind, **ENCODERS[kind], **told)
    return data.getvalue()


def store(name: str, content: bytes) -> None:
    """Write a file under exactly its name; whoever else writes it writes the same."""
    if default_storage.exists(name):
        return
    stored = default_storage.save(name, ContentFile(content))
    if stored != name:
        default_storage.delete(stored)


def _placeholder(picture: steps.Picture) -> str:
    """The number of a tone, or what says that a picture is partly transparent and has none."""
    return "none" if picture.mode == "RGBA" else str(nearest_tone(steps.average(picture)))


def _announce(image: Image, ready: dict[str, Any], placeholder: str) -> None:
    """Write what can be shown, unless the picture has become another one meanwhile."""
    same = Image.objects.filter(
        pk=image.pk,
        content_hash=image.content_hash,
        focal_x=image.focal_x,
        focal_y=image.focal_y,
        credit=image.credit,
        source=image.source_id,
    )
    if same.update(ready=ready, placeholder=placeholder):
        image.ready, image.placeholder = ready, placeholder


@cache
def worker() -> ThreadPoolExecutor:
    """Return the one thread of this process that draws."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="renditions")


def _in_background(pk: int) -> None:
    worker().submit(_make_by_pk, pk)


def _make_by_pk(pk: int) -> None:
    try:
        if image := Image.objects.filter(pk=pk).first():
            make(image)
    except Exception:
        log.exception("The renditions of picture %s could not be made; make_renditions will try again.", pk)
    finally:
        connection.close()
