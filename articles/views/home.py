"""The front page."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.models import Article, FrontPageSlot
from articles.models.named import LANGUAGE_CODES
from articles.views.page import Branch, in_languages, render_page, section_tree

GRID, COLUMN, BLOCKS, BLOCK, BREAKING = 6, 10, 8, 4, 5
MAX_SLOTS = 2 * (1 + GRID)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the stories that editors placed, the newest where they placed none, and what each section has."""
    branches = section_tree()
    leads, placed = _placed()
    placed = [*leads[1:], *placed]
    newest = list(Article.objects.published().newest_first().for_lists()[: 2 * (1 + GRID) + COLUMN])
    rest = [story for story in newest if story not in leads and story not in placed]
    lead = leads[0] if leads else rest.pop(0) if rest else placed.pop(0) if placed else None
    grid = (placed + rest)[:GRID]
    front = [lead, *grid]
    context = {
        "lead": lead,
        "grid": grid,
        "latest": [story for story in newest if story not in front][:COLUMN],
        "blocks": _blocks(branches, front),
        "breaking": _breaking(),
    }
    alternates = in_languages(LANGUAGE_CODES, "home")
    return render_page(request, "articles/home.html", context, alternates=alternates, sections=branches)


def _breaking() -> list[Article]:
    """Return the newest of the few stories marked as breaking, sorted here: the database is to begin with the mark."""
    stories = Article.objects.published().breaking().order_by().only("headline", "slug", "published_at")
    return sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True)[:BREAKING]


def _placed() -> tuple[list[Article], list[Article]]:
    """Return the stories of the slots that show now, lead and grid, each once, with the ``slot_headline``."""
    public = Exists(Article.objects.published().filter(pk=OuterRef("article_id")))
    slots = list(FrontPageSlot.objects.showing().filter(public)[:MAX_SLOTS])
    stories = Article.objects.published().for_lists().in_bulk([slot.article_id for slot in slots])
    zones: dict[str, list[Article]] = {zone: [] for zone in FrontPageSlot.Zone.values}
    for slot in slots:
        story = stories.pop(slot.article_id, None)
        if story is not None:
            story.slot_headline = slot.headline  # type: ignore[attr-defined]
            zones[slot.zone].append(story)
    return zones[FrontPageSlot.Zone.LEAD], zones[FrontPageSlot.Zone.GRID]


def _blocks(branches: list[Branch], front: list[Article | None]) -> list[tuple[Branch, list[Article]]]:
    """Return the menu's sections with the newest stories of each that the front does not show, in two queries."""
    shown = [story.pk for story in front if story]
    chosen = [branch for branch in branches if branch.section.in_menu][:BLOCKS]
    public = Article.objects.published().exclude(pk__in=shown).newest_first()
    newest = Q(pk=None)
    for branch in chosen:
        newest |= Q(pk__in=public.filter(section__in=branch.ids).values("pk")[:BLOCK])
    stories = list(Article.objects.published().filter(newest).newest_first().for_lists())
    blocks = [(branch, [story for story in stories if story.section_id in branch.ids]) for branch in chosen]
    return [(branch, found) for branch, found in blocks if found]
