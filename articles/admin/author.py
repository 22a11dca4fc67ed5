"""Those who sign."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.models import Author


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    """People, agencies and desks."""

    list_display = ["name", "kind", "role_title", "stories"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "role_title", "biography", "portrait", "user"]}),
        (_("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Count each author's stories in the same query."""
        return super().get_queryset(request).annotate(signed=Count("bylines__article", distinct=True))

    @admin.display(description=_("stories"), ordering="signed")
    def stories(self, author: Author) -> int:
        """Return how many stories carry this name."""
        return author.signed  # type: ignore[attr-defined, no-any-return]
