"""What an editor should know before a story goes out."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Author, Image, Redirect, Section, Tag
from articles.models.language_version import LanguageVersion
from articles.models.named import LANGUAGE_CODES
from articles.text.markup import Open, attributes, pieces
from articles.text.references import numbers

LONGEST_HEADLINE = 70
"""About what a page of search results shows of a title, in characters."""


class Finding(NamedTuple):
    """Something amiss: an "error" stops publishing, a "warning" asks; ``field`` is the form's field, or ""."""

    level: Literal["error", "warning"]
    code: str
    message: Any
    field: str = ""
    params: dict[str, Any] = {}  # noqa: RUF012


Found = tuple[str, Any, str, dict[str, Any]]


def findings(
    article: Article, languages: Iterable[str] | None = None, at: datetime | None = None, *, stopping: bool = False
) -> list[Finding]:
    """Return what is amiss with a story in some languages (all that are written) when it goes out (now).

    Whoever asks for what is ``stopping`` alone does not wait for the dear search for copies where that only warns.
    """
    moment = at or clock.now()
    found: list[Found] = []
    for language in article.languages_written() if languages is None else languages:
        found += [
            *_pictures(article, language, moment),
            *_headline(article, language),
            *_links(article, language, moment),
            *_freshness(article, language),
        ]
    if article.pk is not None:
        found += _related(article, moment)
        if not stopping or _level("near_duplicate") == "error":
            found += _duplicates(article)
    unique = {(code, field, str(params)): (code, message, field, params) for code, message, field, params in found}
    told = [Finding(_level(code), code, message, field, params) for code, message, field, params in unique.values()]
    return sorted(told, key=lambda finding: finding.level)


def findings_of_delay(
    article: Article, languages: Collection[str], at: datetime, known_at: datetime | None, *, stopping: bool = False
) -> list[Finding]:
    """Return what is amiss with a story when it goes out, without what is at ``known_at`` too, if that is given."""
    known = findings(article, languages, known_at, stopping=stopping) if known_at else []
    return [finding for finding in findings(article, languages, at, stopping=stopping) if finding not in known]


def refuse_errors(article: Article, languages: Collection[str], at: datetime, known_at: datetime | None = None) -> None:
    """Raise ``ValidationError`` with everything that the newsroom has decided stops publishing.

    What is amiss at ``known_at`` too, the moment from which a story is put off, does not stop that.
    """
    errors: dict[str, list[ValidationError]] = {}
    for finding in findings_of_delay(article, languages, at, known_at, stopping=True):
        if finding.level == "error":
            error = ValidationError(str(finding.message), code=finding.code, params=finding.params)
            errors.setdefault(finding.field or "__all__", []).append(error)
    if errors:
        raise ValidationError(errors)


def _level(code: str) -> Literal["error", "warning"]:
    return "error" if code in settings.PREPUBLISH_ERRORS else "warning"


def _pictures(article: Article, language: str, at: datetime) -> Iterator[Found]:
    body = build_localized_fieldname("body", language)
    shown: list[tuple[Image, str, str]] = []
    if article.lead_image is not None:
        shown.append((article.lead_image, "lead_image", getattr(article.lead_image, f"alt_{language}") or ""))
    told: dict[int, tuple[str, str]] = _figures(getattr(article, body) or "")
    for image in Image.objects.filter(pk__in=told):
        shown.append((image, body, told[image.pk][0] or getattr(image, f"alt_{language}") or ""))
    for image, field, alt in shown:
        credit = told[image.pk][1] if field == body else ""
        params = {"picture": str(image)}
        if not alt.strip():
            yield "missing_alt", _("Picture “%(picture)s” has no alternative text in this language."), field, params
        if not (image.credit or credit).strip():
            yield "missing_credit", _("Picture “%(picture)s” has no credit."), field, params
        if image.rights_ended(timezone.localdate(at)):
            yield "rights_ended", _("The right to show picture “%(picture)s” has ended."), field, params


def _figures(html: str) -> dict[int, tuple[str, str]]:
    """The pictures in a body, by number, each with the alternative text and the credit that stand there."""
    found: dict[int, tuple[str, str]] = {}
    current, in_credit = 0, False
    for piece in pieces(html):
        if isinstance(piece, str):
            if current and in_credit:
                found[current] = (found[current][0], found[current][1] + piece)
        elif isinstance(piece, Open):
            given = attributes(piece)
            if identity := given.get("data-image", ""):
                current = int(identity)
                found[current] = ("", "")
            elif piece.name == "img" and current:
                found[current] = (given.get("alt", ""), "")
            for one in numbers(given.get("data-images")):
                found.setdefault(one, ("", ""))
            in_credit = given.get("class") == "credit"
        elif piece.name == "figure":
            current = 0
    return found


def _headline(article: Article, language: str) -> Iterator[Found]:
    title = article.in_language("seo_title", language) or article.in_language("headline", language) or ""
    if len(title) > LONGEST_HEADLINE:
        message = _("Search results show about %(most)s characters of a headline; this has %(length)s.")
        params = {"most": LONGEST_HEADLINE, "length": len(title)}
        yield "long_headline", message, build_localized_fieldname("headline", language), params
    if not (article.in_language("standfirst", language) or "").strip():
        yield "no_standfirst", _("There is no standfirst."), build_localized_fieldname("standfirst", language), {}


def _links(article: Article, language: str, at: datetime) -> Iterator[Found]:
    field = build_localized_fieldname("body", language)
    stories: dict[int, tuple[str, str]] = {}
    for piece in pieces(getattr(article, field) or ""):
        given = attributes(piece) if isinstance(piece, Open) else {}
        if card := given.get("data-article"):
            stories[int(card)] = (language, f"#{card}")
        path = _own_path(given.get("href", ""))
        if path is None:
            continue
        target = _target(path)
        if not isinstance(target, bool):
            stories[target] = (_language_of(path), path)
        elif target is False:
            yield "dead_link", _("The link %(link)s leads nowhere."), field, {"link": path}
    known = Article.objects.in_bulk(stories)
    for pk, (code, link) in stories.items():
        if pk not in known:
            yield "dead_link", _("The link %(link)s leads nowhere."), field, {"link": link}
        elif not known[pk].is_public(code, at):
            yield "draft_link", _("The link %(link)s leads to a story that readers cannot see."), field, {"link": link}


def _own_path(href: str) -> str | None:
    """The decoded path of an address on this site, or None."""
    site = urlsplit(settings.SITE_URL)
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if (parts.netloc and parts.netloc != site.netloc) or parts.scheme not in ("", "http", "https"):
        return None
    return unquote(parts.path) if parts.path.startswith("/") else None


def _language_of(path: str) -> str:
    first = path.split("/")[1]
    return first if first in LANGUAGE_CODES else settings.LANGUAGE_CODE


def _target(path: str) -> int | bool:
    """The number of the story at a path, or whether there is anything else."""
    bare = re.sub(rf"^/(?:{'|'.join(LANGUAGE_CODES)})(?=/)", "", path)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            match = resolve(bare if bare.endswith("/") else f"{bare}/")
    except Resolver404:
        return Redirect.objects.filter(old_path__in=[path, bare]).exists() or bare.startswith(settings.MEDIA_URL)
    if "pk" in match.kwargs and match.namespace == "articles":
        return int(match.kwargs["pk"])
    model = {"section": Section, "tag": Tag, "author": Author}.get(match.url_name or "")
    if model is None:
        return True
    found = model._default_manager.filter(slug=match.kwargs["slug"]).exists()
    return found or Redirect.objects.filter(old_path__in=[path, bare]).exists()


def _freshness(article: Article, language: str) -> Iterator[Found]:
    if article.pk is None:
        return
    version = LanguageVersion.objects.filter(article=article, language=language).first()
    if version is not None:
        version.article = article
        if not version.is_current():
            message = _("The text it was translated from has changed since.")
            yield "out_of_date", message, build_localized_fieldname("body", language), {"language": language}


def _related(article: Article, at: datetime) -> Iterator[Found]:
    message = _("The related story “%(story)s” is not out.")
    for tie in article.related_stories.exclude(related=None).select_related("related"):
        if tie.related and not any(tie.related.is_public(language, at) for language in LANGUAGE_CODES):
            yield "related_not_public", message, "", {"story": str(tie.related)}


def _duplicates(article: Article) -> Iterator[Found]:
    """Ask the newsroom's own finder, a function from a story to the stories that it copies and what to say of each."""
    if not settings.NEAR_DUPLICATES:
        return
    finder: Callable[[Article], Iterable[tuple[Article, str]]] = import_string(settings.NEAR_DUPLICATES)
    for other, told in finder(article):
        yield "near_duplicate", told.replace("%", "%%"), "", {"story": str(other), "id": other.pk}
