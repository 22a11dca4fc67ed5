"""Files that no row knows: what a process left that was killed between writing a file and its row."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from articles import clock
from articles.models import Image, Rendition

KEPT = timedelta(days=7)
"""Long enough for whatever is still being written, or undone by restoring a database of yesterday."""


def delete_orphans() -> int:
    """Delete the files of pictures and renditions that no row has known for a week, and return how many."""
    rows: dict[str, QuerySet] = {"pictures": Image.objects.all(), "renditions": Rendition.objects.all()}
    gone = 0
    for top, known in rows.items():
        for folder in (top, *(f"{top}/{name}" for name in _listed(top)[0] if name != "cards")):
            names = set(known.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
            for name in _listed(folder)[1]:
                path = f"{folder}/{name}"
                if path not in names and clock.now() - default_storage.get_modified_time(path) > KEPT:
                    default_storage.delete(path)
                    gone += 1
    return gone


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
