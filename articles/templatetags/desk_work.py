"""What waits at the desk beside the stories themselves, for the start page and the list of stories."""

from typing import Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.models import Article, PendingEdit

register = template.Library()


class Work(NamedTuple):
    """A page of the desk, and how much waits there."""

    name: str
    label: str | Promise
    waiting: int
    url: str


@register.simple_tag(takes_context=True)
def desk_work(context: dict[str, Any]) -> list[Work]:
    """Return the waiting changes to live stories and the bin, for those whose work they are."""
    person = context["request"].user
    works: list[Work] = []
    if workflow.holds(person, "articles.change_public_article"):
        waiting = PendingEdit.objects.waiting().filter(article__deleted_at=None).count()
        works.append(Work("edits", _("Waiting changes"), waiting, reverse("admin:articles_article_edits")))
    if workflow.holds(person, "articles.delete_article"):
        works.append(Work("bin", _("Bin"), Article.objects.in_bin().count(), reverse("admin:articles_article_bin")))
    return works
