"""Rights in a part of the newsroom: who edits which section, who answers for which language."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import Field, ModelChoiceField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskPlainAdmin
from articles.admin.display import NOTHING, role_name, role_of
from articles.admin.filters import RoleFilter
from articles.models import Grant
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import endonym


@admin.register(Grant)
class GrantAdmin(DeskPlainAdmin):
    """Grants, by whom they are held."""

    autocomplete_fields = ["person"]
    fieldsets = [
        (
            None,
            {
                "fields": ["person", "group", "role", "section", "language"],
                "description": _(
                    "Whoever holds a grant may do in this section, with its subsections, or in this language what the "
                    "role may do everywhere. Give people a group of their own first: with a grant alone they do not "
                    "see the stories."
                ),
            },
        )
    ]
    list_display = ["holder_shown", "role_shown", "section", "language_shown"]
    list_filter = [("role", RoleFilter), "section"]
    list_select_related = ["person", "group", "role", "section"]

    @admin.display(description=_("holder"), ordering="person")
    def holder_shown(self, grant: Grant) -> SafeString:
        """Return the person or the group."""
        return format_html("<bdi>{}</bdi>", grant.person or grant.group)

    @admin.display(description=_("with the rights of"), ordering="role")
    def role_shown(self, grant: Grant) -> str:
        """Return the role by its name in the desk's language."""
        return role_name(grant.role.name)

    @admin.display(description=_("language"), ordering="language")
    def language_shown(self, grant: Grant) -> str:
        """Return the language's own name."""
        return endonym(grant.language) if grant.language in LANGUAGE_CODES else NOTHING

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Leave the adding of people and sections to their own pages, and name the roles in the desk's language."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField):
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
            if db_field.name in ("role", "group"):
                field.label_from_instance = role_of  # type: ignore[method-assign]
        return field
