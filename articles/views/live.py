"""What a live story has told so far, the newest first, in pages that do not shift while more is told."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest

from articles.models import Article, LiveUpdate
from articles.models.article import Kind, current_language

AT_ONCE = 30
MOST_KEYS = 12


@dataclass(frozen=True)
class Coverage:
    """The updates on a page of a live story. ``older`` is the newest update of the next page, None on the last."""

    is_live: bool
    updates: list[LiveUpdate] = field(default_factory=list)
    keys: list[LiveUpdate] = field(default_factory=list)
    older: LiveUpdate | None = None


def coverage(request: HttpRequest, story: Article) -> Coverage | None:
    """Return what a story tells live in the current language; None for stories of other kinds."""
    if story.kind != Kind.LIVE or not story.pk:
        return None
    told = LiveUpdate.objects.told(story.pk, current_language())
    given = request.GET.get("until", "")
    edge = told.filter(pk=int(given)).first() if given.isascii() and given.isdigit() and len(given) < 19 else None
    shown = told.filter(Q(at__lt=edge.at) | Q(at=edge.at, pk__lte=edge.pk)) if edge else told
    updates = list(shown[: AT_ONCE + 1])
    keys = [] if edge else list(told.filter(is_key=True)[:MOST_KEYS])
    return Coverage(story.is_live(), updates[:AT_ONCE], keys, next(iter(updates[AT_ONCE:]), None))
