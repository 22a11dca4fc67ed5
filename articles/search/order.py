"""Other orders of what was found than the best first."""

from dataclasses import replace

from .engine import Results

AGREES = 0.4
"""What answers a query of several words less well than this share of the best was ranked away, not found."""


def agreeing(results: Results) -> Results:
    """Return what answers most of the query: a story with one word of several stays out where others have them all."""
    hits = results.hits
    if len(results.query.groups) > 1 and hits:
        hits = [hit for hit in hits if hit.score >= hits[0].score * AGREES]
    return replace(results, hits=hits)


def newest_first(results: Results) -> Results:
    """Return what answers most of the query, the newest first."""
    found = agreeing(results)
    hits = [hit for hit in found.hits if hit.published_at]
    return replace(found, hits=sorted(hits, key=lambda hit: (hit.published_at, hit.article), reverse=True))
