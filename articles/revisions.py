"""The history of a story: every version whole, any two compared, any one brought back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.models import (
    Article,
    AuditEntry,
    Author,
    Byline,
    Image,
    RelatedStory,
    Revision,
    Section,
    Source,
    Tag,
    snapshot,
)
from articles.models.article import Kind
from articles.models.named import LANGUAGE_CODES
from articles.text import worddiff


class Field(NamedTuple):
    """A part of a story; ``language`` is "" where it is the same in every language."""

    name: str
    label: str
    language: str


class FieldDiff(NamedTuple):
    """What changed in a field; ``language`` is "" where the field is the same in every language."""

    name: str
    label: str
    language: str
    paragraphs: list[worddiff.Paragraph]


def record(article: Article, by: Any, comment: str = "", *, verb: str = "") -> Revision:
    """Keep a story as somebody leaves it; a save that changed nothing is no new revision."""
    return Revision.objects.record(article, by, comment, verb=verb)


@contextmanager
def recorded(article: Article, by: Any) -> Iterator[None]:
    """Keep a story as it was before, and as somebody left it after, what is done to it inside."""
    record(Article.objects.get(pk=article.pk), None)
    yield
    record(Article.objects.get(pk=article.pk), by)


def history(article: Article) -> models.QuerySet[Revision]:
    """Return the revisions of a story without their texts, the newest first."""
    return article.revisions.for_lists()


def compare(old: Revision, new: Revision) -> list[FieldDiff]:
    """Return what changed between two revisions, by field and language, in the order of the form."""
    return compare_data(old.data, new.data)


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Field]:
    """Return the parts in which two snapshots differ, in the order of the form; what either lacks is passed over."""
    return [
        Field(name, str(_label(name)), _language(name))
        for name in (*snapshot.TEXTS, *snapshot.PLAIN, *snapshot.LISTS, *snapshot.TIMES)
        if name in old and name in new and old[name] != new[name]
    ]


def compare_data(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldDiff]:
    """Return what changed between two snapshots; of a field that either lacks, nothing is told."""
    names_of = _Names()
    return [
        FieldDiff(
            *field,
            worddiff.diff(
                *(names_of.told(field.name, data[field.name]) for data in (old, new)),
                html=field.name in snapshot.BODIES,
                named=names_of.named,
            ),
        )
        for field in changed_fields(old, new)
    ]


def as_article(revision: Revision) -> Article:
    """Return the story as it was, with its lists, for showing: never saved. ``signed_by`` holds its bylines as well."""
    article = Article.objects.select_related("section", "lead_image").get(pk=revision.article_id)
    snapshot.show(article, revision.data)
    return article


@transaction.atomic
def restore(article: Article, revision: Revision, by: Any) -> Revision:
    """Bring back what a revision says, as a new revision. Status and times of publication stay as they are.

    Raises ``PermissionDenied`` for those who may not change the story now.
    """
    stored = Article.objects.select_for_update().get(pk=article.pk)
    if revision.article_id != stored.pk:
        raise ValidationError(_("This revision belongs to another story."), code="other_story")
    if not workflow.may_edit(stored, by):
        raise PermissionDenied(_("You may not do this to this story."))
    Revision.objects.record(stored, None)
    snapshot.write(stored, {name: value for name, value in revision.data.items() if name in snapshot.CONTENT})
    AuditEntry.objects.record("restore_revision", by=by, article=stored, revision=revision.pk)
    restored = Revision.objects.record(stored, by, verb="restore_revision", comment=str(revision.number()))
    article.refresh_from_db()
    return restored


class _Names:
    """Snapshots speak in numbers; a person reads names. Each kind of record is read once."""

    def __init__(self) -> None:
        self._known: dict[type[models.Model], dict[Any, str]] = {}

    def told(self, name: str, value: Any) -> str:
        """A value as text, one line for each item of a list."""
        teller = _TELLERS.get(name)
        if teller is not None and value:
            return teller(self, value)
        return "" if value is None or value == [] else str(value)

    def named(self, kind: str, identity: str) -> str:
        """A picture or story card of a body, as «picture: a port at dawn»."""
        model = {"image": Image, "article": Article}[kind]
        return f"{model._meta.verbose_name}: {self.of(model, identity)}"

    def of(self, model: type[models.Model], key: Any) -> str:
        if model not in self._known:
            self._known[model] = {}
        if key not in self._known[model]:
            found = model._default_manager.filter(pk=key).first()
            self._known[model][key] = f"#{key}" if found is None else str(found)
        return self._known[model][key]


def _told_tie(names: _Names, tie: Mapping[str, Any]) -> str:
    story = names.of(Article, tie["related_id"]) if tie["related_id"] else f"{tie['headline']} {tie['url']}"
    kind = RelatedStory.Kind(tie["kind"]).label
    return f"{story} ({kind}{', ↔' if tie['both_ways'] else ''}) {tie['excerpt']}".strip()


def _told_moment(names: _Names, value: str) -> str:
    return formats.date_format(timezone.localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")


def _told_day(names: _Names, value: str) -> str:
    return formats.date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")


def _each(teller: Callable[[_Names, Any], str]) -> Callable[[_Names, Any], str]:
    return lambda names, items: "\n".join(teller(names, item) for item in items)


_TELLERS: dict[str, Callable[[_Names, Any], str]] = {
    **dict.fromkeys(snapshot.TIMES, _told_moment),
    "dateline_date": _told_day,
    "kind": lambda names, kind: str(Kind(kind).label),
    "section_id": lambda names, key: names.of(Section, key),
    "lead_image_id": lambda names, key: names.of(Image, key),
    "tags": _each(lambda names, key: names.of(Tag, key)),
    "sources": _each(lambda names, key: names.of(Source, key)),
    "bylines": _each(lambda names, one: f"{names.of(Author, one['author_id'])} ({Byline.Role(one['role']).label})"),
    "related_stories": _each(_told_tie),
}


def _label(name: str) -> Any:
    if name == "bylines":
        return Byline._meta.verbose_name_plural
    if name == "related_stories":
        return _("related stories")
    language = _language(name)
    field = Article._meta.get_field(name.removesuffix(f"_{language}") if language else name.removesuffix("_id"))
    return field.verbose_name  # type: ignore[union-attr]


def _language(name: str) -> str:
    code = name.rpartition("_")[2]
    return code if code in LANGUAGE_CODES and name in (*snapshot.TEXTS, *snapshot.TIMES) else ""
