"""The desk's page for people."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskLists
from articles.admin.display import role_of
from articles.admin.filters import RoleFilter
from articles.text.arabic import fold_key
from newsroom.accounts.models import User

POWERS = ("is_superuser", "user_permissions")


@admin.register(User)
class UserAdmin(DeskLists, DjangoUserAdmin):
    """Django's user page with the interface language; only a superuser makes or changes a superuser."""

    fieldsets = (*DjangoUserAdmin.fieldsets, (_("Desk"), {"fields": ["interface_language"]}))
    list_display = ["username", "first_name", "last_name", "email", "is_staff", "interface_language"]
    list_filter = ["is_active", "is_staff", "is_superuser", ("groups", RoleFilter)]
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find a person by every word of the search, in any spelling; a newsroom has few enough to read their names."""
        if not search_term.strip():
            return queryset, False
        words = fold_key(search_term).split()
        rows = queryset.values_list("pk", "username", "first_name", "last_name", "email") if words else []
        keys = {pk: fold_key(" ".join(texts)) for pk, *texts in rows}
        return queryset.filter(pk__in=[pk for pk, key in keys.items() if all(word in key for word in words)]), False

    def formfield_for_manytomany(self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the groups as boxes, by what their roles are called."""
        if db_field.remote_field.model is Group:
            kwargs["widget"] = CheckboxSelectMultiple()
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.remote_field.model is Group:
            field.label_from_instance = role_of  # type: ignore[attr-defined, method-assign]
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Leave powers beyond those of the groups to superusers."""
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else [*own, *POWERS]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep superusers out of reach of everybody else."""
        return super().has_change_permission(request, obj) and _within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep superusers out of reach of everybody else."""
        return super().has_delete_permission(request, obj) and _within_reach(request, obj)


def _within_reach(request: HttpRequest, person: User | None) -> bool:
    return person is None or not person.is_superuser or request.user.is_superuser
