"""Other orders of what was found than the best first."""

from dataclasses import replace

from .engine import Results

AGREES = 0.4
"""A story without some word of the query counts as found when it answers at least so well as this share of the best."""


def agreeing(results: Results) -> Results:
    """Return what has all of the query, and what answers nearly as well as the best without some of it."""
    hits = results.hits
    if len(results.query.groups) > 1 and hits:
        hits = [hit for hit in hits if hit.share == 1 or hit.score >= hits[0].score * AGREES]
    return replace(results, hits=hits)


def newest_first(results: Results) -> Results:
    """Return what ``agreeing`` keeps, the newest first."""
    found = agreeing(results)
    hits = [hit for hit in found.hits if hit.out_at]
    return replace(found, hits=sorted(hits, key=lambda hit: (hit.out_at, hit.article), reverse=True))
