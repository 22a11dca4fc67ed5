"""What of every story's wording is kept in the database, so that a copy of it is found."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Count, QuerySet

from articles.models import Article, Fingerprint, SearchDocument, SearchGeneration
from articles.search.index import analyse

from .archive import stems_of_words
from .draft import drafts_of
from .fingerprints import fingerprints
from .terms import Stems

STORED = 60
"""In so many stories a fingerprint is kept; enough to see that it is a formula, or to find any of a day's copies."""
BATCH = 500
AT_ONCE = 10_000
"""Stories whose fingerprints are sorted before they are stored: the index then grows page after page."""
INSERT = "INSERT INTO articles_fingerprint (hash, article_id, language) VALUES (%s, %s, %s)"

Row = tuple[int, int, str]


def running(stems: Stems) -> list[str]:
    """The stems that are compared: headline and running text."""
    return [*stems.headline, *stems.body]


def remember(ids: Iterable[int]) -> int:
    """Store the fingerprints of these stories anew; return how many were stored."""
    stored = 0
    for part in parts(sorted(set(ids))):
        stored += _store(part, sorted(_written(part)))
    return stored


def remember_all(stories: QuerySet | None = None) -> Iterator[tuple[int, int]]:
    """Store the fingerprints of all stories anew, the oldest first; yield how many stories are done, and fingerprints.

    What the index knows of a story is taken from there, which spares reading its text again.
    """
    wanted = Article.objects.all() if stories is None else stories
    ids = list(wanted.order_by("pk").values_list("pk", flat=True))
    generation = SearchGeneration.objects.filter(complete=True).order_by("-id").first()
    stored = 0
    for start in range(0, len(ids), AT_ONCE):
        rows: list[Row] = []
        for part in parts(ids[start : start + AT_ONCE]):
            indexed = list(_indexed(part, generation))
            rows += indexed
            rows += _written(sorted(set(part) - {article for _number, article, _language in indexed}))
        stored += _store(ids[start : start + AT_ONCE], sorted(rows))
        if start == 0:
            analyse(Fingerprint)
        yield min(start + AT_ONCE, len(ids)), stored


def after_commit(ids: Iterable[int]) -> None:
    """Store fingerprints once the transaction is through."""
    wanted = list(ids)
    transaction.on_commit(lambda: remember(wanted))


def parts(numbers: list[int]) -> Iterator[list[int]]:
    """Numbers in parts that fit into one query."""
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _written(ids: list[int]) -> list[Row]:
    return [
        (number, article.pk, draft.language)
        for article in Article.objects.filter(pk__in=ids).prefetch_related("tags")
        for draft in drafts_of(article)
        for number in fingerprints(running(draft.stems))
    ]


def _indexed(ids: list[int], generation: SearchGeneration | None) -> Iterator[Row]:
    documents = SearchDocument.objects.filter(generation=generation, article__in=ids).order_by()
    for article, language, words in documents.values_list("article", "language", "words"):
        for number in fingerprints(running(stems_of_words(words, language))):
            yield number, article, language


def _store(ids: list[int], rows: list[Row]) -> int:
    with transaction.atomic():
        for part in parts(ids):
            Fingerprint.objects.filter(article__in=part)._raw_delete(Fingerprint.objects.db)
        kept = _not_too_often(rows)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, kept)
    return len(kept)


def _not_too_often(rows: list[Row]) -> list[Row]:
    """The rows without those whose fingerprint stands in enough stories already, the earlier rows first."""
    stands: dict[int, int] = {}
    for part in parts(sorted({number for number, _article, _language in rows})):
        counted = Fingerprint.objects.filter(hash__in=part).values("hash").annotate(stories=Count("id"))
        stands.update(counted.values_list("hash", "stories"))
    kept = []
    for row in rows:
        stands[row[0]] = stands.get(row[0], 0) + 1
        if stands[row[0]] <= STORED:
            kept.append(row)
    return kept
