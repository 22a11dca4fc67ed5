"""What a story's page leads on to: the ties that people made, then what the engine chose where a newsroom allows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models import Article, RelatedStory, Teaser
from articles.models.prepared import prepared
from articles.models.related_story import seen_from_both
from articles.related.desk import ENOUGH
from articles.views.whole import STORY

FROM_OTHERS = 12
"""The ties of other stories to this one that are looked at, the newest."""
EARLIER, LATER, AUTOMATIC = "earlier", "later", "automatic"
HEADINGS = {
    EARLIER: gettext_lazy("Follow-up to"),
    RelatedStory.Kind.BACKGROUND: gettext_lazy("Background"),
    LATER: gettext_lazy("Followed by"),
    RelatedStory.Kind.SEE_ALSO: gettext_lazy("See also"),
    AUTOMATIC: gettext_lazy("Chosen automatically"),
}


@dataclass(frozen=True)
class Related:
    """Our story at the other end of a tie, or the tie alone, to a story elsewhere."""

    other: Teaser | None
    tie: RelatedStory | None = None


def ties_of(story: Article) -> list[RelatedStory]:
    """Return a story's ties, its own in their order, then those of others that are seen from here too."""
    theirs = sorted(ties_of_others(story), key=lambda tie: (tie.position, tie.pk))
    return [*_own_ties()(story=story.pk), *theirs]


def ties_of_others(story: Article) -> list[RelatedStory]:
    """Return the ties of other stories that are seen from this one too, the newest ones."""
    return _ties_of_others()(story=story.pk)


@prepared
def _own_ties() -> QuerySet:
    return RelatedStory.objects.filter(article=STORY).order_by("position", "pk")


@prepared
def _ties_of_others() -> QuerySet:
    return RelatedStory.objects.filter(seen_from_both(), related=STORY).order_by("-pk")[:FROM_OTHERS]


def other_end(tie: RelatedStory, story: Article) -> int | None:
    """Return the number of our story at the other end of a tie; None for a story elsewhere."""
    return tie.related_id if tie.article_id == story.pk else tie.article_id


def related_to(
    story: Article, ties: list[RelatedStory], chosen: list[int], public: Mapping[int, Teaser]
) -> list[tuple[str, list[Related]]]:
    """Return what a reader may see of a story's ties, by heading, and of what was chosen as much as is wanting."""
    groups: dict[str, list[Related]] = {}
    seen: set[int] = set()
    for tie in ties:
        number = other_end(tie, story)
        if number is None:
            groups.setdefault(_heading(tie, story, _moment(tie.date)), []).append(Related(None, tie))
        elif number in public and number not in seen:
            seen.add(number)
            heading = _heading(tie, story, public[number].published_at)
            groups.setdefault(heading, []).append(Related(public[number], tie))
    wanting = max(ENOUGH - sum(map(len, groups.values())), 0)
    fill = [Related(public[number]) for number in chosen if number in public and number not in seen][:wanting]
    if fill:
        groups[AUTOMATIC] = fill
    return [(str(heading), groups[kind]) for kind, heading in HEADINGS.items() if kind in groups]


def _heading(tie: RelatedStory, story: Article, at: datetime | None) -> str:
    """Under what a tie stands on a story's page. Of a story and its follow-up, the follow-up is the one that came out
    later, whichever of the two carries the tie."""
    is_later = at is not None and story.published_at is not None and at > story.published_at
    if tie.kind == RelatedStory.Kind.FOLLOW_UP:
        return LATER if is_later else EARLIER
    if tie.kind == RelatedStory.Kind.BACKGROUND and tie.article_id != story.pk:
        return LATER if is_later else RelatedStory.Kind.SEE_ALSO
    return tie.kind


def _moment(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None
