"""The front page."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import clock
from articles.models import Article, FrontPageSlot, Teaser
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES
from articles.models.prepared import NOW, prepared, tuples
from articles.models.shelf import Shelf
from articles.models.teaser import PK, headline_columns, rows_of, sign, teasers
from articles.views.page import Branch, in_languages, render_page, section_tree, sections_by_number

GRID, COLUMN, BLOCKS, BLOCK, BREAKING = 6, 10, 8, 4, 5
LOOKED_OVER = 200
"""The newest stories among which those of each section are looked for first."""
MAX_SLOTS = 2 * (1 + GRID)
Slot = tuple[str, int, str | None]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the stories that editors placed, the newest where they placed none, and what each section has."""
    language, now = current_language(), clock.now()
    slots: list[Slot] = _slots(language)(now=now)
    newest = _newest(language, LOOKED_OVER)(now=now)
    leads, placed = (_placed(slots, zone) for zone in (FrontPageSlot.Zone.LEAD, FrontPageSlot.Zone.GRID))
    placed = [*leads[1:], *(pk for pk in placed if pk not in leads)]
    rest = [pk for pk, _section in newest[: 2 * (1 + GRID) + COLUMN] if pk not in (*leads, *placed)]
    lead = [*leads[:1], *rest, *placed][:1]
    rest, placed = ([pk for pk in some if pk not in lead] for some in (rest, placed))
    front = lead + (placed + rest)[:GRID]
    latest = [pk for pk, _section in newest[: 2 * (1 + GRID) + COLUMN] if pk not in front][:COLUMN]
    blocks = _blocks(section_tree(), newest, front, language)
    in_blocks = [pk for _branch, own in blocks for pk in own]
    # Each was found among the public ones just now: asking for that again would lead SQLite through all that are out.
    stories = _teasers([*front, *latest, *in_blocks], lead, language)
    for _zone, article, headline in reversed(slots):
        if story := stories.get(article):
            story.slot_headline = headline or ""

    def of(keys: list[int]) -> list[Teaser]:
        return [stories[pk] for pk in keys if pk in stories]

    context = {
        "lead": next(iter(of(lead)), None),
        "grid": of(front[1:]),
        "latest": of(latest),
        "blocks": [(branch, of(own)) for branch, own in blocks],
        "breaking": _breaking(language),
    }
    return render_page(request, "articles/home.html", context, alternates=in_languages(LANGUAGE_CODES, "home"))


@prepared
def _slots(language: str) -> QuerySet:
    """The slots that show now and whose stories readers may see."""
    public = Exists(Article.objects.published(language, NOW).filter(pk=OuterRef("article_id")))
    slots = FrontPageSlot.objects.showing(NOW).filter(public)
    return tuples(slots, "zone", "article_id", f"headline_{language}")[:MAX_SLOTS]


@prepared
def _newest(language: str, most: int) -> QuerySet:
    return tuples(Article.objects.published(language, NOW).newest_first(language), "pk", "section_id")[:most]


@prepared
def _marked() -> QuerySet:
    return tuples(Article.objects.breaking(NOW).order_by(), "pk")


def _placed(slots: list[Slot], zone: str) -> list[int]:
    """Return the stories of a zone, each once."""
    return list(dict.fromkeys(article for of_zone, article, _headline in slots if of_zone == zone))


def _teasers(keys: Iterable[int], signed: list[int], language: str) -> dict[int, Teaser]:
    """Return stories by number; who wrote is told of some alone."""
    rows = rows_of(language, keys)
    found = {story.pk: story for story in teasers(rows, language, sections_by_number())}
    sign([story for pk, story in found.items() if pk in signed])
    return found


def _breaking(language: str) -> list[Teaser]:
    """Return the newest of the few stories marked as breaking: found by the mark, so that no other is looked at."""
    marked = [pk for (pk,) in _marked()(now=clock.now())]
    if not marked:
        return []
    stories = tuples(Article.objects.published(language).filter(pk__in=marked), *headline_columns(language))
    found = [Teaser(language, *row) for row in stories]
    return sorted(found, key=lambda story: (story.published_at, story.pk), reverse=True)[:BREAKING]


def _blocks(
    branches: list[Branch], newest: list[tuple[int, int | None]], front: list[int], language: str
) -> list[tuple[Branch, list[int]]]:
    """Return the menu's sections with the newest stories of each that the front does not show.

    Most are among the newest of all; a section that has been quiet for long is asked for its own.
    """
    chosen = [branch for branch in branches if branch.section.in_menu][:BLOCKS]
    found = {
        branch.section.pk: [pk for pk, section in newest if section in branch.ids and pk not in front][:BLOCK]
        for branch in chosen
    }
    quiet = [branch for branch in chosen if len(found[branch.section.pk]) < BLOCK]
    if len(newest) == LOOKED_OVER:
        for branch in quiet:
            rows = Shelf(tuple(branch.ids)).rows(language, BLOCK + len(front), "before")
            found[branch.section.pk] = [row[PK] for row in rows if row[PK] not in front][:BLOCK]
    return [(branch, own) for branch in chosen if (own := found[branch.section.pk])]
