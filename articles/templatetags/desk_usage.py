"""How much a tag is used, as a small chart with its words."""

from typing import Any

from django import template
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from articles.related.tag_reports import Month
from articles.templatetags.times import period_name

register = template.Library()

STEP, BAR, HEIGHT = 10, 8, 32
"""Units of the drawing: from bar to bar, a bar's width, and the tallest bar."""


@register.inclusion_tag("admin/articles/tag/_usage.html")
def usage_chart(months: list[Month]) -> dict[str, Any]:
    """Draw how many stories came out in each month, in the direction of reading, and say the same in a sentence."""
    most = max(month.stories for month in months)
    heights = [round(HEIGHT * month.stories / most, 1) if most else 0 for month in months]
    width = STEP * len(months)
    lefts = [STEP * place for place in range(len(months))]
    if get_language_bidi():
        lefts = [width - STEP - left for left in lefts]
    bars = [
        {"left": left, "top": HEIGHT - height, "height": height, "words": f"{_name(month)}: {month.stories}"}
        for left, height, month in zip(lefts, heights, months, strict=True)
    ]
    return {"bars": bars, "width": width, "bar_width": BAR, "height": HEIGHT, "words": _in_words(months, most)}


def _in_words(months: list[Month], most: int) -> str:
    total = sum(month.stories for month in months)
    if not total:
        return _("No story in %(count)s months.") % {"count": len(months)}
    peak = next(month for month in reversed(months) if month.stories == most)
    told = ngettext("%(count)s story", "%(count)s stories", total) % {"count": total}
    return _("%(stories)s in %(count)s months, most in %(month)s (%(most)s).") % {
        "stories": told, "count": len(months), "month": _name(peak), "most": most,
    }  # fmt: skip


def _name(month: Month) -> str:
    return period_name("month", month.first)
