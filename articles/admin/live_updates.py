"""The updates of live stories: told from the story's form, changed and taken back here."""

from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.forms import ModelForm
from django.http import HttpRequest

from articles import workflow
from articles.admin.base import DeskPlainAdmin
from articles.models import LiveUpdate


@admin.register(LiveUpdate)
class LiveUpdateAdmin(DeskPlainAdmin):
    """What readers were told, the newest first. Each act is a verb of the workflow."""

    list_display = ["headline", "article", "language", "is_key", "at", "changed_at", "by"]
    list_filter = ["language", "is_key", ("article", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["article", "by"]
    date_hierarchy = "at"
    fields = ["article", "language", "headline", "text", "is_key", "at", "changed_at", "by"]
    readonly_fields = ["article", "language", "at", "changed_at", "by"]
    actions = None

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Let each text take the direction of its own letters."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found is not None and db_field.name in ("headline", "text"):
            found.widget.attrs["dir"] = "auto"
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let nobody begin one here: it is told from the form of its story."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: LiveUpdate | None = None) -> bool:
        """Let those change an update who may tell of its story."""
        return _may("amend_live", request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: LiveUpdate | None = None) -> bool:
        """Let those take an update back who may tell of its story."""
        return _may("remove_live", request, obj)

    def save_model(self, request: HttpRequest, obj: LiveUpdate, form: ModelForm, change: bool) -> None:
        """Change an update."""
        workflow.amend_live(obj, request.user, obj.headline, obj.text, is_key=obj.is_key)

    def delete_model(self, request: HttpRequest, obj: LiveUpdate) -> None:
        """Take an update back."""
        workflow.remove_live(obj, request.user)


def _may(name: str, request: HttpRequest, update: LiveUpdate | None) -> bool:
    verb: Any = workflow.VERBS[name]
    if update is None:
        return workflow.holds(request.user, verb.permission)
    return workflow.may(update.article, verb, request.user, [update.language])
