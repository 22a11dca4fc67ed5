"""Measure what readers' pages cost, beside other sites that run on this machine."""

import json
import shutil
from argparse import ArgumentTypeError
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from articles.management.bench import archive, measure, paths, publishing
from articles.models import Article

PORT = 18500
OWN = {
    "nothing stored": ("newsroom.settings", {"PAGE_CACHE": "off"}),
    "stored": ("newsroom.settings", {"PAGE_CACHE": "on"}),
    "Django's cache": ("newsroom.django_page_cache", {}),
}


def other_site(text: str) -> measure.Site:
    """Read ``NAME=ADDRESS,PROCESS+PROCESS,FILE``: a file of JSON with lists of paths by kind of page."""
    try:
        name, _sign, rest = text.partition("=")
        address, processes, file = rest.split(",")
        pages = json.loads(Path(file).read_text(encoding="utf-8"))
        return measure.Site(name, address, tuple(map(int, processes.split("+"))), pages)
    except (ValueError, OSError) as error:
        raise ArgumentTypeError(_("Write NAME=ADDRESS,PROCESS+PROCESS,FILE: %(error)s") % {"error": error}) from error


class Command(BaseCommand):
    """Fill a scratch database once, then measure it as often as wished."""

    help = _("Measure what readers' pages cost the server, stored and not, beside other sites on this machine.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to fill with and what to compare with."""
        parser.add_argument("--fill", type=int, metavar="N", help=_("First fill the empty database with N stories."))
        parser.add_argument("--fill-from", type=Path, metavar="FILE", help=_("... or with those of a JSON lines file."))
        parser.add_argument("--seconds", type=int, default=5, help=_("How long each page is asked for."))
        parser.add_argument("--only", nargs="*", help=_("The kinds of page to measure; otherwise all."))
        parser.add_argument(
            "--publishing",
            action="store_true",
            help=_("Ask for stored pages while a story is published every second, and tell when each was everywhere."),
        )
        parser.add_argument(
            "--beside", type=other_site, action="append", default=[], metavar="NAME=ADDRESS,PROCESS+PROCESS,FILE",
            help=_("Another running site, its first processes, and a JSON file of its paths by kind of page."),
        )  # fmt: skip
        parser.add_argument(
            "--count", type=int, action="append", default=[], metavar="PROCESS",
            help=_("A process whose time counts as ours, such as PostgreSQL's first."),
        )  # fmt: skip

    def handle(self, *args: Any, fill: int | None, fill_from: Path | None, **options: Any) -> None:
        """Fill, measure, print."""
        if fill or fill_from:
            self._fill(fill, fill_from)
        if shutil.which("wrk") is None:
            raise CommandError(_("This needs wrk: apt install wrk."))
        try:
            pages = paths.pages()
        except Article.DoesNotExist as error:
            raise CommandError(_("There are no stories to measure: --fill makes some.")) from error
        kinds = [kind for kind in pages if not options["only"] or kind in options["only"]]
        with ExitStack() as running:
            sites = []
            for place, (name, (module, extra)) in enumerate(OWN.items()):
                server = measure.served(module, PORT + place, extra)
                running.callback(server.wait)
                running.callback(server.terminate)
                address = f"http://127.0.0.1:{PORT + place}"
                sites.append(measure.Site(name, address, (server.pid, *options["count"]), pages))
            if options["publishing"]:
                self._print_freshness(sites[1], kinds, options["seconds"])
            else:
                sites += options["beside"]
                own = measure.own_pages({kind: pages[kind] for kind in kinds})
                costs = measure.together(sites, kinds, options["seconds"])
                self._print([site.name for site in sites], own, costs)

    def _fill(self, number: int | None, file: Path | None) -> None:
        if Article.objects.exists():
            raise CommandError(_("This database has stories: take an empty one."))
        if file:
            with file.open(encoding="utf-8") as lines:
                stored = archive.store(archive.read(lines))
        else:
            stored = archive.store(archive.made_up(number or 0))
        call_command("reindex", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(_("%(count)s stories stored and indexed.") % {"count": stored})

    def _print_freshness(self, site: measure.Site, kinds: list[str], seconds: int) -> None:
        """Tell of the pages on which a new story stands at once."""
        for kind in (kind for kind in ("home", "section", "feed") if kind in kinds):
            found = publishing.while_publishing(site, kind, seconds)
            words = _("%(published)s stories published, each on every page after %(slowest).2f s at most")
            told = words % {"published": found.published, "slowest": found.slowest}
            self.stdout.write(f"{kind:16}{_cell(found.cost):>24}  {told}")

    def _print(self, names: list[str], own: dict[str, measure.Own], costs: dict[str, dict[str, measure.Cost]]) -> None:
        self.stdout.write(_("CPU milliseconds a request · requests a second (failed)"))
        self.stdout.write(f"{'':16}{'SQL':>5}{'bytes':>8}" + "".join(f"{name:>24}" for name in names))
        for kind, row in costs.items():
            cells = "".join(f"{_cell(row.get(name)):>24}" for name in names)
            self.stdout.write(f"{kind:16}{own[kind].queries:5}{own[kind].bytes:8}{cells}")


def _cell(cost: measure.Cost | None) -> str:
    if cost is None:
        return "–"
    failed = f" ({cost.failed})" if cost.failed else ""
    return f"{cost.cpu_ms:.2f} · {cost.per_second:.0f}{failed}"
