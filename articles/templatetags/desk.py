"""The desk's start page: what waits for the person who looks, what goes out next, and where to go from here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django import template
from django.db.models import Case, DateTimeField, F, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import clock, workflow
from articles.models import Article, NoteReceipt, PendingEdit, StatusChange
from articles.models.article import Status
from articles.models.named import in_languages
from articles.related.desk import may_tie
from articles.templatetags.desk_languages import headline_of
from articles.templatetags.desk_times import moment
from articles.templatetags.times import ago

register = template.Library()

SHOWN = 6
RECENT = timedelta(days=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LINKS: tuple[tuple[str, Promise, str | Callable[[Any], bool]], ...] = (
    ("calendar", gettext_lazy("Publishing schedule"), "articles.view_article"),
    ("assignments", gettext_lazy("Assigned and due"), "articles.view_article"),
    ("front_board", gettext_lazy("Front page"), "articles.change_frontpageslot"),
    (
        "articles_article_related_desk",
        gettext_lazy("Related desk"),
        may_tie,
    ),
    ("articles_article_bin", gettext_lazy("Bin"), lambda person: workflow.holds(person, "articles.delete_article")),
    ("articles_tag_reports", gettext_lazy("Tidy the tags"), "articles.merge_tag"),
    ("articles_searchquery_changelist", gettext_lazy("What readers look for"), "articles.view_searchquery"),
    ("articles_auditentry_changelist", gettext_lazy("Log"), "articles.view_auditentry"),
)
"""The pages that stand beside the records: address, name, the permission it takes or who may open it."""


@dataclass
class Row:
    """A line of a list: what it leads to, and what is told of it."""

    address: str
    title: SafeString
    facts: list[SafeString | str]
    note: str = ""
    is_late: bool = False


@dataclass
class DeskList:
    """A list of what someone at the desk waits for; ``address`` leads to all of it."""

    name: str
    title: str | Promise
    found: Any
    row: Callable[[Any], Row]
    address: str = ""
    rows: list[Row] = field(default_factory=list)
    count: int = 0

    def load(self) -> "DeskList":
        """Read the first rows, and count the rest where there are more."""
        self.rows = [self.row(one) for one in self.found[:SHOWN]]
        self.count = len(self.rows) if len(self.rows) < SHOWN else self.found.count()
        return self


@register.simple_tag(takes_context=True)
def desk_lists(context: template.Context) -> list[DeskList]:
    """Return what waits for the person who looks, without the lists that are empty; one query each."""
    person = context["request"].user
    if not person.has_perm("articles.view_article"):
        return []
    return [one for one in (found.load() for found in _waiting(person, clock.now())) if one.rows]


@register.simple_tag(takes_context=True)
def desk_news(context: template.Context) -> list[DeskList]:
    """Return what goes out next and what came out lately, empty or not; nothing for those who see no stories."""
    if not context["request"].user.has_perm("articles.view_article"):
        return []
    now = clock.now()
    calendar = reverse("admin:calendar")
    coming = DeskList("scheduled", _("Going out next"), _coming(now), lambda story: _next_row(story, now), calendar)
    recent = DeskList("today", _("Out lately"), _out_lately(now), _out_row, _stories("status__exact=published"))
    return [coming.load(), recent.load()]


@register.simple_tag(takes_context=True)
def desk_links(context: template.Context) -> list[tuple[str, str | Promise]]:
    """Return the pages beside the records that this person may open."""
    person = context["request"].user
    return [
        (reverse(f"admin:{page}"), name)
        for page, name, wanted in LINKS
        if (wanted(person) if callable(wanted) else person.has_perm(wanted))
    ]


def _waiting(person: Any, now: datetime) -> Iterator[DeskList]:
    due = _with_last_step(Article.objects.assigned(person).filter(status=Status.DRAFT))
    yield DeskList("due", _("Mine to write"), _light(due), lambda story: _due_row(story, now), _assigned("person=me"))
    yield DeskList("notes", _("Notes for you"), _unread(person), _note_row)
    own = Article.objects.kept().filter(created_by=person)
    drafts = own.filter(status=Status.DRAFT).filter(assignee=None).order_by("-updated_at")
    mine = _stories("whose=mine&status__exact=draft")
    yield DeskList("mine", _("My drafts"), _light(_with_last_step(drafts)), _row, mine)
    in_review = Article.objects.kept().filter(status=Status.IN_REVIEW).order_by("updated_at")
    if workflow.holds(person, "articles.approve_article"):
        yield DeskList("review", _("Waiting for review"), _light(in_review), _row, _stories("status__exact=in_review"))
    else:
        sent = _light(in_review.filter(created_by=person))
        yield DeskList("sent", _("Sent for review"), sent, _row, _stories("whose=mine&status__exact=in_review"))
    if workflow.holds(person, "articles.change_public_article"):
        edits = PendingEdit.objects.waiting().filter(article__deleted_at=None).select_related("by").order_by("at")
        yield DeskList(
            "edits",
            _("Changes proposed"),
            edits.prefetch_related(_article("article")),
            _edit_row,
            reverse("admin:articles_article_edits"),
        )
    if workflow.holds(person, "articles.publish_article"):
        ready = Article.objects.kept().filter(status=Status.READY).order_by("updated_at")
        yield DeskList("ready", _("Ready to publish"), _light(ready), _row, _stories("status__exact=ready"))
    if person.has_perm("articles.change_any_article"):
        imported = Article.objects.kept().filter(status=Status.DRAFT).exclude(import_ref=None).order_by("-updated_at")
        title, address = _("Imported, to be checked"), _stories("whose=imported&status__exact=draft")
        yield DeskList("imported", title, _light(imported), _row, address)


def _with_last_step(stories: QuerySet) -> QuerySet:
    steps = StatusChange.objects.filter(article=OuterRef("pk")).order_by("-at", "-id")
    return stories.annotate(last_verb=Subquery(steps.values("verb")[:1]), last_note=Subquery(steps.values("note")[:1]))


def _unread(person: Any) -> QuerySet:
    receipts = NoteReceipt.objects.unread_by(person).select_related("note", "note__by")
    return receipts.order_by("-mentioned", "-id").prefetch_related(_article("note__article"))


def _coming(now: datetime) -> QuerySet:
    never = now + timedelta(days=36_500)
    return _light(
        Article.objects.scheduled(now).annotate(next_out=Least(*_times("gt", now, never))).order_by("next_out")
    )


def _out_lately(now: datetime) -> QuerySet:
    out = Article.objects.published_anywhere(now).annotate(last_out=Greatest(*_times("lte", now, LONG_AGO)))
    return _light(out.filter(last_out__gt=now - RECENT).order_by("-last_out"))


def _times(when: str, now: datetime, never: datetime) -> list[Case]:
    """When a story comes out in each language, as far as that is before or after now."""
    return [
        Case(
            When(**{f"{column}__{when}": now}, then=F(column)),
            default=Value(never),
            output_field=DateTimeField(),
        )
        for column in in_languages("published_at")
    ]


def _light(stories: QuerySet) -> QuerySet:
    bodies = (*in_languages("body"), *in_languages("search_key"))
    return stories.select_related("section").defer("body", "search_key", *bodies)


def _article(path: str) -> Prefetch:
    return Prefetch(path, queryset=_light(Article.objects.all()))


def _row(story: Article) -> Row:
    return Row(_form_of(story), headline_of(story), [*_section(story), ago(story.updated_at)], _why_back(story))


def _due_row(story: Article, now: datetime) -> Row:
    is_late = story.due_at is not None and story.due_at < now
    when = [format_html("<bdi>{}</bdi>", moment(story.due_at))] if story.due_at else []
    return Row(_form_of(story), headline_of(story), [*_section(story), *when], _why_back(story), is_late)


def _why_back(story: Article) -> str:
    sent_back = getattr(story, "last_verb", "") == "send_back"
    return story.last_note if sent_back else ""  # type: ignore[attr-defined]


def _note_row(receipt: NoteReceipt) -> Row:
    note = receipt.note
    who = [format_html("<bdi>{}</bdi>", note.by)] if note.by else []
    called = [_("calls you")] if receipt.mentioned else []
    address = f"{_form_of(note.article)}#notes"
    return Row(address, headline_of(note.article), [*who, *called, ago(note.at)], note.text)


def _edit_row(edit: PendingEdit) -> Row:
    who = [format_html("<bdi>{}</bdi>", edit.by)] if edit.by else []
    return Row(
        reverse("admin:articles_article_edit", args=[edit.pk]),
        headline_of(edit.article),
        [*who, ago(edit.at)],
        edit.note,
    )


def _next_row(story: Article, now: datetime) -> Row:
    at = max(story.next_out, story.embargo_until or now)  # type: ignore[attr-defined]
    return Row(_form_of(story), headline_of(story), [format_html("<bdi>{}</bdi>", moment(at)), *_section(story)])


def _out_row(story: Article) -> Row:
    return Row(_form_of(story), headline_of(story), [ago(story.last_out), *_section(story)])  # type: ignore[attr-defined]


def _section(story: Article) -> list[SafeString]:
    return [format_html("<bdi>{}</bdi>", story.section)] if story.section else []


def _form_of(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def _stories(query: str) -> str:
    return f"{reverse('admin:articles_article_changelist')}?{query}"


def _assigned(query: str) -> str:
    return f"{reverse('admin:assignments')}?{query}"
