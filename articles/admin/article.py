"""The story: its list and its form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Field, Media, Textarea
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.admin import (
    actions,
    bin,
    desk_pages,
    drafts,
    filters,
    history,
    lookups,
    merging,
    pending_edits,
    previews,
    related_desk,
    step_api,
    step_page,
    stepping,
    suggestions,
    tagging,
    times_read,
    tying,
)
from articles.admin.base import desk_script
from articles.admin.display import shown_status
from articles.admin.finding import searched_stories
from articles.admin.once import OnceAdmin
from articles.admin.reading import reading_fieldsets, translating_fieldsets
from articles.admin.story_columns import StoryColumns
from articles.admin.story_parts import BylineInline, RelatedStoryInline
from articles.admin.widgets import BodyEditor
from articles.forms import ArticleForm, TagsField
from articles.models import Article, snapshot
from articles.models.article import Status
from articles.models.named import in_languages

PUBLISHERS_FIELDS = [*in_languages("published_at"), "expires_at", "breaking_until", "live_until"]


@admin.register(Article)
class ArticleAdmin(StoryColumns, OnceAdmin):
    """Stories in the order in which an editor works."""

    form = ArticleForm
    inlines = [BylineInline, RelatedStoryInline]
    autocomplete_fields = ["tags", "sources"]
    readonly_fields = ["status_shown", "out_shown"]
    fieldsets = [
        (_("Headline"), {"fields": ["kicker", "headline", "standfirst"], "classes": ["part-headline"]}),
        (_("Body"), {"fields": ["body"], "classes": ["part-body"]}),
        (
            _("Dateline and sources"),
            {"fields": ["dateline_place", "dateline_date", "sources"], "classes": ["part-sources", "before-bylines"]},
        ),
        (_("Section and tags"), {"fields": [("section", "kind"), "tags"], "classes": ["part-tags", "before-related"]}),
        (_("Picture"), {"fields": ["lead_image", "lead_caption"], "classes": ["part-picture"]}),
        (
            _("Publication"),
            {
                "fields": [
                    ("status_shown", "out_shown"),
                    *in_languages("published_at"),
                    "expires_at",
                    "breaking_until",
                    "live_until",
                    "updated_for_readers",
                ],
                "classes": ["part-publication"],
            },
        ),
        (
            _("Address and search engines"),
            {"fields": ["slug", "seo_title", "seo_description"], "classes": ["collapse", "part-seo"]},
        ),
    ]
    list_display = [
        *("headline_shown", "status_shown", "section", "languages_shown", "authors_shown", "published_shown"),
        "read_shown",
    ]
    list_filter = [
        filters.MineFilter,
        "status",
        filters.LanguageOutFilter,
        ("section", admin.RelatedOnlyFieldListFilter),
        "kind",
        filters.TagFilter,
    ]
    date_hierarchy = in_languages("published_at")[0]
    begin_at = in_languages("headline")[0]
    search_help_text = _("Any words of the story, its authors, tags and notes, in any spelling.")
    change_form_template = "admin/articles/article/story_form.html"

    # What may be done, and by whom

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Let people change what the workflow lets them change now."""
        if obj is None:
            return super().has_change_permission(request)
        return bool(workflow.editable_languages(obj, request.user)) or pending_edits.proposes(obj, request.user)

    def has_publish_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return whether this person publishes: everywhere, or this story."""
        return workflow.has(request.user, "articles.publish_article", obj or Article())

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return whether this person puts stories into the bin: any, or this one now."""
        if obj is None:
            return workflow.holds(request.user, bin.DELETE)
        return workflow.may(obj, workflow.VERBS["move_to_bin"], request.user)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer for many stories what this person may do to some."""
        return {} if IS_POPUP_VAR in request.GET else actions.actions_of(request.user)

    # The list

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load for the list what it shows, and nothing else."""
        stories = super().get_queryset(request).kept()
        match = request.resolver_match
        is_list = match and match.url_name == "articles_article_changelist"
        return stories.for_lists().prefetch_related(times_read.by_day()) if is_list else stories

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find by every text of a story, its names and its notes; the best first unless a column was chosen."""
        return searched_stories(queryset, search_term, ranked="o" not in request.GET), False

    # The form

    def get_urls(self) -> list[Any]:
        """Add what the form asks for while a story is written, and the pages that stand beside it."""
        own = self.admin_site.admin_view
        return [
            path("lookup/", own(lookups.stories), name="articles_article_lookup"),
            path("suggestions/", own(suggestions.suggestions), name="articles_article_suggestions"),
            path("related-desk/", own(self.related_desk_view), name="articles_article_related_desk"),
            path("compare/<int:pk>/", own(self.compare_view), name="articles_article_compare"),
            path("<int:pk>/step/<str:name>/", own(self.step_view), name="articles_article_step"),
            *bin.urls(self),
            *history.urls(self),
            *drafts.urls(self),
            *merging.urls(self),
            *pending_edits.urls(self),
            *previews.urls(self),
            *step_api.urls(self),
            path("untie/", own(tying.untie), name="articles_article_untie"),
            path("untag/", own(tagging.untag), name="articles_article_untag"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every version of the story and its way to the reader."""
        return history.page(self, request, object_id)

    def related_desk_view(self, request: HttpRequest) -> HttpResponse:
        """Show the stories that want related ones, with what is suggested for each."""
        return related_desk.page(request, {**self.admin_site.each_context(request), "opts": self.opts})

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show side by side what a text has that a story has not."""
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return suggestions.compare(request, pk, context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask before a story goes into the bin."""
        return bin.ask(self, request, self._story(request, object_id))

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Take a step of the workflow with a story that is read and not written."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return step_page.page(request, pk, name, context)

    def _story(self, request: HttpRequest, object_id: str) -> Article:
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        return article

    @property
    def media(self) -> Media:
        """The scripts of the form: for suggestions, notes, the last look, what is typed, and who else is here."""
        names = ("suggestions", "notes", "prepublish", "autosave", "presence")
        return super().media + Media(js=[desk_script(name) for name in names])  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Give the bodies their editor."""
        original = getattr(db_field, "translated_field", db_field)
        if original.name == "body":
            kwargs["widget"] = BodyEditor()
        elif original.name == "headline":
            kwargs["widget"] = Textarea({"class": "headline-input", "rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        """Let chosen tags be followed when they are merged."""
        if db_field.name == "tags":
            kwargs["form_class"] = TagsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Return the form's parts, or the story as it reads to those who may not change it."""
        if obj is not None and not self.has_change_permission(request, obj):
            return reading_fieldsets(obj)
        if obj is not None and (languages := self._languages_only(request, obj)):
            return translating_fieldsets(obj, languages)
        fieldsets = super().get_fieldsets(request, obj)
        was_out = obj is not None and obj.status == Status.PUBLISHED
        if was_out and not pending_edits.proposes(obj, request.user):
            return fieldsets
        return [(name, _less(dict(options), "updated_for_readers")) for name, options in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Leave the times of publication to those who publish, and all to those who may change it."""
        if obj is not None and not self.has_change_permission(request, obj):
            return flatten_fieldsets(reading_fieldsets(obj))  # type: ignore[arg-type]
        if obj is not None and (languages := self._languages_only(request, obj)):
            writes = {column for code in languages for column in snapshot.columns_of(code)}
            shown = flatten_fieldsets(translating_fieldsets(obj, languages))  # type: ignore[arg-type]
            return [name for name in shown if name not in writes]
        own = list(super().get_readonly_fields(request, obj))
        return own if self.has_publish_permission(request, obj) else [*own, *PUBLISHERS_FIELDS]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form or save it; a change by those who may only propose one waits for an editor."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except pending_edits.Proposed as proposed:
            drafts.discard_form(request.user, request.POST, proposed.article)
            return pending_edits.propose(request, proposed)

    def get_inline_instances(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        """Leave the rows to those who may change all of a story."""
        return [] if self._languages_only(request, obj) else super().get_inline_instances(request, obj)

    def _languages_only(self, request: HttpRequest, obj: Article | None) -> list[str]:
        """The languages in which a person may write, where that is not the whole story."""
        if obj is None or workflow.may_edit(obj, request.user):
            return []
        return workflow.editable_languages(obj, request.user)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Sign a new story with the name of whoever writes it; ignore what an address claims."""
        return {}

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, inline: Any, prefix: str) -> dict[str, Any]:
        """Propose the writer's own name for the first byline of a new story."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        author = getattr(request.user, "author", None)
        if isinstance(inline, BylineInline) and obj._state.adding and author and request.method == "GET":
            kwargs["initial"] = [{"author": author.pk}]
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what may be done to the story now."""
        stored = kwargs.get("obj")
        article = stored or Article(created_by=request.user)
        may_write = self.has_change_permission(request, stored) if stored else self.has_add_permission(request)
        stepping.show(request, context, article, may_write=may_write)
        context["import_notes"] = article.import_notes
        context["languages_out"] = article.languages_out()
        context["shown_status"] = shown_status(article)
        context |= desk_pages.story_side(request, stored)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, obj: Article) -> str | None:
        """Return the story's address in the first language in which it is out, if it is."""
        out = obj.languages_out()
        return obj.url_in(out[0]) if out else None


def _less(options: dict[str, Any], name: str) -> dict[str, Any]:
    return {**options, "fields": [field for field in options["fields"] if field != name]}
