"""Counting what readers look for: roughly nothing of robots, and nothing that may tell of a person."""

import re
from collections import Counter

from django.db import transaction

from articles.models import SearchQuery
from articles.models.batch import Batch
from articles.text import arabic

ROBOT = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|python|curl|wget|java/|go-http|headless", re.IGNORECASE)
PRIVATE = re.compile(r"\d(?:[ ./()+-]{0,2}\d){6,}|\S ?@ ?\S")
"""Numbers of telephones and accounts, however they are divided, and addresses of mail: not to be kept."""
YEAR = re.compile(r"(?<!\d)(?:1[345]|19|20)\d\d(?!\d)")
"""What makes a date of a long number, «27/10/2023»."""
Key = tuple[str, str, int]
"""A language, a folded query, and how many stories answered it."""


def count(language: str, words: str, hits: int, agent: str, purpose: str) -> None:
    """Note that somebody looked for some words, unless it is a program by its ``User-Agent`` or ``Sec-Purpose``.

    ``hits`` is how many stories answered.
    """
    is_private = PRIVATE.search(YEAR.sub("", arabic.fold(words)))
    if agent and "prefetch" not in purpose and not ROBOT.search(agent) and not is_private:
        batch.count((language, arabic.fold_key(words), hits))


@transaction.atomic
def _add(taken: Counter[Key]) -> None:
    """Add queries in one order for all processes, so that none waits for another in turn."""
    for (language, query, hits), times in sorted(taken.items()):
        SearchQuery.objects.count_asked(language, query, hits, times)


batch = Batch(_add)
