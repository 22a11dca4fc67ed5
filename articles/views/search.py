"""Search: what was found, how it divides, and what else may have been meant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import clock
from articles.filters import SearchFilter
from articles.models import Article
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES
from articles.search import asked
from articles.search.days import Named, named_days
from articles.search.did_you_mean import Suggestion, did_you_mean
from articles.search.engine import Results
from articles.search.engine import search as find
from articles.search.facets import Facets, facets, popular_tags
from articles.search.order import newest_first
from articles.search.query import Atom, Query, parse
from articles.search.shown import Found, shown
from articles.search.variants import spellings
from articles.text import arabic
from articles.views import search_facets
from articles.views.misnamed import renamed
from articles.views.page import ids_by_slug, render_page, section_tree, sections_by_number
from articles.views.page import in_languages as addresses

MAX_QUERY = 200
PAGE_SIZE = 20
NEAR = 5
"""Stories shown where nothing was found."""
FEW = 4
"""With fewer stories than these, a better spelling is looked for even of words that were found."""


@dataclass
class Published:
    """What was published on a day, or in a month, that a query names: the days, the words beside them, the address."""

    named: Named
    url: str


@dataclass
class Answer:
    """What the page shows for a query: a page of stories, or what is near when there are none."""

    results: Results
    page: Page
    found: list[Found] = field(default_factory=list)
    suggestion: Suggestion | None = None
    spellings: list[list[str]] = field(default_factory=list)
    near: list[Found] = field(default_factory=list)
    published: Published | None = None


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the stories that answer what a reader looks for."""
    language = current_language()
    words = request.GET.get("q", "").replace("\0", " ").strip()[:MAX_QUERY]
    branches = section_tree()
    chosen = SearchFilter(request.GET, Article.objects.all(), sections=ids_by_slug(branches))
    is_query = bool(arabic.fold_key(words))
    answer = _answer(chosen, words if is_query else "", language, request.GET.get("page", "1"))
    counted = facets(answer.results) if len(answer.results) > 1 else Facets()
    context = {
        "words": words if is_query else "",
        "typed": words,
        "is_no_word": bool(words) and not is_query,
        "answer": answer,
        "filter": chosen,
        "facets": search_facets.groups(counted, chosen, branches, request.GET),
        "conditions": search_facets.conditions(chosen, branches, request.GET),
        "orders": search_facets.orders(chosen, request.GET),
        "hidden": search_facets.kept(request.GET, without=("from", "to")),
        "page_link": search_facets.link(request.GET),
        "without_conditions": search_facets.link(QueryDict(mutable=True), q=words),
        "popular": [] if answer.found else popular_tags(language),
        "is_part": True,
    }
    alternates = addresses(LANGUAGE_CODES, "search")
    response = render_page(request, "articles/search.html", context, alternates=alternates)
    if is_query and not chosen.chosen and "page" not in request.GET:
        # The page may be stored: whoever sends it tells of each sending.
        response.when_sent = partial(asked.count, language, words, len(answer.results))
    return response


def _answer(chosen: SearchFilter, words: str, language: str, number: str) -> Answer:
    results = find(chosen.qs, words, language, since=chosen.first_day, until=chosen.last_day)
    if chosen.is_newest_first:
        results = newest_first(results)
    page = Paginator(results.ids, PAGE_SIZE).get_page(number)
    answer = Answer(results, page, _shown(results, page.object_list))
    if not words:
        return answer
    answer.spellings = spellings(results.marker.seen, results.query)
    is_plain = page.number == 1 and not chosen.chosen
    if not results or (is_plain and (len(results) < FEW or _is_missed(results))):
        answer.suggestion = _suggestion(answer, words, language)
    if is_plain:
        answer.published = _published(results.query, language)
    if not answer.found:
        answer.near = _near(answer, chosen, words, language)
    return answer


def _published(query: Query, language: str) -> Published | None:
    """What was published on the days that a query names among its words, when there is something."""
    named = named_days(query.text, clock.today())
    if named is None or query.since or query.until:
        return None
    days = f"since:{named.first} until:{named.last}"
    if not find(Article.objects.all(), f"{named.words} {days}", language).hits:
        return None
    if named.words:
        dates = {"from": str(named.first), "to": str(named.last)}
        return Published(named, search_facets.link(QueryDict(mutable=True), q=named.words, **dates))
    numbers = [named.first.year, named.first.month, *([named.first.day] if named.level == "day" else [])]
    return Published(named, reverse(f"articles:archive_{named.level}", args=numbers))


def _shown(results: Results, ids: Iterable[int]) -> list[Found]:
    return shown(results, ids, sections_by_number())


def _suggestion(answer: Answer, words: str, language: str) -> Suggestion | None:
    """A better spelling, but not of words found in another form, nor of those in headlines, which are read twice."""
    if not answer.results and (text := renamed(answer.results.query, language)):
        results = find(Article.objects.all(), text, language)
        return Suggestion(text, results) if results else None
    headlines = " ".join(found.story.headline or "" for found in answer.found)
    right = {*arabic.words(headlines)}
    for group in answer.results.query.groups:
        if not all(atom.asked for atom in group):
            right.update(atom.word for atom in group if atom.asked)
    return did_you_mean(Article.objects.all(), words, language, right)


def _is_missed(results: Results) -> bool:
    """Whether some word of the query stands in no text on the page."""
    known = {word for piece in results.marker.seen for word in arabic.PIECES[piece]}

    def stands(atom: Atom) -> bool:
        return atom.prefix or not any(known.isdisjoint({word, *_forms(word, results)}) for word in atom.words)

    return not all(any(map(stands, group)) for group in results.query.groups)


def _forms(word: str, results: Results) -> frozenset[str]:
    return results.forms.get(arabic.stem(word, results.query.language), frozenset())


def _near(answer: Answer, chosen: SearchFilter, words: str, language: str) -> list[Found]:
    """What is near when nothing was found: its better spelling, or its words without conditions and operators."""
    if answer.suggestion:
        results = answer.suggestion.results
    else:
        query = parse(words, language)
        if query.is_plain and not chosen.chosen:
            return []
        results = find(Article.objects.all(), query.loosened, language)
    return _shown(results, results.ids[:NEAR])
