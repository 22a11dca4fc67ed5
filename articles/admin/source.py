"""Agencies and outlets."""

from django.contrib import admin

from articles.admin.base import DeskAdmin
from articles.forms import SourceForm
from articles.models import Source


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    """Agencies under every name by which copy calls them."""

    form = SourceForm
    list_display = ["name", "abbreviation", "website"]
    fields = ["name", "abbreviation", "aliases", "website", "slug"]
