"""Draw the share cards that are still missing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles import clock
from articles.caching import edition
from articles.images import card_files, cards, lettering
from articles.models import Article
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES, in_languages

KEPT = timedelta(days=7)
_LONG = [*in_languages("body"), *in_languages("search_key")]


class Command(BaseCommand):
    """Draw what shared links should show and is not there yet."""

    help = _("Draw the share cards of published stories that are still missing, and delete those no longer used.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers of stories."""
        parser.add_argument("ids", nargs="*", type=int, metavar="ID")

    def handle(self, *args: Any, ids: list[int], verbosity: int, **options: Any) -> None:
        """Draw and say how many; a story whose picture cannot be read is named and the others are drawn."""
        if not lettering.can_shape():
            raise CommandError(_("Pillow cannot join Arabic letters here: run manage.py check to see what to install."))
        drawn, problems = 0, []
        for story in _published(ids):
            try:
                drawn += card_files.make(story)
            except Exception as problem:  # Whatever is wrong with one story must not keep the others from being drawn.
                problems.append(f"{story.pk}: {type(problem).__name__}: {problem}")
        for story in Article.objects.exclude(share_cards={}).defer(*_LONG).iterator(chunk_size=200):
            card_files.discard(story, set(LANGUAGE_CODES) - set(cards.languages_of(story)))
        gone = 0 if ids else sum(_delete_unused(folder) for folder in _listed(cards.FOLDER)[0])
        if drawn:
            edition.bump()
        if verbosity and (drawn or gone):
            self.stdout.write(_("%(drawn)s share cards drawn, %(gone)s deleted.") % {"drawn": drawn, "gone": gone})
        if problems:
            raise CommandError("\n".join(problems))


def _published(ids: list[int]) -> Iterator[Article]:
    stories = Article.objects.kept().filter(status=Status.PUBLISHED).select_related("lead_image").defer(*_LONG)
    return (stories.filter(pk__in=ids) if ids else stories).order_by("-pk").iterator(chunk_size=200)


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _delete_unused(folder: str) -> int:
    """Delete the cards in a folder that no story has used for some time."""
    files = [f"{cards.FOLDER}/{folder}/{name}" for name in _listed(f"{cards.FOLDER}/{folder}")[1]]
    first = int(folder) * cards.IN_A_FOLDER
    stories = Article.objects.filter(pk__gte=first, pk__lt=first + cards.IN_A_FOLDER)
    used = {name for shown in stories.values_list("share_cards", flat=True) for name in shown.values()}
    old = [file for file in files if file not in used and _age(file) > KEPT]
    for file in old:
        default_storage.delete(file)
    return len(old)


def _age(file: str) -> timedelta:
    return clock.now() - default_storage.get_modified_time(file)
