"""What readers look for, and what they do not find."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.admin.display import day
from articles.models import SearchQuery
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import endonym

SHOWN = 50
PERIODS = [("7", _("A week")), ("30", _("A month")), ("365", _("A year"))]


class PeriodForm(forms.Form):
    """How far back to look, and in which language."""

    days = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the site's languages under their own names."""
        super().__init__(*args, **kwargs)
        choices = [("", _("All languages")), *((code, endonym(code)) for code in LANGUAGE_CODES)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


@admin.register(SearchQuery)
class SearchQueryAdmin(admin.ModelAdmin):
    """A page to read: nothing here is added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers write these rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what was asked."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes what was asked."""
        return False

    def get_urls(self) -> list[Any]:
        """Return the one page."""
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="articles_searchquery_changelist")]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the queries of a period: those that find nothing, and the commonest."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = PeriodForm(request.GET or {"days": "30"})
        chosen = form.cleaned_data if form.is_valid() else {}
        days = int(chosen.get("days") or 30)
        queries = SearchQuery.objects.since(clock.today() - timedelta(days=days - 1))
        if chosen.get("language"):
            queries = queries.filter(language=chosen["language"])
        by_query = queries.by_query()
        context = {
            **self.admin_site.each_context(request),
            "title": _("What readers look for and do not find"),
            "opts": self.opts,
            "form": form,
            "lists": [
                (_("Looked for and not found"), _with_links(by_query.filter(found=0)[:SHOWN])),
                (_("Looked for most"), _with_links(by_query.filter(found__gt=0)[:SHOWN])),
            ],
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/searchquery/searches.html", context)


def _with_links(rows: Any) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        with translation.override(row["language"]):
            url = reverse("articles:search", query={"q": row["query"]})
        found.append({**row, "url": url, "endonym": endonym(row["language"]), "day_shown": day(row["last_day"])})
    return found
