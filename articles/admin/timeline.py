"""What happened to a story, in one line each: its versions, its way to the reader, and who was shown it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import revisions, workflow
from articles.admin.display import moment_of
from articles.models import Article, AuditEntry, Revision, StatusChange
from articles.models.article import Status
from articles.templatetags.desk_languages import endonym

SHOWN = 30
TOGETHER = timedelta(seconds=5)
"""A verb and the version that it made are recorded in one transaction; this tells them from another such pair."""
PREVIEWS = {
    "make_preview": gettext_lazy("Made a preview link"),
    "open_preview": gettext_lazy("Opened a preview link"),
    "revoke_preview": gettext_lazy("Closed a preview link"),
}


@dataclass
class Line:
    """One line of the history. ``before`` is the version that came before this one, ``number`` its own, from 1."""

    at: datetime
    revision_id: int | None = None
    change_id: int | None = None
    entry_id: int | None = None
    before: int | None = None
    number: int = 0
    revision: Revision | None = None
    change: StatusChange | None = None
    who: str = ""
    word: str = ""
    note: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)
    fields: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The moment in the desk's words."""
        return moment_of(self.at)


def page_of(article: Article, number: str | None) -> tuple[Page, list[Line]]:
    """Return a page of a story's history, the newest first, in a number of queries that does not grow with it."""
    page = Paginator(_lines(article), SHOWN).get_page(number)
    lines: list[Line] = list(page.object_list)
    _load(lines)
    return page, lines


def word_of(revision: Revision) -> str:
    """Return what made a version: a verb, a save, or that it was found so."""
    if revision.verb == "restore_revision":
        return _("Brought back version %(version)s") % {"version": revision.comment}
    if verb := workflow.VERBS.get(revision.verb):
        return str(verb.label)
    return _("Saved") if revision.by_id else _("As it was found")


def _lines(article: Article) -> list[Line]:
    versions = list(article.revisions.values_list("pk", "at", "verb", "by_id"))
    older = dict(pairwise(row[0] for row in versions))
    lines = [
        Line(at, revision_id=pk, before=older.get(pk), number=len(versions) - place)
        for place, (pk, at, _verb, _by) in enumerate(versions)
    ]
    made_by: dict[tuple[str, int | None], list[Line]] = {}
    for line, (_pk, _at, verb, by) in zip(lines, versions, strict=True):
        made_by.setdefault((verb, by), []).append(line)
    for pk, at, verb, by in article.status_changes.values_list("pk", "at", "verb", "by_id"):
        version = next((one for one in made_by.get((verb, by), []) if abs(one.at - at) < TOGETHER), None)
        if version is None:
            lines.append(Line(at, change_id=pk))
        else:
            version.change_id = pk
    shown = AuditEntry.objects.filter(article=article, action__in=PREVIEWS).values_list("pk", "at")
    lines += [Line(at, entry_id=pk) for pk, at in shown]
    return sorted(lines, key=lambda line: (line.at, line.revision_id or 0), reverse=True)


def _load(lines: list[Line]) -> None:
    wanted = {pk for line in lines for pk in (line.revision_id, line.before) if pk}
    versions = Revision.objects.select_related("by").in_bulk(wanted)
    changes = StatusChange.objects.select_related("by").in_bulk([line.change_id for line in lines if line.change_id])
    entries = AuditEntry.objects.in_bulk([line.entry_id for line in lines if line.entry_id])
    for line in lines:
        if entry := entries.get(line.entry_id):
            line.who, line.word = entry.actor_name or _("A visitor"), _preview_word(entry)
        if change := changes.get(line.change_id):
            verb = workflow.VERBS.get(change.verb)
            line.change, line.note, line.who = change, change.note, str(change.by or "")
            line.word = str(verb.label) if verb else change.verb
            if change.from_status != change.to_status:
                line.steps = [(status, str(Status(status).label)) for status in (change.from_status, change.to_status)]
        if version := versions.get(line.revision_id):
            line.revision, line.who, line.word = version, str(version.by or ""), word_of(version)
            if version.verb != "restore_revision":
                line.note = version.comment
            if before := versions.get(line.before):
                line.fields = _by_label(revisions.changed_fields(before.data, version.data))


def _by_label(fields: Iterable[revisions.Field]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each label once, with the languages in which it changed."""
    return [
        (label, [(one.language, endonym(one.language)) for one in group if one.language])
        for label, group in groupby(fields, key=lambda one: one.label)
    ]


def _preview_word(entry: AuditEntry) -> str:
    word, language = str(PREVIEWS[entry.action]), str(entry.details.get("language", ""))
    return f"{word} · {endonym(language)}" if language else word
