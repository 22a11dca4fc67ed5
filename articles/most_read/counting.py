"""Counting readings: kept together in memory for two seconds, then added to the database in one go.

Each process adds its own; the database does the sum, so none is lost and none is counted twice. A process that ends
waits for the thread that adds the last of them.
"""

import logging
import threading
from collections import Counter
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.models import Article, ReadCount
from articles.models.read_count import Span

EVERY = 2.0
"""Seconds that a reading waits at most."""
MOST_WAITING = 50_000
KEPT = {Span.TEN_MINUTES: timedelta(hours=3), Span.HOUR: timedelta(days=2)}
"""How long the finer counts are needed; those of days stay."""
ADD = (
    "INSERT INTO articles_readcount (article_id, language, span, begins_at, hits) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (article_id, language, span, begins_at) DO UPDATE SET hits = articles_readcount.hits + EXCLUDED.hits"
)
Key = tuple[int, str, datetime]
log = logging.getLogger(__name__)

_lock = threading.Lock()
_waiting: Counter[Key] = Counter()
_timer: threading.Timer | None = None
_tidied: datetime | None = None


def begin_of(span: Span, moment: datetime) -> datetime:
    """Return when the span began in which a moment lies; days are those of the site's time zone."""
    if span == Span.DAY:
        return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    minute = moment.minute // 10 * 10 if span == Span.TEN_MINUTES else 0
    return moment.replace(minute=minute, second=0, microsecond=0)


def count(article_id: int, language: str) -> None:
    """Note that a story was read in a language. Asks nothing of the database."""
    global _timer
    key = (article_id, language, begin_of(Span.TEN_MINUTES, timezone.now()))
    with _lock:
        if key in _waiting or len(_waiting) < MOST_WAITING:
            _waiting[key] += 1
        if _timer is None:
            _timer = threading.Timer(EVERY, _flush_in_thread)
            _timer.daemon = False
            _timer.start()


def flush() -> None:
    """Add what waits to the database; while it is down, it goes on waiting."""
    global _timer
    with _lock:
        taken, _timer = Counter(_waiting), None
        _waiting.clear()
    if not taken:
        return
    try:
        _add(taken)
    except DatabaseError:
        log.exception("%s readings could not be counted yet; they will be tried again.", taken.total())
        with _lock:
            _waiting.update(taken)


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
    moment = now or timezone.now()
    return sum(
        ReadCount.objects.filter(span=span, begins_at__lt=moment - kept).delete()[0] for span, kept in KEPT.items()
    )


def _flush_in_thread() -> None:
    global _tidied
    try:
        flush()
        if (hour := begin_of(Span.HOUR, timezone.now())) != _tidied:
            _tidied = hour
            forget_old()
    finally:
        connection.close()
