"""The rows of the story form: who signs it, and what it is tied to."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import Prefetch
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskForms
from articles.forms import RelatedStoryFormSet
from articles.models import Article, Byline, RelatedStory
from articles.related import desk


class BylineInline(DeskForms, admin.StackedInline):
    """Who signs, for what, in which order."""

    model = Byline
    extra = 1
    fields = [("author", "role", "position")]
    autocomplete_fields = ["author"]
    classes = ["sortable"]
    template = "admin/articles/article/rows.html"
    stands_after = "before-bylines"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the authors with the rows."""
        return super().get_queryset(request).select_related("author")


class RelatedStoryInline(DeskForms, admin.StackedInline):
    """The stories that belong to this one, in the order in which readers see them."""

    model = RelatedStory
    fk_name = "article"
    formset = RelatedStoryFormSet
    extra = 1
    classes = ["sortable"]
    fieldsets = [
        (None, {"fields": ["related", ("kind", "both_ways", "position")]}),
        (
            _("Story elsewhere"),
            {"fields": ["headline", "url", ("source", "date", "language"), "excerpt"], "classes": ["collapse"]},
        ),
    ]
    template = "admin/articles/article/related_rows.html"
    stands_after = "before-related"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the related stories' headlines with the rows."""
        related = Prefetch("related", queryset=Article.objects.for_lists())
        return super().get_queryset(request).prefetch_related(related)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Keep the buttons for adding and changing another story out of this one's form."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "related":
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


def note_accepted(formsets: Iterable[Any], accepted: Collection[int]) -> None:
    """Mark the ties that were just made by agreeing with a suggestion."""
    for formset in formsets:
        for tie in formset.new_objects:
            if isinstance(tie, RelatedStory) and tie.related_id in accepted:
                tie.origin = RelatedStory.Origin.ENGINE
                tie.save(update_fields=["origin"])


def tell_of_the_bin(request: HttpRequest, formsets: Iterable[Any]) -> None:
    """Say which of the ties just made or changed lead to a story that somebody put into the bin meanwhile."""
    saved = (
        tie for formset in formsets for tie in (*formset.new_objects, *(one for one, _names in formset.changed_objects))
    )
    for tie in saved:
        if isinstance(tie, RelatedStory) and tie.related is not None and tie.related.deleted_at is not None:
            text = _(
                "“%(story)s” is in the bin, so readers do not see it under this story. Remove it, or have it taken out."
            )
            messages.warning(request, text % {"story": f"\u2068{tie.related}\u2069"})


def note_dismissed(article: Article, dismissed: Collection[int], by: Any) -> None:
    """Never suggest again what was dismissed in the form, where the person may say so."""
    tied = set(article.related_stories.values_list("related_id", flat=True))
    if (left := [pk for pk in dismissed if pk not in tied]) and by.has_perm("articles.add_relatedstory"):
        desk.dismiss(article, left, by)
