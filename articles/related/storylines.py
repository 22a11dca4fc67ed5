"""A storyline as readers follow it: from its first story to its last, and what stands around one of its stories."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, DateTimeField, Max, Min, Q, QuerySet
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Tag, Teaser
from articles.models.article import current_language
from articles.models.prepared import NOW, Given, prepared, tuples
from articles.models.teaser import headline_columns

STORYLINE, STORY = Given("storyline", BigIntegerField()), Given("story", BigIntegerField())
AT = Given("at", DateTimeField())
NEAR = 2
"""Stories shown on either side of one, beside the storyline's first and last."""
MOST = 2
"""Storylines whose surroundings a story shows."""


class Span(NamedTuple):
    """How many stories of a storyline are out, and when the first and the last came out."""

    stories: int
    first: datetime
    last: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, in the site's time zone."""
        return timezone.localdate(self.first), timezone.localdate(self.last)


class Step(NamedTuple):
    """A story of a storyline; ``after_gap`` when others lie between it and the step before."""

    article: Article | Teaser
    after_gap: bool


class Thread(NamedTuple):
    """A storyline around one of its stories, the earliest first."""

    storyline: Tag
    steps: list[Step]


def span(storyline: Tag) -> Span | None:
    """Return from when to when the stories run that readers of the current language see; None when there are none."""
    column = _column()
    stories = Article.objects.published().filter(tags=storyline)
    found = stories.order_by().aggregate(stories=Count("pk"), first=Min(column), last=Max(column))
    return Span(**found) if found["stories"] else None


def stories_before(storyline: Tag, story: Teaser) -> int:
    """Return how many stories of a storyline that readers of the current language see came out before one of them."""
    column, at = _column(), story.published_at
    earlier = Q(**{f"{column}__lt": at}) | Q(**{column: at, "pk__lt": story.pk})
    return Article.objects.published().filter(earlier, tags=storyline).order_by().count()


def threads(article: Article, tags: Iterable[Tag]) -> list[Thread]:
    """Return what readers see around a story in its storylines, those in which it stands alone left out."""
    storylines = [tag for tag in tags if tag.kind == Tag.Kind.STORYLINE][:MOST]
    found = [Thread(storyline, _steps(article, storyline)) for storyline in storylines]
    return [thread for thread in found if len(thread.steps) > 1]


def _steps(article: Article, storyline: Tag) -> list[Step]:
    """The first, the last and the nearest stories, in one query; one more a side tells of a gap."""
    language, at, pk = current_language(), article.published_at or clock.now(), article.pk or 0
    rows = _around(language)(now=clock.now(), storyline=storyline.pk, at=at, story=pk)
    stories = [Teaser(language, *row) for row in rows]
    before = [story for story in stories if (story.published_at, story.pk) < (at, pk)]
    after = [story for story in stories if (story.published_at, story.pk) > (at, pk)]
    gaps: set[int] = set()
    if len(before) > NEAR + 1:
        before = [before[0], *before[-NEAR:]]
        gaps.add(before[1].pk)
    if len(after) > NEAR + 1:
        after = [*after[:NEAR], after[-1]]
        gaps.add(after[-1].pk)
    shown: list[Article | Teaser] = [*before, article, *after]
    return [Step(story, story.pk in gaps) for story in shown]


@prepared
def _around(language: str) -> QuerySet:
    column = build_localized_fieldname("published_at", language)
    own = Article.objects.published(language, NOW).filter(tags=STORYLINE)
    earlier = own.filter(Q(**{f"{column}__lt": AT}) | Q(**{column: AT, "pk__lt": STORY}))
    later = own.filter(Q(**{f"{column}__gt": AT}) | Q(**{column: AT, "pk__gt": STORY}))
    forward, back = (column, "pk"), (f"-{column}", "-pk")
    parts = [own.order_by(*forward)[:1], earlier.order_by(*back)[: NEAR + 1]]
    parts += [later.order_by(*forward)[: NEAR + 1], own.order_by(*back)[:1]]
    wanted = Q(pk=None)
    for part in parts:
        wanted |= Q(pk__in=part.values("pk"))
    return tuples(own.filter(wanted).exclude(pk=STORY).order_by(*forward), *headline_columns(language))


def _column() -> str:
    return build_localized_fieldname("published_at", current_language())
