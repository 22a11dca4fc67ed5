"""Suggested related stories: candidates from the index, ranked by how well they go with a draft, each with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, DismissedSuggestion, RelatedStory, Section, Tag
from articles.models.article import Status
from articles.models.related_story import seen_from_both
from articles.text import lexicon
from articles.text.arabic import fold

from .archive import Archive, tag_counts
from .digests import is_digest
from .draft import Draft
from .explain import why
from .naming import names_something
from .new_tags import is_somebodys
from .scoring import KIND_WEIGHTS, Features, Scored, best
from .terms import FEW, Rarities, Stems, rarity, telling, weighed
from .wording import Wording, side_by_side

CANDIDATES = 80
"""Search documents that are compared in full."""
BY_TAG = 30
"""The newest stories of each of the draft's tags that are compared too."""
BUSY_TAG = 2_000
"""A tag on more stories than this brings none by itself."""
LIMIT = 8
SMALL, TELLING = 300, 60
"""In an archive of fewer stories, where every word is rare, what the vocabulary has more often explains nothing."""
EVERYWHERE = 0.1
"""Nor does what stands in more than this share of the archive: its own name, and that of its country."""
NAMED = 3
UNREAD = Stems((), ())
"""Of a story that a long run has forgotten meanwhile: its names are then said in halves."""


class Found(NamedTuple):
    """A story that goes with a draft, by its number."""

    article: int
    score: float
    reasons: dict[str, Any]
    copies: list[int]


@dataclass(frozen=True)
class Suggestion:
    """A story to tie to the draft."""

    article: Article
    score: float
    reasons: dict[str, Any]
    copies: list[int] = field(default_factory=list)

    @property
    def why(self) -> str:
        """The reasons in a line, in the language of the interface."""
        return why(self.reasons)


def suggest(
    draft: Draft,
    limit: int = LIMIT,
    *,
    for_readers: bool = False,
    now: datetime | None = None,
) -> list[Suggestion]:
    """Return the stories that go best with a draft, the best first.

    Stories that are related already, that were dismissed, that are withdrawn or not in the draft's language are left
    out; for readers, whatever is not public.
    """
    found = find(draft, limit, for_readers=for_readers, now=now)
    stories = Article.objects.for_lists(draft.language).in_bulk([one.article for one in found])
    return [
        Suggestion(stories[one.article], one.score, one.reasons, one.copies) for one in found if one.article in stories
    ]


def find(
    draft: Draft,
    limit: int = LIMIT,
    *,
    for_readers: bool = False,
    now: datetime | None = None,
    archive: Archive | None = None,
) -> list[Found]:
    """Return the same by number; an ``archive`` that is given again and again reads each story once."""
    moment = now or clock.now()
    archive = archive or Archive.of(draft.language)
    rarities = archive.rarities
    archive.learn([*draft.stems.headline, *draft.stems.body])
    vector = weighed(draft.stems, rarities)
    tags = Tag.objects.in_bulk(draft.tags) if draft.tags else {}
    counted = tag_counts(tags)
    terms = telling(vector, rarities.frequencies, archive.stories)
    vectors = archive.vectors(archive.holders(terms, vector.weights, CANDIDATES))
    missing = {pk for tag in tags if counted[tag] <= BUSY_TAG for pk in _newest_tagged(tag)} - vectors.keys()
    if missing:
        vectors |= archive.vectors_of_stories(missing)
    rows = _rows(_allowed(draft, for_readers, moment).filter(pk__in=vectors), draft.language)
    tagged = _tags_of(rows) if tags else {}
    features = [
        Features(pk, vectors[pk], frozenset(tagged.get(pk, ())), sections, at) for pk, (sections, at) in rows.items()
    ]
    at = timezone.localtime(draft.at or moment)
    if not is_digest(draft.stems.headline):
        features = [one for one in features if not is_digest(archive.stems.get(one.article, UNREAD).headline)]
    own = Features(draft.article or 0, vector, draft.tags, _sections(draft.section), at)
    weights = _tag_weights({tag for one in features for tag in one.tags} | draft.tags, archive.stories) if tags else {}
    storylines = {pk for pk, tag in tags.items() if tag.kind == Tag.Kind.STORYLINE}
    chosen = best(own, features, limit, weights, storylines)
    wording = Wording(draft.text, draft.language)
    return [
        Found(
            one.article,
            round(one.score, 4),
            _reasons(
                one,
                tags,
                _named(one.stems, wording, archive.stems.get(one.article, UNREAD), rarities),
                rows[one.article][1],
            ),
            one.copies,
        )
        for one in chosen
    ]


def _allowed(draft: Draft, for_readers: bool, now: datetime) -> QuerySet[Article]:
    """The stories that may be suggested at all."""
    if for_readers:
        stories = Article.objects.published(draft.language, now)
    else:
        column = build_localized_fieldname("headline", draft.language)
        stories = (
            Article.objects.filter(deleted_at=None)
            .exclude(status=Status.WITHDRAWN)
            .exclude(Q(**{column: None}) | Q(**{column: ""}))
        )
    if draft.article is None:
        return stories
    tied = RelatedStory.objects.filter(article=draft.article, related__isnull=False).values("related")
    tied_back = RelatedStory.objects.filter(seen_from_both(), related=draft.article).values("article")
    dismissed = DismissedSuggestion.objects.filter(article=draft.article).values("suggested")
    dismissed_there = DismissedSuggestion.objects.filter(suggested=draft.article).values("article")
    left_out = Q(pk=draft.article) | Q(pk__in=tied) | Q(pk__in=tied_back)
    left_out |= Q(pk__in=dismissed) | Q(pk__in=dismissed_there)
    return stories.exclude(left_out)


def _rows(stories: QuerySet[Article], language: str) -> dict[int, tuple[tuple[int, ...], datetime]]:
    """For each story its sections and its time."""
    column = build_localized_fieldname("published_at", language)
    rows = stories.order_by().values_list("pk", "section", "section__parent", column, "created_at")
    here = timezone.get_current_timezone()
    return {
        pk: (tuple(filter(None, (section, parent))), (out_at or created).astimezone(here))
        for pk, section, parent, out_at, created in rows
    }


def _tags_of(articles: Iterable[int]) -> dict[int, set[int]]:
    links = Article.tags.through.objects.filter(article__in=list(articles))
    tags: dict[int, set[int]] = {}
    for article, tag in links.values_list("article_id", "tag_id"):
        tags.setdefault(article, set()).add(tag)
    return tags


def _sections(section: int | None) -> tuple[int, ...]:
    if section is None:
        return ()
    parent = Section.objects.filter(pk=section).values_list("parent", flat=True)
    return tuple(filter(None, (section, *parent)))


def _newest_tagged(tag: int) -> list[int]:
    links = Article.tags.through.objects.filter(tag=tag)
    return list(links.order_by("-article_id").values_list("article_id", flat=True)[:BY_TAG])


def _tag_weights(tags: set[int], stories: int) -> dict[int, float]:
    """What it says that two stories share a tag: more for a rare one, and for a storyline than for a place."""
    counted = tag_counts(tags)
    kinds = Tag.objects.filter(pk__in=tags).values_list("pk", "kind")
    return {pk: KIND_WEIGHTS[kind] * rarity(stories, counted[pk]) for pk, kind in kinds}


def _named(stems: list[str], wording: Wording, other: Stems, rarities: Rarities) -> list[str]:
    """What both mention, as written: names and things, not what was done and in which words it was told."""
    most = max(FEW, EVERYWHERE * rarities.stories)
    telling_ones = [stem for stem in stems if rarities.frequencies.get(stem, 0) <= most]
    if rarities.stories < SMALL:
        telling_ones = [stem for stem in telling_ones if lexicon.count(stem) <= TELLING]
    beside = side_by_side(other)
    said: set[str] = set()
    names: dict[str, str] = {}
    for stem in telling_ones:
        word = wording.barest(stem)
        if len(names) == NAMED or stem in said or is_somebodys(word):
            continue
        if not names_something(fold(word), wording.language):
            continue
        name, parts = wording.in_full(stem, beside)
        if len(parts) == 1 and not names_something(fold(name), wording.language):
            continue
        if 2 * len(said.intersection(parts)) < len(parts):
            names.setdefault(fold(name), name)
        said.update(parts)
    return list(names.values())


def _reasons(one: Scored, tags: dict[int, Any], words: list[str], at: datetime) -> dict[str, Any]:
    """Why a story is suggested, as it is stored."""
    shared = [tags[pk] for pk in one.tags if pk in tags]
    return {
        "words": words,
        "storylines": [str(tag) for tag in shared if tag.kind == Tag.Kind.STORYLINE],
        "tags": [str(tag) for tag in shared if tag.kind != Tag.Kind.STORYLINE],
        "same_section": one.same_section,
        "days": one.days,
        "at": at.date().isoformat(),
        "likeness": round(one.likeness, 3),
    }
