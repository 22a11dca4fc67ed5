"""What narrows the picture library."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models.named import in_languages

SOON = 30
"""Days before the end of its rights from which a picture stands in the list of those that end."""


class RightsFilter(admin.SimpleListFilter):
    """Whether and when the rights to a picture end; the soonest stand first."""

    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what is over and what soon will be."""
        return [
            ("ending", _("end within 30 days")),
            ("over", _("have ended")),
            ("dated", _("end some day")),
            ("open", _("have no end")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the pictures by their rights."""
        match self.value():
            case "ending":
                return queryset.rights_end_within(SOON)
            case "over":
                return queryset.rights_over()
            case "dated":
                return queryset.exclude(rights_expire_on=None)
            case "open":
                return queryset.filter(rights_expire_on=None)
        return queryset


class UseFilter(admin.SimpleListFilter):
    """Whether a picture stands anywhere."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer used and unused."""
        return [("used", _("used")), ("unused", _("not used"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the pictures that stand somewhere, or nowhere."""
        unused = queryset.model.objects.unused().values("pk")
        match self.value():
            case "used":
                return queryset.exclude(pk__in=unused)
            case "unused":
                return queryset.filter(pk__in=unused)
        return queryset


class LacksFilter(admin.SimpleListFilter):
    """What a picture lacks before it should be published."""

    title = _("missing")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what is most often forgotten."""
        return [("alt", _("alternative text")), ("credit", _("credit"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the pictures that lack it."""
        column = {"alt": in_languages("alt")[0], "credit": "credit"}.get(self.value() or "")
        return queryset.filter(Q(**{column: ""}) | Q(**{f"{column}__isnull": True})) if column else queryset
