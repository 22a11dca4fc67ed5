"""Tags and their merging."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import tag_verbs
from articles.admin import suggestions, tag_reports, tag_steps
from articles.admin.base import DeskAdmin, DeskForms
from articles.admin.display import NOTHING
from articles.forms import MergeTagsForm, TagForm
from articles.models import DistinctTags, Tag, TagAlias, TagMerge
from articles.related.tag_reports import usage
from articles.text import references


class TagAliasInline(DeskForms, admin.StackedInline):
    """Other spellings of the tag."""

    model = TagAlias
    extra = 1
    fields = ["name"]
    classes = ["rows-of-one"]
    template = "admin/articles/article/rows.html"


@admin.action(description=_("Merge into one tag…"), permissions=["merge"])
def merge(model_admin: Any, request: HttpRequest, tags: Any) -> HttpResponse | None:
    """Go to the page that asks which of the chosen tags remains."""
    chosen = list(tags.values_list("pk", flat=True)[:20])
    if len(chosen) < 2:
        model_admin.message_user(request, _("Choose two tags or more."), messages.WARNING)
        return None
    return HttpResponseRedirect(_merge_address(chosen))


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """What stories are about; one tag for each thing, under all its spellings."""

    form = TagForm
    list_display = ["name", "kind", "stories", "aliases_shown"]
    list_filter = ["kind"]
    inlines = [TagAliasInline]
    actions = [merge]
    fieldsets = [
        (None, {"fields": ["name", "kind", "description"]}),
        (_("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Return whether this person merges tags."""
        return request.user.has_perm("articles.merge_tag")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Count each tag's stories in the same query."""
        uses = Coalesce(Count("articles", distinct=True), 0)
        return (
            super()
            .get_queryset(request)
            .annotate(uses=uses)
            .order_by(F("uses").desc(), "-pk")
            .prefetch_related("aliases")
        )

    @admin.display(description=_("stories"), ordering="uses")
    def stories(self, tag: Tag) -> SafeString:
        """Return how many stories carry the tag, leading to them."""
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?tag={}">{}</a>', address, tag.pk, tag.uses)  # type: ignore[attr-defined]

    @admin.display(description=_("other names"))
    def aliases_shown(self, tag: Tag) -> SafeString | str:
        """Return the tag's other spellings."""
        return format_html_join("، ", "<bdi>{}</bdi>", ((alias.name,) for alias in tag.aliases.all())) or NOTHING

    def get_form(self, request: HttpRequest, obj: Tag | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Show beside the name which other tags look like this one."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and "name_ar" in form.base_fields and (warning := self._warning(request, obj)):
            form.base_fields["name_ar"].help_text = warning
        return form

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        """Save, and say when another tag already goes by one of these names."""
        super().save_related(request, form, formsets, change)
        if warning := self._warning(request, form.instance):
            self.message_user(request, warning, messages.WARNING)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show how much the tag is used."""
        if (tag := kwargs.get("obj")) is not None:
            context["usage"] = usage([tag.pk])[tag.pk]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[Any]:
        """Add the page on which tags are merged, and what makes one from the story form."""
        own = self.admin_site.admin_view
        return [
            path("merge/", own(self.merge_view), name="articles_tag_merge"),
            path("new/", own(suggestions.new_tag), name="articles_tag_new"),
            path("<int:pk>/rename/", own(self.step_view), {"step": tag_steps.rename}, name="articles_tag_rename"),
            path("<int:pk>/split/", own(self.step_view), {"step": tag_steps.split}, name="articles_tag_split"),
            path("reports/", own(self.reports_view), name="articles_tag_reports"),
            path("<int:pk>/apart/<int:other>/", own(tag_reports.tell_apart), name="articles_tag_apart"),
            path("merges/<int:pk>/undo/", own(tag_reports.undo_merge), name="articles_tag_undo_merge"),
            *super().get_urls(),
        ]

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponseRedirect:
        """Lead from a tag that somebody merged meanwhile to where it went."""
        numbers = references.numbers(object_id)
        into = Tag.objects.filter(pk__in=TagMerge.objects.lead(numbers).values()).first()
        if into is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc,no-any-return]
        text = _(
            "This tag was merged into “%(tag)s” meanwhile: nothing was done to it. See here whether it is still wanted."
        )
        self.message_user(request, text % {"tag": f"\u2068{into}\u2069"}, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[into.pk]))

    def step_view(self, request: HttpRequest, pk: int, step: Any) -> HttpResponse:
        """Rename or split a tag."""
        if self.has_change_permission(request) and not Tag.objects.filter(pk=pk).exists():
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        return step(request, pk, {**self.admin_site.each_context(request), "opts": self.opts})

    def reports_view(self, request: HttpRequest) -> HttpResponse:
        """Show the tags that want tidying."""
        return tag_reports.page(request, {**self.admin_site.each_context(request), "opts": self.opts})

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Ask which of the tags remains, and merge the others into it."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        numbers = [text for text in request.GET.get("ids", "").split(",") if text.isdecimal() and len(text) < 19][:20]
        tags = self.get_queryset(request).filter(pk__in=numbers)
        if len(tags) < 2:
            gone = _("One of these tags is gone: somebody merged or deleted it meanwhile.")
            self.message_user(request, gone if len(numbers) > 1 else _("Choose two tags or more."), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:articles_tag_changelist"))
        form = MergeTagsForm(request.POST or None, tags=tags)
        if request.method == "POST" and form.is_valid():
            into = form.cleaned_data["into"]
            try:
                with transaction.atomic():
                    for tag in tags:
                        if tag.pk != into.pk:
                            tag_verbs.merge_tags(tag, into, request.user)
            except ValidationError as error:
                self.message_user(request, " ".join(error.messages), messages.WARNING)
                return HttpResponseRedirect(reverse("admin:articles_tag_changelist"))
            self.log_change(request, into, str(_("Merged tags into this one.")))
            done = format_html(
                '{} <a href="{}#tidy-merges">{}</a>',
                _("Merged. The old addresses lead to this tag."),
                reverse("admin:articles_tag_reports"),
                _("Undo it there"),
            )
            self.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[into.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge tags"),
            "opts": self.opts,
            "tags": tags,
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/tag/merge.html", context)

    def _warning(self, request: HttpRequest, tag: Tag) -> SafeString | None:
        others = list(tag.lookalikes().exclude(pk__in=DistinctTags.objects.others(tag.pk))[:5])
        if not others:
            return None
        links = format_html_join(
            "، ",
            '<a href="{}"><bdi>{}</bdi></a>',
            ((reverse("admin:articles_tag_change", args=[other.pk]), other) for other in others),
        )
        text = format_html("{} {}.", _("Another tag goes by one of these names already:"), links)
        if not self.has_merge_permission(request):
            return text
        address = _merge_address([tag.pk, *(other.pk for other in others)])
        return format_html('{} <a href="{}">{}</a>', text, address, _("Merge them"))


def _merge_address(tags: list[int]) -> str:
    return f"{reverse('admin:articles_tag_merge')}?ids={','.join(map(str, tags))}"
