"""The front page as a board: what stands where, moved by dragging or by buttons and saved at once."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import clock
from articles.admin.display import moment_of, shown_status
from articles.models import Article, FrontPageSlot

Zone = FrontPageSlot.Zone
Order = dict[str, list[int]]
STATES = {
    "showing": gettext_lazy("on the front page now"),
    "later": gettext_lazy("its time is to come"),
    "over": gettext_lazy("its time is over"),
    "hidden": gettext_lazy("readers do not see this story now"),
}


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the zones with their slots; put a slot in another place."""
    if not request.user.has_perm("articles.view_frontpageslot"):
        raise PermissionDenied
    may_change = request.user.has_perm("articles.change_frontpageslot")
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        _act(request)
        return HttpResponseRedirect(request.path)
    slots = FrontPageSlot.objects.prefetch_related(Prefetch("article", queryset=Article.objects.for_lists()))
    now = clock.now()
    rows = [_row(slot, now) for slot in slots]
    context |= {
        "title": _("Order of the front page"),
        "zones": [(zone, [row for row in rows if row["slot"].zone == zone]) for zone in (Zone.LEAD, Zone.GRID)],
        "may_change": may_change,
    }
    return TemplateResponse(request, "admin/planning/front_board.html", context)


def _act(request: HttpRequest) -> None:
    order = _moved(request.POST["move"]) if "move" in request.POST else _order(request.POST.get("order", ""))
    try:
        moved = bool(order) and FrontPageSlot.objects.arrange(order)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return
    if moved:
        messages.success(request, _("Saved: readers see this order now."))


def _row(slot: FrontPageSlot, now: datetime) -> dict[str, Any]:
    return {
        "slot": slot,
        "article": slot.article,
        "state": (state := _state(slot, now)),
        "told": STATES[state],
        "status": shown_status(slot.article),
        "times": [
            (label, moment_of(at))
            for label, at in ((_("from"), slot.shows_from), (_("until"), slot.shows_until))
            if at is not None
        ],
    }


def _state(slot: FrontPageSlot, now: datetime) -> str:
    if slot.shows_until and slot.shows_until <= now:
        return "over"
    if slot.shows_from and slot.shows_from > now:
        return "later"
    return "showing" if slot.article.languages_out(now) else "hidden"


def _moved(text: str) -> Order:
    """The order after «up:7», «down:7» or «zone:7»; empty when there is no such step."""
    way, _colon, number = text.partition(":")
    order: Order = {zone: [] for zone in Zone.values}
    for pk, zone in FrontPageSlot.objects.values_list("pk", "zone"):
        order[zone].append(pk)
    stands = next((zone for zone, keys in order.items() if number in map(str, keys)), None)
    if stands is None:
        return {}
    keys = order[stands]
    at = keys.index(pk := int(number))
    keys.pop(at)
    match way:
        case "up":
            keys.insert(max(at - 1, 0), pk)
        case "down":
            keys.insert(at + 1, pk)
        case "zone":
            order[Zone.GRID if stands == Zone.LEAD else Zone.LEAD].insert(0, pk)
        case _:
            return {}
    return order


def _order(text: str) -> Order:
    """The order that «lead:3,5;grid:7» tells; what makes no sense in it is passed over."""
    order: Order = {}
    for part in text[:10_000].split(";"):
        zone, _colon, numbers = part.partition(":")
        if zone in Zone.values:
            order[zone] = [int(number) for number in numbers.split(",") if number.isdecimal() and len(number) < 19]
    return order
