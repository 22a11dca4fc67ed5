"""Counting readings: kept together in memory for two seconds, then added to the database in one go."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import connection, transaction

from articles import clock
from articles.models import Article, ReadCount
from articles.models.batch import Batch
from articles.models.read_count import Span

KEPT = {Span.TEN_MINUTES: timedelta(hours=3), Span.HOUR: timedelta(days=2)}
"""How long the finer counts are needed; those of days stay."""
ADD = (
    "INSERT INTO articles_readcount (article_id, language, span, begins_at, hits) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (article_id, language, span, begins_at) DO UPDATE SET hits = articles_readcount.hits + EXCLUDED.hits"
)
Key = tuple[int, str, datetime]

_tidied: datetime | None = None


def begin_of(span: Span, moment: datetime) -> datetime:
    """Return when the span began in which a moment lies; days are those of the site's time zone."""
    if span == Span.DAY:
        return clock.midnight(moment)
    minute = moment.minute // 10 * 10 if span == Span.TEN_MINUTES else 0
    return moment.replace(minute=minute, second=0, microsecond=0)


def count(article_id: int, language: str) -> None:
    """Note that a story was read in a language. Asks the database for nothing but, at most once a minute, its clock."""
    batch.count((article_id, language, begin_of(Span.TEN_MINUTES, clock.now())))


@transaction.atomic
def _add(taken: Counter[Key]) -> None:
    """Add readings of stories that are out, in one order for all processes, so that none waits for another in turn."""
    languages = {language for _pk, language, _begin in taken}
    public = {language: _public(language, taken) for language in languages}
    rows: Counter[tuple[int, str, str, datetime]] = Counter()
    for (pk, language, moment), hits in taken.items():
        if pk in public[language]:
            for span in Span:
                rows[pk, language, span.value, begin_of(span, moment)] += hits
    adapted = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        values = [(*key[:3], adapted(key[3]), hits) for key, hits in sorted(rows.items())]
        cursor.executemany(ADD, values)


def _public(language: str, taken: Counter[Key]) -> set[int]:
    ids = [pk for pk, code, _begin in taken if code == language]
    return set(Article.objects.published(language).filter(pk__in=ids).order_by().values_list("pk", flat=True))


def forget_old(now: datetime | None = None) -> int:
    """Delete the finer counts that no ranking needs any more, and return how many."""
    moment = now or clock.now()
    return sum(
        ReadCount.objects.filter(span=span, begins_at__lt=moment - kept).delete()[0] for span, kept in KEPT.items()
    )


def _tidy() -> None:
    global _tidied
    if (hour := begin_of(Span.HOUR, clock.now())) != _tidied:
        _tidied = hour
        forget_old()


batch = Batch(_add, _tidy)
