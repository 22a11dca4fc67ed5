"""The desk's page for people."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Django's user page with the interface language."""

    fieldsets = (*DjangoUserAdmin.fieldsets, (_("Desk"), {"fields": ["interface_language"]}))
    list_display = ["username", "first_name", "last_name", "email", "is_staff", "interface_language"]
