"""What staff do with suggestions: agree, dismiss, take back; which stories still want related ones."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from articles import clock, workflow
from articles.caching import edition
from articles.models import Article, DismissedSuggestion, RelatedStory, RelatedSuggestion, Revision, SettledStory
from articles.models.article import Status, current_language
from articles.models.related_story import seen_from_both
from articles.workflow import sections_with

from .archive import Archive
from .draft import Draft, drafts_of
from .scoring import SCORE_VERSION
from .suggest import LIMIT, Suggestion, find, suggest

CHANGE_ANY = "articles.change_any_article"
ENOUGH = 3
"""A story with so many related ones wants no more."""


class Tied(NamedTuple):
    """How much of what readers see is tied to something."""

    tied: int
    all: int

    @property
    def percent(self) -> str:
        """The share in percent, never more than it is; below ten so fine that a few ties show."""
        hundredths = 10_000 * self.tied // self.all if self.all else 0
        return f"{hundredths / 100:.3g}" if hundredths < 1_000 else str(hundredths // 100)


def as_json(suggestion: Suggestion, language: str) -> dict[str, Any]:
    """Return a suggestion as the story form and the related desk receive it."""
    article = suggestion.article
    at = article.in_language("published_at", language)
    return {
        "id": article.pk,
        "headline": article.in_language("headline", language) or article.headline_anywhere(),
        "section": str(article.section or ""),
        "published_at": at.isoformat() if at else None,
        "is_public": article.is_public(language),
        "score": suggestion.score,
        "why": suggestion.why,
        "copies": suggestion.copies,
    }


def may_tie(person: Any) -> bool:
    """Return whether a person ties the stories of others, everywhere or in some sections."""
    return person.has_perm("articles.add_relatedstory") and sections_with(person, CHANGE_ANY) != set()


def wanting(
    language: str | None = None, enough: int = ENOUGH, before: int | None = None, sections: set[int] | None = None
) -> QuerySet[Article]:
    """Return the stories out in a language with too few related ones (``ties``), the newest first.

    Those that somebody said have enough are left out, with ``before`` all but those older than that story, and with
    ``sections`` those of others. Ties are counted story by story, as far as the list is read.
    """
    code = language or current_language()
    stories = Article.objects.published(code).for_lists(code).filter(settled=None)
    if sections is not None:
        stories = stories.filter(section__in=sections)
    own = RelatedStory.objects.filter(article=OuterRef("pk")).values("article")
    back = RelatedStory.objects.filter(seen_from_both(), related=OuterRef("pk")).values("related")
    ties = (Coalesce(Subquery(of.order_by().values(n=Count("pk")), IntegerField()), 0) for of in (own, back))
    if before is not None:
        column = build_localized_fieldname("published_at", code)
        last = Article.objects.filter(pk=before).values_list(column, flat=True).first()
        stories = stories.filter(Q(**{f"{column}__lt": last}) | Q(**{column: last, "pk__lt": before}))
    stories = stories.annotate(ties_own=next(ties), ties_back=next(ties)).annotate(ties=F("ties_own") + F("ties_back"))
    return stories.filter(ties__lt=enough).newest_first(code)


def tied(language: str | None = None, at: datetime | None = None) -> Tied:
    """Return how many of the stories out in a language are tied to another, in either direction."""
    own = RelatedStory.objects.order_by().values("article")
    back = RelatedStory.objects.order_by().filter(related__isnull=False).values("related")
    stories = Article.objects.published(language, at).order_by().filter(pk__in=own.union(back))
    return Tied(stories.count(), Article.objects.count_published(language, at))


def count_tied(articles: Iterable[int], language: str | None = None) -> int:
    """Return how many of these stories are out in a language and tied to another."""
    own = RelatedStory.objects.filter(article=OuterRef("pk"))
    back = RelatedStory.objects.filter(related=OuterRef("pk"))
    stories = Article.objects.published(language).filter(pk__in=set(articles)).order_by()
    return stories.filter(Q(Exists(own)) | Q(Exists(back))).count()


@transaction.atomic
def settle(article: Article, by: Any) -> None:
    """Ask no more for related stories of this one."""
    _check(article, by)
    SettledStory.objects.get_or_create(article=article, defaults={"by": by})


@transaction.atomic
def unsettle(article: Article, by: Any) -> None:
    """Ask for them again: the undo of `settle`."""
    _check(article, by)
    SettledStory.objects.filter(article=article).delete()


@transaction.atomic
def accept(
    article: Article,
    related: Iterable[int],
    by: Any,
    *,
    kind: str = "see_also",
    both_ways: bool = False,
    origin: str = RelatedStory.Origin.ENGINE,
) -> list[RelatedStory]:
    """Tie stories to one, after those that it has; return the new ties. What is tied already stays as it is.

    Raises ``PermissionDenied`` when the person may not change the story.
    """
    _check(article, by)
    wanted = [pk for pk in dict.fromkeys(related) if pk != article.pk]
    there = set(
        Article.objects.kept().filter(pk__in=wanted).exclude(status=Status.WITHDRAWN).values_list("pk", flat=True)
    )
    there -= set(RelatedStory.objects.filter(article=article).values_list("related_id", flat=True))
    last = RelatedStory.objects.filter(article=article).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    with Revision.objects.of_change(article, by):
        made = [
            RelatedStory.objects.create(
                article=article,
                related_id=pk,
                kind=kind,
                both_ways=both_ways,
                position=first + place,
                origin=origin,
            )
            for place, pk in enumerate(pk for pk in wanted if pk in there)
        ]
        if made:
            article.save(update_fields=["updated_at"])
    RelatedSuggestion.objects.filter(article=article, suggested__in=wanted).delete()
    return made


@transaction.atomic
def take_back(ties: Iterable[int], by: Any, origin: str = RelatedStory.Origin.ENGINE) -> int:
    """Untie what was accepted: the undo of `accept`, of ties of the same origin. Returns how many were untied."""
    own = list(RelatedStory.objects.filter(pk__in=set(ties), origin=origin).order_by("article"))
    for number, group in groupby(own, key=lambda tie: tie.article_id):
        article = Article.objects.get(pk=number)
        _check(article, by)
        with Revision.objects.of_change(article, by):
            RelatedStory.objects.filter(pk__in=[tie.pk for tie in group]).delete()
            article.save(update_fields=["updated_at"])
    return len(own)


@transaction.atomic
def dismiss(article: Article, suggested: Iterable[int], by: Any) -> int:
    """Never suggest these stories for this one again, nor this one for them; return how many."""
    _check(article, by)
    there = list(Article.objects.filter(pk__in=set(suggested)).exclude(pk=article.pk))
    rows = [DismissedSuggestion(article=article, suggested=other, by=by) for other in there]
    DismissedSuggestion.objects.bulk_create(rows, ignore_conflicts=True)
    RelatedSuggestion.objects.filter(_pairs(article, [other.pk for other in there])).delete()
    _tell_readers(article, *there)
    return len(rows)


@transaction.atomic
def bring_back(article: Article, suggested: Iterable[int], by: Any) -> int:
    """Allow dismissed stories to be suggested again, in both directions: the undo of `dismiss`."""
    _check(article, by)
    return DismissedSuggestion.objects.filter(_pairs(article, suggested)).delete()[0]


def _pairs(article: Article, others: Iterable[int]) -> Q:
    """The condition of the suggestions between a story and others, in both directions."""
    numbers = set(others)
    return Q(article=article, suggested__in=numbers) | Q(article__in=numbers, suggested=article)


@transaction.atomic
def store_suggestions(
    article: Article,
    limit: int = LIMIT,
    now: datetime | None = None,
    archives: Mapping[str, Archive] | None = None,
) -> int:
    """Work out a story's suggestions anew and keep them until somebody agrees; return how many.

    Readers see none of them unless the newsroom lets the engine fill up what is wanting (`automatic`). ``archives`` by
    language, when given for many stories, are read once.
    """
    moment = now or clock.now()
    rows: dict[int, RelatedSuggestion] = {}
    for draft in drafts_of(article):
        archive = (archives or {}).get(draft.language)
        for found in find(draft, limit, for_readers=True, now=moment, archive=archive):
            rows.setdefault(
                found.article,
                RelatedSuggestion(
                    article=article,
                    suggested_id=found.article,
                    language=draft.language,
                    score=found.score,
                    score_version=SCORE_VERSION,
                    reasons=found.reasons,
                ),
            )
    kept = RelatedSuggestion.objects.filter(article=article)
    before = set(kept.values_list("suggested", "language"))
    if before:
        kept.delete()
    RelatedSuggestion.objects.bulk_create(rows.values())
    if before != {(pk, row.language) for pk, row in rows.items()}:
        _tell_readers(article)
    return len(rows)


def automatic(article: Article) -> list[int]:
    """Return the stories that readers of the current language may see as chosen by the engine, the best first.

    None unless the newsroom allows it; whether a story is public is for the page to ask.
    """
    if not settings.RELATED_AUTOFILL:
        return []
    rows = RelatedSuggestion.objects.filter(article=article, language=current_language(), score_version=SCORE_VERSION)
    return list(rows.values_list("suggested", flat=True)[:LIMIT])


def stored_suggestions(article: Article, language: str | None = None, limit: int = LIMIT) -> list[Suggestion]:
    """Return what `store_suggestions` kept, as far as it still holds; work it out when nothing was kept."""
    code = language or current_language()
    rows = (
        RelatedSuggestion.objects.filter(article=article, language=code, score_version=SCORE_VERSION)
        .exclude(suggested__in=RelatedStory.objects.filter(article=article, related__isnull=False).values("related"))
        .filter(suggested__in=Article.objects.published(code))
    )
    kept = [(row.suggested_id, row.score, row.reasons) for row in rows[:limit]]
    if not kept:
        return suggest(Draft.of(article, code), limit, for_readers=True)
    stories = Article.objects.for_lists(code).in_bulk([pk for pk, _score, _reasons in kept])
    return [Suggestion(stories[pk], score, reasons) for pk, score, reasons in kept]


def _tell_readers(*articles: Article) -> None:
    """Let readers' pages be built anew where they show suggestions."""
    if settings.RELATED_AUTOFILL and any(article.status == Status.PUBLISHED for article in articles):
        edition.bump_after_commit()


def _check(article: Article, by: Any) -> None:
    if not (by.has_perm("articles.add_relatedstory") and workflow.may_edit(article, by)):
        raise PermissionDenied(_("You may not change the related stories of this story."))
