"""The front page."""

from django.db.models import Q
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
    placed = _placed()
    newest = list(Article.objects.published().newest_first().for_lists()[: 1 + GRID + COLUMN + len(placed)])
    rest = [story for story in newest if story not in placed]
    lead = placed.pop(0) if placed and placed[0].zone == FrontPageSlot.Zone.LEAD else (rest.pop(0) if rest else None)
    grid = (placed + rest)[:GRID]
    front = [lead, *grid]
    context = {
        "lead": lead,
        "grid": grid,
        "latest": [story for story in newest if story not in front][:COLUMN],
        "blocks": _blocks(branches, front),
        "breaking": list(
            Article.objects.published().breaking().newest_first().only("headline", "slug", "published_at")[:BREAKING]
        ),
    }
    alternates = in_languages(LANGUAGE_CODES, "home")
    return render_page(request, "articles/home.html", context, alternates=alternates, sections=branches)


def _placed() -> list[Article]:
    """Return the stories in the slots that show now, the lead first, each once, with its ``zone`` and slot headline."""
    public = Article.objects.published().values("pk")
    slots = list(FrontPageSlot.objects.showing().filter(article__in=public)[:MAX_SLOTS])
    stories = Article.objects.published().for_lists().in_bulk([slot.article_id for slot in slots])
    placed: dict[int, Article] = {}
    for slot in slots:
        story = stories.get(slot.article_id)
        if story is not None and story.pk not in placed:
            story.zone, story.slot_headline = slot.zone, slot.headline
            placed[story.pk] = story
    return list(placed.values())


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
