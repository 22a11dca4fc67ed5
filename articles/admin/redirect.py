"""Addresses that have moved."""

from django.contrib import admin

from articles.admin.base import DeskPlainAdmin
from articles.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(DeskPlainAdmin):
    """Old paths and where they lead."""

    list_display = ["old_path", "target", "created_at"]
    search_fields = ["old_path", "target"]
