"""The panel that tells what is amiss before a story goes out: errors stop it, warnings ask."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.text import capfirst

from articles.models import Article, RelatedStory
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import endonym
from articles.workflow import prepublish

TICKED = "prepublish_seen"


class Line(NamedTuple):
    """A finding as the panel tells it: where it is, in which language, and where the field stands on the page.

    ``compared`` is the address where this story stands beside the one that it is like; ``changed`` that of what changed
    since it was translated.
    """

    code: str
    message: str
    place: str
    language: str
    anchor: str
    compared: str
    changed: str
    key: str


class Panel(NamedTuple):
    """What a check found; ``answer`` is what a tick sends back, so that it agrees to these warnings and no others."""

    errors: list[Line]
    warnings: list[Line]

    @property
    def answer(self) -> str:
        """Return the warnings' keys."""
        return ",".join(line.key for line in self.warnings)

    def is_answered(self, ticked: Collection[str]) -> bool:
        """Return whether nothing stops and every warning was agreed to."""
        return not self.errors and {line.key for line in self.warnings} <= set(ticked)

    def told(self) -> list[str]:
        """Return the findings as sentences, for a list of stories."""
        return [f"{line.place}: {line.message}" if line.place else line.message for line in self]

    def __iter__(self) -> Any:
        """Go through the errors, then the warnings."""
        return iter([*self.errors, *self.warnings])


NOTHING = Panel([], [])


class Outing(NamedTuple):
    """Languages in which a story goes out at a moment; ``known_at`` is the one from which it is put off, if it is."""

    languages: list[str]
    at: datetime
    known_at: datetime | None = None


def look(article: Article, languages: Iterable[str] | None = None, at: datetime | None = None) -> Panel:
    """Return what is amiss with a story in some languages (all that are written) when it goes out (now)."""
    return _panel(article, prepublish.findings(article, languages, at))


def look_ahead(article: Article, outings: Iterable[Outing]) -> Panel:
    """Return what is amiss with a story that goes out at several moments, without what is known already."""
    return _panel(article, [one for outing in outings for one in prepublish.findings_of_delay(article, *outing)])


def outing_to(article: Article, language: str, at: datetime) -> Outing:
    """Return the outing of a story in a language at another moment than the one at which it is to come out, if any."""
    planned = article.in_language("published_at", language)
    return Outing([language], at, planned if planned and at > planned else None)


def ticked(data: Any) -> list[str]:
    """Return the warnings to which a person agreed in a form that was sent."""
    return [key for value in data.getlist(TICKED) for key in value.split(",") if key]


def _panel(article: Article, found: Iterable[prepublish.Finding]) -> Panel:
    lines: dict[str, dict[str, Line]] = {"error": {}, "warning": {}}
    for finding in found:
        line = _line(article, finding)
        lines[finding.level][line.key] = line
    return Panel(*(list(of_level.values()) for of_level in lines.values()))


def _line(article: Article, finding: prepublish.Finding) -> Line:
    message = str(finding.message) % finding.params if finding.params else str(finding.message)
    said = f"{finding.code}|{finding.field}|{sorted(finding.params.items())}"
    ties = str(capfirst(str(RelatedStory._meta.verbose_name_plural))) if finding.code == "related_not_public" else ""
    return Line(
        finding.code,
        message,
        place(finding.field) or ties,
        _language(finding.field),
        f"id_{finding.field}" if finding.field else "related_stories-group",
        _compared(article, finding.params["id"]) if finding.code == "near_duplicate" else "",
        _what_changed(article, finding.params["language"]) if finding.code == "out_of_date" else "",
        hashlib.sha256(said.encode()).hexdigest()[:12],
    )


def _compared(article: Article, known: int) -> str:
    return f"{reverse('admin:articles_article_compare', args=[known])}?with={article.pk}"


def _what_changed(article: Article, language: str) -> str:
    version = article.language_versions.filter(language=language).first()
    if version is None or version.source_revision_id is None:
        return ""
    address = reverse("admin:articles_article_history_compare", args=[article.pk])
    return f"{address}?old={version.source_revision_id}"


def place(field: str) -> str:
    """Return what a field of the story is called, with its language; "" for none."""
    language = _language(field)
    try:
        known = Article._meta.get_field(field.removesuffix(f"_{language}"))
    except FieldDoesNotExist:
        return ""
    name = str(capfirst(str(known.verbose_name)))  # type: ignore[union-attr]
    return f"{name} · {endonym(language)}" if language else name


def _language(field: str) -> str:
    code = field.rpartition("_")[2]
    return code if code in LANGUAGE_CODES else ""
