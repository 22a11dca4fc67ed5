"""Sections."""

from django.contrib import admin

from articles.admin.base import DeskAdmin
from articles.models import Section


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    """Sections in the order of the menu."""

    list_display = ["name", "parent", "position", "in_menu"]
    list_editable = ["position", "in_menu"]
    list_select_related = ["parent"]
    fields = ["name", "description", "parent", "position", "in_menu", "slug"]
