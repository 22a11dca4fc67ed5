"""What suggestions cost on a large archive: made-up stories being written, held against those of the database."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from time import perf_counter, process_time
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, Fingerprint, Tag
from articles.search import synthetic
from articles.search.index import analyse
from articles.text import html
from articles.text.arabic import fold_key

from . import desk
from .draft import Draft
from .duplicates import find_duplicates
from .measuring import middle
from .remembered import remember_all
from .suggest import suggest
from .tagging import forget_inventory, suggest_tags

UNSEEN = 7
"""The seed of stories that are not in the archive."""
SHOWN = 6
CHANGED = 64
REPEAT = f"""INSERT INTO articles_fingerprint (hash, article_id, language)
    SELECT hash %% {2**63 // CHANGED} * {CHANGED} + %s, article_id + %s, language
    FROM articles_fingerprint WHERE article_id <= %s"""  # noqa: S608
"""Fingerprints again, as other numbers for other stories: in 64 bits, and one in ``CHANGED`` of each."""


class Cost(NamedTuple):
    """What one kind of question cost, in milliseconds by the clock, and of this process's processor time."""

    kind: str
    found: float
    median: float
    p95: float
    cpu_median: float
    cpu_p95: float


def ask(number: int) -> Iterator[Cost]:
    """Ask so many times for everything that the story form and the related desk ask for."""
    language = settings.LANGUAGE_CODE
    fresh = [_draft(story) for story in islice(synthetic.stories(number, UNSEEN), number)]
    wires = [_cut(Draft.of(story, language)) for story in _spread(number)]
    forget_inventory()
    yield _cost("related stories", fresh, lambda draft: len(suggest(draft)))
    yield _cost("copies, a new text", fresh, lambda draft: len(find_duplicates(draft)))
    yield _cost("copies, a cut one", wires, lambda draft: len(find_duplicates(draft)))
    yield _cost("tags", fresh, lambda draft: len(suggest_tags(draft, like_stories=False).tags))
    yield _cost("related desk, list", fresh[:10], lambda _draft: len(desk.wanting(language)[:SHOWN]))
    yield _cost("related desk, share", fresh[:10], lambda _draft: desk.tied(language).tied)


def add_tags(number: int) -> int:
    """Make made-up tags until there are so many; return how many there are."""
    column = build_localized_fieldname("name", settings.LANGUAGE_CODE)
    there = Tag.objects.count()
    names = synthetic.names(number)[there:]
    rows = [
        Tag(**{column: name}, slug=f"bench-{place}", search_key=fold_key(name))
        for place, name in enumerate(names, start=there)
    ]
    Tag.objects.bulk_create(rows, batch_size=1000)
    return there + len(rows)


def add_fingerprints(number: int) -> int:
    """Store the fingerprints of the first so many stories, numbered from 1; return how many there are then.

    A later story gets those of an earlier one in numbers of its own. So the largest archive of ``bench_search`` has in
    minutes as many as it would have, and none that would not be looked for.
    """
    deque(remember_all(Article.objects.filter(pk__lte=number)), maxlen=0)
    stories = Article.objects.count()
    with _indexed_at_the_end() if number < stories else nullcontext(), connection.cursor() as cursor:
        for copy, shift in enumerate(range(number, stories, number), start=1):
            cursor.execute(REPEAT, [copy % CHANGED, shift, min(number, stories - shift)])
    analyse(Fingerprint)
    return Fingerprint.objects.count()


@contextmanager
def _indexed_at_the_end() -> Iterator[None]:
    """While very much is written, do without the index by which fingerprints are looked up."""
    (index,) = Fingerprint._meta.indexes
    with connection.schema_editor() as editor:
        editor.remove_index(Fingerprint, index)
    yield
    with connection.schema_editor() as editor:
        editor.add_index(Fingerprint, index)


def _draft(story: synthetic.Story) -> Draft:
    return Draft(settings.LANGUAGE_CODE, story.headline, body=html.from_paragraphs(story.paragraphs))


def _spread(number: int) -> list[Article]:
    """Stories of the archive, evenly spread over it."""
    first, last = (Article.objects.order_by(order).values_list("pk", flat=True)[0] for order in ("pk", "-pk"))
    wanted = {first + place * (last - first) // max(number - 1, 1) for place in range(number)}
    return list(Article.objects.filter(pk__in=wanted).prefetch_related("tags"))


def _cut(draft: Draft) -> Draft:
    """The first third of a story, under another headline."""
    words = draft.plain.split()
    return Draft(draft.language, "عاجل", body=html.from_paragraphs([" ".join(words[: len(words) // 3])]))


def _cost(kind: str, drafts: list[Draft], find: Callable[[Draft], int]) -> Cost:
    find(drafts[0])
    walls, cpus, found = [], [], 0
    for draft in drafts:
        wall, cpu = perf_counter(), process_time()
        found += find(draft)
        walls.append(1000 * (perf_counter() - wall))
        cpus.append(1000 * (process_time() - cpu))
    return Cost(kind, found / len(drafts), *middle(walls), *middle(cpus))
