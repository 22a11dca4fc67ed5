"""The front page."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.models import Article, FrontPageSlot
from articles.models.named import LANGUAGE_CODES
from articles.views.page import Branch, in_languages, render_page, section_tree

GRID, COLUMN, BLOCKS, BLOCK, BREAKING = 6, 10, 8, 4, 5
LOOKED_OVER = 200
"""The newest stories among which those of each section are looked for first."""
MAX_SLOTS = 2 * (1 + GRID)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the stories that editors placed, the newest where they placed none, and what each section has."""
    branches = section_tree()
    slots = _slots()
    newest = list(Article.objects.published().newest_first().values_list("pk", "section_id")[:LOOKED_OVER])
    leads, placed = (_placed(slots, zone) for zone in (FrontPageSlot.Zone.LEAD, FrontPageSlot.Zone.GRID))
    placed = [*leads[1:], *(pk for pk in placed if pk not in leads)]
    rest = [pk for pk, _section in newest[: 2 * (1 + GRID) + COLUMN] if pk not in (*leads, *placed)]
    lead = [*leads[:1], *rest, *placed][:1]
    rest, placed = ([pk for pk in some if pk not in lead] for some in (rest, placed))
    front = lead + (placed + rest)[:GRID]
    latest = [pk for pk, _section in newest[: 2 * (1 + GRID) + COLUMN] if pk not in front][:COLUMN]
    blocks = _blocks(branches, newest, front)
    in_blocks = [pk for _branch, own in blocks for pk in own]
    # Each was found among the public ones just now: asking for that again would lead SQLite through all that are out.
    stories = Article.objects.for_lists().in_bulk([*front, *latest, *in_blocks])
    for slot in reversed(slots):
        if story := stories.get(slot.article_id):
            story.slot_headline = slot.headline

    def of(keys: list[int]) -> list[Article]:
        return [stories[pk] for pk in keys if pk in stories]

    context = {
        "lead": next(iter(of(lead)), None),
        "grid": of(front[1:]),
        "latest": of(latest),
        "blocks": [(branch, of(own)) for branch, own in blocks],
        "breaking": _breaking(),
    }
    alternates = in_languages(LANGUAGE_CODES, "home")
    return render_page(request, "articles/home.html", context, alternates=alternates, sections=branches)


def _slots() -> list[FrontPageSlot]:
    """Return the slots that show now and whose stories readers may see."""
    public = Exists(Article.objects.published().filter(pk=OuterRef("article_id")))
    return list(FrontPageSlot.objects.showing().filter(public)[:MAX_SLOTS])


def _placed(slots: list[FrontPageSlot], zone: str) -> list[int]:
    """Return the stories of a zone, each once."""
    return list(dict.fromkeys(slot.article_id for slot in slots if slot.zone == zone))


def _breaking() -> list[Article]:
    """Return the newest of the few stories marked as breaking: found by the mark, so that no other is looked at."""
    marked = list(Article.objects.breaking().order_by().values_list("pk", flat=True))
    if not marked:
        return []
    stories = Article.objects.published().filter(pk__in=marked).only("headline", "slug", "published_at")
    return sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True)[:BREAKING]


def _blocks(
    branches: list[Branch], newest: list[tuple[int, int | None]], front: list[int]
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
        public = Article.objects.published().exclude(pk__in=front).newest_first()
        for branch in quiet:
            own = public.filter(section__in=branch.ids)
            found[branch.section.pk] = list(own.values_list("pk", flat=True)[:BLOCK])
    return [(branch, own) for branch in chosen if (own := found[branch.section.pk])]
