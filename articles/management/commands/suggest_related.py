"""Work out suggestions of related stories for many stories at once."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES, in_languages
from articles.related.archive import Archive
from articles.related.desk import store_suggestions
from articles.related.suggest import LIMIT

STEP = 100


def a_day(text: str) -> date:
    """Read a day; raise ``ArgumentTypeError`` naming what is wrong."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“%(text)s” is no day: write it like 2026-01-31.") % {"text": text}) from None


class Command(BaseCommand):
    """Store suggestions for the staff to agree to; readers see none before that unless RELATED_AUTOFILL is on."""

    help = _("Suggest related stories for the stories since a day, for the staff to agree to.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the first day, how many suggestions a story gets, and where a run that was broken off goes on."""
        parser.add_argument("--since", type=a_day, required=True, help=_("The first day, like 2026-01-31."))
        parser.add_argument("--limit", type=int, default=LIMIT, help=_("The most suggestions for a story."))
        parser.add_argument(
            "--before", type=int, help=_("Go on with the stories older than this number, as a run broken off said.")
        )

    def handle(self, *args: Any, since: date, limit: int, before: int | None = None, **options: Any) -> None:
        """Go through the stories, the newest first, and say how many suggestions there are."""
        first = datetime.combine(since, time.min, timezone.get_current_timezone())
        recent = Q(created_at__gte=first)
        for column in in_languages("published_at"):
            recent |= Q(**{f"{column}__gte": first})
        stories = Article.objects.filter(recent).exclude(status=Status.WITHDRAWN)
        if before is not None:
            stories = stories.filter(pk__lt=before)
        ids = list(stories.order_by("-pk").values_list("pk", flat=True))
        made = 0
        for done, last, more in _stored(ids, limit):
            made += more
            self.stderr.write(f"{done}/{len(ids)} --before {last}")
        told = ngettext("%(made)d suggestion", "%(made)d suggestions", made) % {"made": made}
        counted = ngettext("%(count)d story", "%(count)d stories", len(ids)) % {"count": len(ids)}
        self.stdout.write(f"{counted}: {told}")


def _stored(ids: list[int], limit: int) -> Iterator[tuple[int, int, int]]:
    """Store the suggestions of these stories; yield now and then how many are done, the last one, and what it made."""
    archives: dict[str, Archive] = {}
    for start in range(0, len(ids), STEP):
        part = ids[start : start + STEP]
        archives = {code: Archive.of(code, archives.get(code)) for code in LANGUAGE_CODES}
        yield start + len(part), part[-1], sum(_stored_one(article, limit, archives) for article in _stories(part))


def _stories(ids: list[int]) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=ids).order_by("-pk").prefetch_related("tags")


def _stored_one(article: Article, limit: int, archives: dict[str, Archive]) -> int:
    try:
        return store_suggestions(article, limit, archives=archives)
    except IntegrityError:  # the story, or one that goes with it, has just been deleted
        return 0
