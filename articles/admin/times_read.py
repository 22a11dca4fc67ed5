"""How often a story was read, beside it: a number and the line of the last two weeks."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles import clock
from articles.admin.display import NOTHING
from articles.models import Article, ReadCount
from articles.models.read_count import Span
from articles.templatetags.newsroom import num, with_number

DAYS = 14
WIDTH, HEIGHT = 42, 18
LINE = (
    '<svg class="sparkline" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true"><polyline points="{}"/></svg>'
)
SHOWN = '<span class="times-read">{} <span aria-hidden="true">{}</span> <span class="visually-hidden">{}</span></span>'


def by_day() -> Prefetch:
    """Return what a list of stories loads, in one query, for ``sparkline``."""
    first = clock.midnight() - timedelta(days=DAYS - 1)
    counts = ReadCount.objects.filter(span=Span.DAY, begins_at__gte=first)
    return Prefetch("read_counts", counts, to_attr="read_by_day")


def sparkline(story: Article) -> SafeString | str:
    """Render how often a story was read in all languages on each of the last days, and in all of them together."""
    today = clock.today()
    hits = [0] * DAYS
    for row in story.read_by_day:  # type: ignore[attr-defined]
        ago = (today - timezone.localdate(row.begins_at)).days
        if 0 <= ago < DAYS:
            hits[DAYS - 1 - ago] += row.hits
    total = sum(hits)
    if not total:
        return NOTHING
    drawn = format_html(LINE, WIDTH, HEIGHT, WIDTH, HEIGHT, points(hits))
    said = with_number(ngettext("read %(count)s time in two weeks", "read %(count)s times in two weeks", total), total)
    return format_html(SHOWN, drawn, num(total), said)


def points(hits: list[int]) -> str:
    """Return the corners of a line through some numbers, the first at the left, inside the box."""
    highest, step = max(*hits, 1), (WIDTH - 4) / (len(hits) - 1)
    at = ((2 + place * step, HEIGHT - 2 - (HEIGHT - 4) * number / highest) for place, number in enumerate(hits))
    return " ".join(f"{across:.1f},{down:.1f}" for across, down in at)
