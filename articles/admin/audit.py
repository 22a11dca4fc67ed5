"""The log: who did what, when, to which story and from where. It is read here and nowhere changed."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from articles import clock
from articles.admin.audit_file import as_csv
from articles.admin.audit_words import SENTENCES, details_of, name_of, sentence_of, who_of
from articles.admin.display import moment_of
from articles.models import Article, AuditEntry
from articles.text import arabic


class ActionFilter(admin.SimpleListFilter):
    """What was done."""

    title = pgettext_lazy("log", "action")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer every action that is ever logged, by name."""
        return [(action, name_of(action)) for action in SENTENCES]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the entries of the action."""
        return queryset.filter(action=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """Who did it."""

    title = pgettext_lazy("log", "person")
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the people of the desk, and nobody: visitors and the system."""
        people = get_user_model().objects.filter(is_staff=True).order_by("first_name", "username")
        return [*((str(person.pk), str(person)) for person in people), ("none", _("nobody signed in"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the person's entries."""
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.filter(actor_name="")
            case value:
                return queryset.filter(actor=value) if _is_number(value) else queryset.none()


class StoryFilter(admin.SimpleListFilter):
    """The story whose log was asked for, from its history."""

    title = pgettext_lazy("log", "story")
    parameter_name = "story"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the story that is chosen; one is chosen from its history or by searching."""
        chosen = request.GET.get(self.parameter_name, "")
        if not _is_number(chosen):
            return []
        story = Article.objects.for_lists().filter(pk=chosen).first()
        return [(chosen, str(story) if story else f"#{chosen}")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the story's entries."""
        value = self.value()
        return queryset.of_story(int(value)) if value and _is_number(value) else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """A list to read: nobody adds, changes or deletes a line, superusers included."""

    change_list_template = "admin/articles/auditentry/change_list.html"
    list_display = ["at_shown", "who_shown", "done_shown", "address_shown"]
    list_display_links = None
    list_filter = [StoryFilter, PersonFilter, ActionFilter]
    list_per_page = 50
    date_hierarchy = "at"
    actions = None
    search_fields = ["search_key"]
    search_help_text = gettext_lazy("A name, a headline, a note or an address, in any spelling.")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only what happens writes the log."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes the log."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The log forgets by age alone."""
        return False

    def get_urls(self) -> list[Any]:
        """Return the page, and the file that holds what it lists."""
        own = self.admin_site.admin_view
        return [
            path("", own(self.changelist_view), name="articles_auditentry_changelist"),
            path("export/", own(require_POST(self.export_view)), name="articles_auditentry_export"),
        ]

    def export_view(self, request: HttpRequest) -> StreamingHttpResponse:
        """Send the lines that the page lists as a table, and log that they were taken."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entries = self.get_changelist_instance(request).get_queryset(request).filter(at__lte=clock.now())
        what, query = str(self.opts.verbose_name_plural), request.GET.urlencode()
        AuditEntry.objects.record("export", by=request.user, what=what, count=entries.count(), query=query)
        response = StreamingHttpResponse(
            as_csv(entries.iterator(chunk_size=500)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="log-{clock.today().isoformat()}.csv"'
        return response

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find by every word of the search, in any spelling."""
        if not search_term.strip():
            return queryset, False
        return (queryset.matching(search_term) if arabic.fold_key(search_term) else queryset.none()), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Head the list with what it is."""
        return super().changelist_view(request, {"title": capfirst(_("log")), **(extra_context or {})})

    @admin.display(description=pgettext_lazy("log", "time"), ordering="at")
    def at_shown(self, entry: AuditEntry) -> SafeString:
        """Return when it was."""
        return format_html("<bdi>{}</bdi>", moment_of(entry.at))

    @admin.display(description=pgettext_lazy("log", "person"), ordering="actor_name")
    def who_shown(self, entry: AuditEntry) -> SafeString:
        """Return who it was, by the name of that time."""
        return format_html("<bdi>{}</bdi>", who_of(entry))

    @admin.display(description=pgettext_lazy("log", "what happened"), ordering="action")
    def done_shown(self, entry: AuditEntry) -> SafeString:
        """Return what was done, and what else is known of it."""
        return format_html('{}<span class="audit-details">{}</span>', sentence_of(entry), details_of(entry))

    @admin.display(description=pgettext_lazy("log", "from the address"), ordering="address")
    def address_shown(self, entry: AuditEntry) -> SafeString:
        """Return the address from which it was done."""
        return format_html('<bdi dir="ltr">{}</bdi>', entry.address or "–")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
