"""Send readings to a server of this database at a steady rate, and say how many it counted."""

import http.client
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, ReadCount
from articles.models.batch import EVERY
from articles.models.read_count import Span

CONNECTIONS, STORIES = 8, 20
HEADERS = {
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}


class Command(BaseCommand):
    """Measures the counting of readings."""

    help = _("Send readings to a running server of this database, and say how many it counted.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the server, how many and how fast."""
        parser.add_argument("url", help=_("The server, as http://127.0.0.1:8000."))
        parser.add_argument("--hits", type=int, default=10_000, help=_("How many readings to send."))
        parser.add_argument("--rate", type=int, default=1_000, help=_("How many a second."))

    def handle(self, *args: Any, url: str, hits: int, rate: int, **options: Any) -> None:
        """Send, wait for the last batch, and compare."""
        stories = list(Article.objects.published().newest_first().values_list("pk", flat=True)[:STORIES])
        if not stories:
            raise CommandError(_("There is no public story to read."))
        paths = [reverse("articles:count_reading", args=[pk]) for pk in stories]
        before, begun = _counted(), time.monotonic()

        def send(number: int) -> int:
            connection, heard = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30), 0
            for turn, path in zip(range(number, hits, CONNECTIONS), cycle(paths)):
                time.sleep(max(0.0, begun + turn / rate - time.monotonic()))
                connection.request("POST", path, headers=HEADERS)
                answer = connection.getresponse()
                answer.read()
                heard += answer.status == 204
            return heard

        with ThreadPoolExecutor(CONNECTIONS) as pool:
            heard = sum(pool.map(send, range(CONNECTIONS)))
        took = time.monotonic() - begun
        _wait_for_the_last_batch()
        counted = _counted() - before
        self.stdout.write(f"{hits} sent, {hits / took:.0f} a second; {heard} heard; {counted} counted")
        if counted != heard:
            raise CommandError(f"{heard - counted} readings were lost.")


def _wait_for_the_last_batch() -> None:
    time.sleep(2 * EVERY)


def _counted() -> int:
    return ReadCount.objects.filter(span=Span.DAY).aggregate(all=Sum("hits"))["all"] or 0
