"""The front page."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.display import status_word
from articles.forms import FrontPageSlotForm
from articles.models import Article, FrontPageSlot
from articles.models.article import current_language
from articles.models.named import in_languages
from articles.templatetags.desk_languages import as_written, headline_of


@admin.register(FrontPageSlot)
class FrontPageSlotAdmin(DeskAdmin):
    """Which story stands where, and until when."""

    form = FrontPageSlotForm
    list_display = ["headline_shown", "zone", "position", "status_shown", "shows_from", "shows_until"]
    list_editable = ["zone", "position"]
    list_filter = ["zone"]
    search_fields = in_languages("article__search_key")
    fields = ["article", ("zone", "position"), "headline", "shows_from", "shows_until"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the stories with their slots."""
        return super().get_queryset(request).prefetch_related(Prefetch("article", queryset=Article.objects.for_lists()))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find slots by the headline of their story, in any spelling."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(article__in=Article.objects.matching(search_term)), False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> ModelChoiceField | None:
        """Offer only stories that are out or scheduled."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "article":
            field.widget.attrs["data-scope"] = "public"
        return field

    @admin.display(description=_("article"))
    def headline_shown(self, slot: FrontPageSlot) -> SafeString:
        """Return the headline that this place shows."""
        return as_written(slot.headline, current_language()) if slot.headline else headline_of(slot.article)

    @admin.display(description=_("status"))
    def status_shown(self, slot: FrontPageSlot) -> SafeString:
        """Return the status of the story."""
        return status_word(slot.article)
