"""What the desk's pages have in common: the direction of each field by its language, and search in any spelling."""

from itertools import chain, islice
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Concat
from django.forms import Field, Media, MultiWidget, Textarea
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from articles.admin.display import NOTHING
from articles.admin.widgets import BodyEditor, ImagePicker, StoryPicker
from articles.forms.moments import SplitMomentField
from articles.models import Article, Image
from articles.models.named import LANGUAGE_CODES, Named
from articles.related.near_names import near
from articles.search.layouts import retyped
from articles.templatetags.desk_languages import direction, endonym
from articles.text import arabic

LEFT_TO_RIGHT = (models.URLField, models.EmailField)


def desk_script(name: str) -> Script:
    """Return one of the desk's own scripts, as a module."""
    return Script(f"newsroom/js/desk/{name}.js", type="module")


class DeskForms:
    """Fields that carry their language and direction, for pages and the rows inside them."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Return a form field in the direction of its text."""
        if isinstance(db_field, models.DateTimeField):
            kwargs.setdefault("form_class", SplitMomentField)
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is None:
            return None
        if isinstance(field, SplitMomentField):
            for part, name in zip(field.widget.widgets, (_("day"), _("time")), strict=True):
                part.attrs["aria-label"] = name
        language = getattr(db_field, "language", None)
        if language:
            self._mark_language(field, db_field, language)
        elif isinstance(db_field, LEFT_TO_RIGHT):
            field.widget.attrs["dir"] = "ltr"
        return field

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose stories and pictures by searching, not from a list of all there are."""
        pickers = {Article: StoryPicker, Image: ImagePicker}
        if "widget" not in kwargs and db_field.remote_field.model in pickers:
            kwargs["widget"] = pickers[db_field.remote_field.model]()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def _mark_language(self, field: Field, db_field: models.Field, language: str) -> None:
        name = getattr(db_field.translated_field, "verbose_name", "")  # type: ignore[attr-defined]
        field.label = f"{capfirst(str(name))} · {endonym(language)}"
        if isinstance(field.widget, MultiWidget):
            field.widget.attrs.pop("class", None)
            return
        field.widget.attrs |= {"lang": language, "dir": direction(language)}
        if isinstance(field.widget, Textarea) and not isinstance(field.widget, BodyEditor):
            field.widget.attrs["rows"] = min(int(field.widget.attrs["rows"]), 3)


class DeskLists:
    """Lists that say what they list, and of what."""

    show_full_result_count = False
    empty_value_display = NOTHING

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Head the list with what it lists."""
        title = capfirst(str(self.opts.verbose_name_plural))  # type: ignore[attr-defined]
        return super().changelist_view(request, {"title": title, **(extra_context or {})})  # type: ignore[misc]

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Name the fields that are changed in the list itself, which stand under their column's heading."""
        formset = super().get_changelist_formset(request, **kwargs)  # type: ignore[misc]
        for field in formset.form.base_fields.values():
            field.widget.attrs["aria-label"] = capfirst(str(field.label or ""))
        return formset


class DeskInline(DeskForms, TranslationStackedInline):
    """Rows inside a page, which stay readable on a phone."""

    extra = 1


MOST_NEAR = 100
"""Names that are shown where none is as it was typed."""


class DeskAdmin(DeskLists, DeskForms, TranslationAdmin):
    """A page of the desk whose list is searched in any spelling."""

    search_fields: Any = ("search_key",)
    list_per_page = 50
    begin_at = ""
    """The field in which a new record is begun, where that is not the first."""

    @property
    def media(self) -> Media:
        """The scripts of every form of the desk."""
        names = ("language-bar", "control-names", "pickers", "sortable", "unsaved")
        return super().media + Media(js=[desk_script(name) for name in names])  # type: ignore[misc]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Head the form with what it is, in words that need no grammar of the record's name, and put the caret into it.

        The browser sets the caret when it first shows the page, and not when somebody writes already.
        """
        name = str(self.opts.verbose_name)
        context["title"] = _("Add: %(name)s") % {"name": name} if kwargs.get("add") else capfirst(name)
        if kwargs.get("add") and request.method == "GET" and not context.get("unsaved"):
            fields = context["adminform"].form.fields
            first = fields.get(self.begin_at) or next(iter(fields.values()), None)
            if first is not None:
                first.widget.attrs["autofocus"] = True
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find by every word of the search, in any spelling: first who is called just that, then whose name begins so.

        A name that nothing answers to is looked for as the same keys write it on another layout, then but for a slip.
        """
        if not search_term.strip():
            return queryset, False
        if not issubclass(queryset.model, Named):
            return (queryset.matching(search_term) if arabic.fold_key(search_term) else queryset.none()), False
        typed = [search_term, *(other for code in LANGUAGE_CODES for other in retyped(search_term, code))]
        typed = [text for text in dict.fromkeys(typed) if arabic.fold_key(text)]
        matching = (_best_first(queryset.matching(text), arabic.fold_key(text)) for text in typed)
        near_ones = (queryset.filter(pk__in=_near(queryset, arabic.fold_key(text))) for text in typed)
        return next((found for found in chain(matching, near_ones) if found.exists()), queryset.none()), False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Name what goes with a deletion, without the rows that only tie two records together."""
        to_delete, counts, permissions, protected = super().get_deleted_objects(objs, request)
        ties = {str(field.remote_field.through._meta.verbose_name) for field in _automatic_ties(self.model)}
        ties_plural = {
            str(field.remote_field.through._meta.verbose_name_plural) for field in _automatic_ties(self.model)
        }
        counts = {name: count for name, count in counts.items() if str(name) not in ties_plural}
        return _without(to_delete, tuple(f"{capfirst(tie)}: " for tie in ties)), counts, permissions, protected


def _automatic_ties(model: type[models.Model]) -> list[Any]:
    own = list(model._meta.many_to_many)
    others = [relation.field for relation in model._meta.related_objects if relation.many_to_many]
    return [field for field in (*own, *others) if field.remote_field.through._meta.auto_created]


def _without(tree: list[Any], openings: tuple[str, ...]) -> list[Any]:
    kept = [branch for branch in tree if isinstance(branch, list) or not str(branch).startswith(openings)]
    pruned = [_without(branch, openings) if isinstance(branch, list) else branch for branch in kept]
    return [branch for branch in pruned if branch != []]


class DeskPlainAdmin(DeskLists, DeskForms, admin.ModelAdmin):
    """A page of the desk for a record without translated fields."""

    @property
    def media(self) -> Media:
        """The scripts of every form of the desk."""
        return super().media + Media(js=[desk_script(name) for name in ("control-names", "unsaved")])  # type: ignore[misc]


def _best_first(found: Any, key: str) -> Any:
    """Put before the others the names that are the folded ``key``, and then those that begin with it."""
    ordered = found.query.order_by or found.model._meta.ordering
    names = Concat(Value("\n"), "search_key", Value("\n"), output_field=models.TextField())
    whole, begun = When(names_of__contains=f"\n{key}\n", then=0), When(names_of__contains=f"\n{key}", then=1)
    return found.alias(names_of=names).order_by(Case(whole, begun, default=2), *ordered)


def _near(records: Any, typed: str) -> list[int]:
    names = records.order_by().values_list("pk", "search_key")
    return list(islice(near(typed, names), MOST_NEAR))
