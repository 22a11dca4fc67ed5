"""Work out suggestions of related stories for many stories at once."""

from argparse import ArgumentTypeError
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.models.article import Status
from articles.models.named import in_languages
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
        """Take the first day and how many suggestions a story gets."""
        parser.add_argument("--since", type=a_day, required=True, help=_("The first day, like 2026-01-31."))
        parser.add_argument("--limit", type=int, default=LIMIT, help=_("The most suggestions for a story."))

    def handle(self, *args: Any, since: date, limit: int, **options: Any) -> None:
        """Go through the stories, the newest first, and say how many suggestions there are."""
        first = datetime.combine(since, time.min, timezone.get_current_timezone())
        recent = Q(created_at__gte=first)
        for column in in_languages("published_at"):
            recent |= Q(**{f"{column}__gte": first})
        ids = list(
            Article.objects.filter(recent).exclude(status=Status.WITHDRAWN).order_by("-pk").values_list("pk", flat=True)
        )
        made = 0
        for number, pk in enumerate(ids, start=1):
            article = Article.objects.prefetch_related("tags").filter(pk=pk).first()
            made += store_suggestions(article, limit) if article else 0
            if number % STEP == 0:
                self.stderr.write(f"{number}/{len(ids)}")
        told = ngettext("%(made)d suggestion", "%(made)d suggestions", made) % {"made": made}
        stories = ngettext("%(count)d story", "%(count)d stories", len(ids)) % {"count": len(ids)}
        self.stdout.write(f"{stories}: {told}")
