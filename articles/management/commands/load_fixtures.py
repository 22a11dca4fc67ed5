"""Fill an empty newsroom with the demo's stories and pictures."""

from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from articles.management.demo.desk import PICTURE_FOLDER
from articles.models import Article, Author, Image, Section, Source, Tag
from articles.search import index

FOLDER = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    """Load the demo once: a newsroom in which anything has been written is left as it is."""

    help = _("Load the demo's stories and pictures into an empty newsroom.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the wish to load over what is there."""
        parser.add_argument(
            "--force", action="store_true", help=_("Load even so; the demo's own rows go back to how they were.")
        )

    def handle(self, *args: Any, force: bool, verbosity: int, **options: Any) -> None:
        """Load the rows if there are none, fill the search index, and put back the pictures that are missing."""
        used = any(model.objects.exists() for model in (Article, Section, Tag, Author, Source, Image))
        if force or not used:
            call_command("loaddata", FOLDER / "newsroom.json", verbosity=0)
            if verbosity:
                self.stdout.write(_("Loaded the demo's stories."))
        if index.drift():
            call_command("reindex", verbosity=0)
        for image in Image.objects.filter(file__startswith=f"{PICTURE_FOLDER}/"):
            name = str(image.file)
            drawn = FOLDER / "images" / name.rpartition("/")[2]
            if drawn.exists() and not default_storage.exists(name):
                with drawn.open("rb") as opened:
                    default_storage.save(name, File(opened))
