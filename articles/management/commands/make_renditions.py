"""Make the sizes of pictures that are still missing."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from articles import clock
from articles.images import pipeline
from articles.images.orphans import delete_orphans
from articles.images.specs import SPECS
from articles.models import Image, Rendition

KEPT = timedelta(days=7)
Made = tuple[Image, int, str]


class Command(BaseCommand):
    """Make what readers should be shown and is not there yet."""

    help = _("Make the sizes and formats of pictures that are still missing, and delete files no longer used.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers of pictures and how many to work on at a time."""
        parser.add_argument("ids", nargs="*", type=int, metavar="ID")
        parser.add_argument("--jobs", type=int, default=2, help=_("How many pictures to work on at a time."))

    def handle(self, *args: Any, ids: list[int], jobs: int, verbosity: int, **options: Any) -> None:
        """Make and say how many; a picture that cannot be read is named, and the others are made all the same."""
        pictures = Image.objects.select_related("source")
        images = pictures.filter(pk__in=ids) if ids else pictures
        wanted = [image for image in images.iterator() if not pipeline.is_whole(image)]
        made, problems = 0, []
        for image, count, problem in _make_side_by_side(wanted, jobs) if jobs > 1 else map(_make, wanted):
            made += count
            if problem:
                problems.append(f"{image.file.name}: {problem}")
        gone = sum(_discard(image) for image in images.iterator()) + (0 if ids else delete_orphans())
        if verbosity and (made or gone):
            self.stdout.write(_("%(made)s renditions made, %(gone)s deleted.") % {"made": made, "gone": gone})
        if problems:
            raise CommandError("\n".join(problems))


def _make(image: Image) -> Made:
    try:
        return image, pipeline.make(image), ""
    except Exception as problem:  # Whatever is wrong with one picture must not keep the others from being made.
        return image, 0, f"{type(problem).__name__}: {problem}"


def _make_side_by_side(images: list[Image], jobs: int) -> Iterator[Made]:
    def make(image: Image) -> Made:
        try:
            return _make(image)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=jobs) as workers:
        yield from workers.map(make, images)


def _discard(image: Image) -> int:
    """Delete the renditions of an earlier file or focal point that no page has shown for some time."""
    old: Iterable[Rendition] = Rendition.objects.filter(image=image, created_at__lt=clock.now() - KEPT)
    current = {(spec.name, pipeline.cut_key(image, spec)) for spec in SPECS.values()}
    unused = [row for row in old if (row.spec, row.cut) not in current]
    for row in unused:
        row.delete()
    return len(unused)
