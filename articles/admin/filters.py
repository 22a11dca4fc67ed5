"""What narrows the list of stories."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.display import role_name
from articles.models import Tag
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import endonym

MOST_USED = 15


class RoleFilter(admin.RelatedFieldListFilter):
    """The groups of the desk, by what their roles are called."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """Offer every group."""
        return [(pk, role_name(str(name))) for pk, name in super().field_choices(field, request, model_admin)]


class MineFilter(admin.SimpleListFilter):
    """Whose stories."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the person's own."""
        return [("mine", _("mine")), ("imported", _("imported"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the person's own stories, or those that an importer brought."""
        match self.value():
            case "mine":
                return queryset.filter(created_by=request.user)
            case "imported":
                return queryset.exclude(import_ref=None)
        return queryset


class LanguageOutFilter(admin.SimpleListFilter):
    """The language in which readers see the story."""

    title = _("out in")
    parameter_name = "out"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer every language, scheduled stories and stories that are nowhere out."""
        languages = [(code, endonym(code)) for code in LANGUAGE_CODES]
        return [*languages, ("scheduled", _("scheduled")), ("none", _("nowhere"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the stories that are out in the language."""
        value = self.value()
        if value in LANGUAGE_CODES:
            return queryset.published(value)
        if value == "scheduled":
            return queryset.scheduled()
        if value == "none":
            return queryset.exclude(pk__in=queryset.model.objects.published_anywhere().values("pk"))
        return queryset


class TagFilter(admin.SimpleListFilter):
    """The tags that most stories carry, and the one that is chosen."""

    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the most used tags."""
        used = list(Tag.objects.annotate(uses=Count("articles")).filter(uses__gt=0).order_by("-uses", "pk")[:MOST_USED])
        chosen = request.GET.get(self.parameter_name, "")
        if chosen.isdecimal() and len(chosen) < 19 and int(chosen) not in {tag.pk for tag in used}:
            used += Tag.objects.filter(pk=chosen)
        return [(str(tag.pk), str(tag)) for tag in used]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the stories with the tag."""
        value = self.value() or ""
        if not value:
            return queryset
        return queryset.filter(tags=value) if value.isdecimal() and len(value) < 19 else queryset.none()
