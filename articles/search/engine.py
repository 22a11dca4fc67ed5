"""Searching stories: the same answers in the same order whatever the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, overload

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Author, SearchDocument, SearchGeneration, SearchTerm, Section, Source, Tag
from articles.models.prepared import is_one_of, prepared, tuples
from articles.models.search_document import TOTAL, WORD
from articles.text import html
from articles.text.arabic import fold_key, stem

from .apart import stems_of, together_or_apart, with_forms
from .beginnings import words_beginning
from .candidates import MOST, TIERS, Story, candidates, documents_between
from .engines import rows_of, seconds
from .highlight import Marker
from .kin import kin, with_kin, with_months
from .query import ARTICLE, NAME, Query, parse
from .ranking import Hit, approximately, as_typed, freshened, has_excluded, in_order, score
from .sought import Forms, Statistics, Wanted, wanted

FULLY_RANKED = 120
"""Of the candidates, how many are ranked with everything known; the others follow in the order of their words alone."""
SPELLING_RANKED = 30
"""Of the best, how many are looked at for the very spelling that was typed."""
FEW_WORDS = 4
"""Words of a query of which a story may be expected to have all."""
HALF_LIFE_DAYS = 180
MOST_BEGINNING = 200
"""Words that stand for the beginnings of words in a query."""


@dataclass
class Results(Sequence[Article]):
    """Stories, the best first. Slices are loaded when asked for; a paginator can page through it."""

    query: Query
    hits: list[Hit] = field(default_factory=list)
    stories: QuerySet = field(default_factory=Article.objects.none)
    forms: Forms = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        """The ids of all the stories found, the best first: for counts by section, tag and year."""
        return [hit.article for hit in self.hits]

    @property
    def is_cut(self) -> bool:
        """Whether more stories may answer than were looked at, so that counts are only the least there are."""
        return len(self.hits) >= (TIERS[0] if len(self.query.groups) > 1 else MOST)

    @property
    def are_only_near(self) -> bool:
        """Whether no story that may be seen has all the words, of a query of so few that one might."""
        is_short = 1 < len(self.query.groups) <= FEW_WORDS
        are_asked = all(any(atom.asked for atom in group) for group in self.query.groups)
        return bool(self.hits) and is_short and are_asked and max(hit.share for hit in self.hits) < 1

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> list[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | list[Article]:
        if isinstance(index, int):
            return self._load([self.hits[index]])[0]
        return self._load(self.hits[index])

    def __iter__(self) -> Iterator[Article]:
        return iter(self._load(self.hits))

    def _load(self, hits: list[Hit]) -> list[Article]:
        loaded = self.stories.in_bulk([hit.article for hit in hits])
        found = []
        for hit in hits:
            if article := loaded.get(hit.article):
                article.search_score = hit.score
                found.append(article)
        return found

    @cached_property
    def marker(self) -> Marker:
        """What marks the words of the query in the texts that are shown."""
        return Marker(self.query, self.forms)

    def highlight(self, article: Article) -> dict[str, str]:
        """Return headline and snippet of a story as safe HTML, what was found in <mark>."""

        def own(name: str) -> str:
            return getattr(article, build_localized_fieldname(name, self.query.language)) or ""

        return {
            "headline": self.marker.marked(own("headline")),
            "snippet": self.marker.in_short(own("standfirst"), html.plain_text(own("body"))),
        }


def search(
    queryset: QuerySet,
    text: str,
    language: str,
    *,
    for_staff: bool = False,
    half_life_days: float | None = -1,
    now: datetime | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Results:
    """Return the stories of the queryset that answer a text, the best first.

    For readers only what is public in the language counts; ``for_staff`` leaves the choice to the queryset.
    ``half_life_days`` None switches recency off; left alone, it is the setting ``SEARCH_HALF_LIFE_DAYS``.
    ``since`` and ``until`` are days to which the queryset has been narrowed: with them only those are looked through.
    """
    moment = now or clock.now()
    query = _within(with_months(parse(text, language, timezone.localdate(moment))), since, until)
    stories = queryset if for_staff else queryset.published(language, moment)
    stories = _narrowed(stories, query)
    public_at = None if for_staff or query.has_conditions or queryset.query.where else moment
    if not query:
        return Results(query)
    if not query.groups:
        return _newest(query, stories)
    names, forms = kin(query), together_or_apart(query)
    known = statistics(query, {stem for found in names.values() for stem in found} | stems_of(forms))
    if known is None:
        return Results(query)
    half_life = getattr(settings, "SEARCH_HALF_LIFE_DAYS", HALF_LIFE_DAYS) if half_life_days == -1 else half_life_days
    query = with_forms(with_kin(query, names, known.stems), forms, known.words)
    if not for_staff and (days := documents_between(query, known.generation)):
        known = replace(known, oldest=days[0], newest=days[1])
    found = candidates(query, known, stories, public_at)
    hits = _ranked(wanted(query, known), found, moment.timestamp(), half_life)
    return Results(query, _by_spelling(query, hits, stories), stories, known.forms)


def statistics(query: Query, others: Iterable[str] = ()) -> Statistics | None:
    """Return how common everything in a query is, and some other stems, and which words of the archive share them.

    None when nothing is indexed in the language.
    """
    stems = {stem(word, query.language) for atom in query.atoms for word in atom.words}.union(others)
    asked = [TOTAL, *sorted(stems)]
    known = _terms(query.language, len(asked))(stems=asked)
    if not known:
        return None
    counts, forms = {}, defaultdict(set)
    for term, of_stem, number, *_index in known:
        counts[term] = number
        if term[0] == WORD:
            forms[of_stem].add(term[1:])
    starts = {atom.word for atom in (*query.atoms, *query.excluded) if atom.prefix}
    beginnings = {start: words_beginning([start], query.language, MOST_BEGINNING // len(starts)) for start in starts}
    begun = {word: count for found in beginnings.values() for word, count in found.items()}
    stories, length = counts.pop("#stories", 0), counts.pop("#length", 0)
    return Statistics(
        generation=known[0][3],
        stories=stories,
        average_length=length / stories if stories else 0,
        words={term[1:]: count for term, count in counts.items() if term[0] == WORD} | begun,
        stems={term: count for term, count in counts.items() if term[0] != WORD},
        forms={of_stem: frozenset(words) for of_stem, words in forms.items()},
        beginnings=beginnings,
        newest=known[0][4] or 0,
    )


@prepared
def _terms(language: str, count: int) -> QuerySet:
    """What the index has under so many stems, its generation and its newest document."""
    current = Subquery(SearchGeneration.objects.filter(complete=True).order_by("-id").values("id")[:1])
    newest = Subquery(SearchDocument.objects.order_by("-id").values("id")[:1])
    terms = SearchTerm.objects.filter(is_one_of("stem", "stems", count), generation=current, language=language)
    return tuples(terms.order_by().annotate(newest=newest), "term", "stem", "stories", "generation_id", "newest")


def _ranked(sought: Wanted, found: list[Story], now: float, half_life: float | None) -> list[Hit]:
    """All that was found in order: the best by everything that is known, the others as they look at a glance."""
    at_a_glance = approximately(sought)
    rough, words_of = [], {}
    for pk, out_at, section, kind, words, stems, length in found:
        points, share = at_a_glance(words, stems, length)
        rough.append(Hit(freshened(points, out_at, now, half_life), out_at, pk, share, section, kind))
        words_of[pk] = words
    rough = in_order(rough)
    ranked = []
    for hit in rough[:FULLY_RANKED]:
        points, share = score(sought, words_of[hit.article])
        if points:
            ranked.append(hit._replace(score=freshened(points, hit.out_at, now, half_life), share=share))
    return in_order(ranked) + [Hit(0.0, *hit[1:]) for hit in rough[FULLY_RANKED:]]


def _by_spelling(query: Query, ranked: list[Hit], stories: QuerySet) -> list[Hit]:
    """The best again, with a little more for those that have the words as they were typed («علي» is not «على»)."""
    if query.spellings == (NAME,):
        ranked = _by_name(query, ranked, stories)
    best = ranked[:SPELLING_RANKED]
    rows = _written(query.language, len(best))(ids=[hit.article for hit in best]) if best else []
    written = {pk: "\n".join(filter(None, texts)) for pk, *texts in rows}
    return (
        in_order(
            hit._replace(score=hit.score * as_typed(query.spellings, written.get(hit.article, ""))) for hit in best
        )
        + ranked[SPELLING_RANKED:]
    )


@prepared
def _written(language: str, count: int) -> QuerySet:
    columns = [build_localized_fieldname(name, language) for name in ("headline", "standfirst", "body")]
    return tuples(Article.objects.filter(is_one_of("pk", "ids", count)).order_by(), "pk", *columns)


def _by_name(query: Query, ranked: list[Hit], stories: QuerySet) -> list[Hit]:
    """«علي» alone: every story has the word, as a preposition; those that have the name in the headline go first."""
    headline = build_localized_fieldname("headline", query.language)
    found = stories.filter(id__among=[hit.article for hit in ranked], **{f"{headline}__contains": NAME})
    named = {pk for pk, text in found.order_by().values_list("pk", headline) if as_typed(query.spellings, text) > 1}
    best = ranked[0].score if ranked else 0.0
    return in_order(hit._replace(score=hit.score + best * (hit.article in named)) for hit in ranked)


def _newest(query: Query, stories: QuerySet) -> Results:
    column = build_localized_fieldname("published_at", query.language)
    newest = stories.order_by(f"-{column}", "-pk").annotate(out_at=seconds(column))[:MOST]
    hits = [
        Hit(0.0, out_at, pk, 1.0, *rest) for out_at, pk, *rest in rows_of(newest, "out_at", "pk", "section_id", "kind")
    ]
    if query.excluded:
        unwanted = wanted(query, Statistics(0, 0.0, {}, {}))
        documents = SearchDocument.objects.current().filter(language=query.language)
        rows = documents.filter(article__id__among=[hit.article for hit in hits]).values_list("article", "words")
        kept = {pk for pk, words in rows if not has_excluded(unwanted, words.encode())}
        hits = [hit for hit in hits if hit.article in kept]
    return Results(query, hits, stories)


def _within(query: Query, since: date | None, until: date | None) -> Query:
    """The query for no other days than these."""
    first = max(filter(None, (query.since, since)), default=None)
    last = min(filter(None, (query.until, until)), default=None)
    return replace(query, since=first, until=last) if query else query


def _narrowed(stories: QuerySet, query: Query) -> QuerySet:
    """The stories that satisfy the fields of the query."""
    for names, keep in ((query.fields, True), (query.excluded_fields, False)):
        for name, value in names:
            condition = _condition(name, value)
            stories = stories.filter(**condition) if keep else stories.exclude(**condition)
    column = build_localized_fieldname("published_at", query.language)
    zone = timezone.get_current_timezone()
    if query.since:
        stories = stories.filter(**{f"{column}__gte": datetime.combine(query.since, time.min, zone)})
    if query.until:
        stories = stories.filter(**{f"{column}__lte": datetime.combine(query.until, time.max, zone)})
    return stories


def _condition(name: str, value: str) -> dict[str, Any]:
    models: dict[str, Any] = {"author": Author, "tag": Tag, "section": Section, "source": Source}
    for text in (value, _without_articles(value)):
        if ids := list(models[name].objects.matching(text).values_list("pk", flat=True)[:500]):
            break
    if name == "section":
        ids += Section.objects.filter(parent__in=ids).values_list("pk", flat=True)
        return {"section__in": ids}
    through = {
        "author": Article.authors.through.objects.filter(author__in=ids),
        "tag": Article.tags.through.objects.filter(tag__in=ids),
        "source": Article.sources.through.objects.filter(source__in=ids),
    }[name]
    return {"pk__in": through.values("article")}


def _without_articles(name: str) -> str:
    """A name as it may be called without «ال»: «قسم:الرياضة»."""
    words = fold_key(name).split()
    return " ".join(word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word for word in words)
