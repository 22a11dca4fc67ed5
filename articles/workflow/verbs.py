"""The verbs on a story's way to the reader and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles import clock
from articles.models import Article, Correction, LanguageVersion, Revision
from articles.models.language_version import source_hash
from articles.models.named import LANGUAGE_CODES, in_languages
from articles.workflow import prepublish
from articles.workflow.carrying import carry_out


def submit(article: Article, by: Any, note: str = "") -> None:
    """Send a draft for review."""
    carry_out("submit", article, by, note)


def send_back(article: Article, by: Any, note: str) -> None:
    """Return a story to its reporter with a note that says why."""
    carry_out("send_back", article, by, note)


def approve(article: Article, by: Any, note: str = "") -> None:
    """Find a story ready to be published; raise ``ValidationError`` for what would stop it from going out."""

    def change(stored: Article) -> dict[str, Any]:
        prepublish.refuse_errors(stored, stored.languages_written(), clock.now())
        return {}

    carry_out("approve", article, by, note, change=change)


def publish(
    article: Article, by: Any, *, languages: Iterable[str] | None = None, at: datetime | None = None, note: str = ""
) -> None:
    """Publish a story in the given languages (all that are written), now or at a moment to come.

    A language that has its own time already keeps it, and nothing comes out before an embargo ends. Raises
    ``ValidationError`` naming the field that stands in the way.
    """
    wanted = None if languages is None else list(languages)
    carry_out("publish", article, by, note, change=lambda stored: _publication(stored, wanted, at or clock.now()))


def schedule(
    article: Article, by: Any, at: datetime, *, languages: Iterable[str] | None = None, note: str = ""
) -> None:
    """Let a story come out at a moment to come, in the given languages (all that are written)."""
    wanted = None if languages is None else list(languages)

    def change(stored: Article) -> dict[str, Any]:
        _refuse_past(at)
        return _publication(stored, wanted, at, keep_times=False)

    carry_out("schedule", article, by, note, change=change, to=at.isoformat())


def publish_language(article: Article, by: Any, language: str, at: datetime | None = None, note: str = "") -> None:
    """Bring a published story out in one more language."""

    def change(stored: Article) -> dict[str, Any]:
        return _publication(stored, [language], at or clock.now())

    carry_out("publish_language", article, by, note, languages=[language], change=change, language=language)


def reschedule(article: Article, by: Any, language: str, at: datetime, note: str = "") -> None:
    """Move the moment at which a story comes out in a language in which it is not out yet; to now at the earliest.

    What would stop it from going out stops an earlier time; a later one is stopped by what comes with the delay alone.
    """
    column = build_localized_fieldname("published_at", language)

    def change(stored: Article) -> dict[str, Any]:
        planned = getattr(stored, column)
        if planned is None or stored.is_public(language):
            raise ValidationError({column: _("The story is not waiting to come out in this language.")})
        _refuse_past(at, column)
        _refuse_before_embargo(stored, at, column)
        if stored.expires_at and stored.expires_at <= at:
            raise ValidationError({"expires_at": _("The story would expire before it is out.")})
        prepublish.refuse_errors(stored, [language], at, known_at=planned if at > planned else None)
        return {column: at}

    moment = at.isoformat()
    carry_out("reschedule", article, by, note, languages=[language], change=change, language=language, to=moment)


def unpublish(article: Article, by: Any, note: str = "") -> None:
    """Take a story off the site without telling readers why; its address answers 404."""
    carry_out("unpublish", article, by, note)


def unpublish_language(article: Article, by: Any, language: str, note: str = "") -> None:
    """Take one language of a story off the site, or off the schedule; the others stay."""
    column = build_localized_fieldname("published_at", language)

    def change(stored: Article) -> dict[str, Any]:
        if getattr(stored, column) is None:
            raise ValidationError({column: _("The story is neither out nor scheduled in this language.")})
        return {column: None}

    carry_out("unpublish_language", article, by, note, languages=[language], change=change, language=language)


def withdraw(article: Article, by: Any, note: str) -> None:
    """Withdraw a story; readers are told the reason, the address answers 410, and links that show it are closed.

    Languages in which readers never saw it lose their time: nobody is told of the withdrawal of what was never out.
    """

    def change(stored: Article) -> dict[str, Any]:
        now = clock.now()
        stored.preview_links.open().update(revoked_at=now)
        to_come = [
            column
            for column in in_languages("published_at")
            if (at := getattr(stored, column)) and max(at, stored.embargo_until or at) > now
        ]
        return {"withdrawal_reason": note, **dict.fromkeys(to_come)}

    carry_out("withdraw", article, by, note, change=change)


def restore(article: Article, by: Any, note: str = "") -> None:
    """Bring a withdrawn story back to the desk, ready to be published again."""
    carry_out("restore", article, by, note, change=lambda stored: {"withdrawal_reason": ""})


def correct(article: Article, by: Any, language: str, text: str) -> None:
    """Tell the readers of a story in a language what was wrong in it and is right now."""

    def change(stored: Article) -> dict[str, Any]:
        if not stored.is_public(language):
            raise ValidationError({"language": _("The story is not out in this language.")})
        now = clock.now()
        Correction.objects.create(article=stored, language=language, text=text.strip(), by=by, at=now)
        return {"substantive_updated_at": now}

    carry_out("correct", article, by, text, languages=[language], change=change, language=language)


def translate(article: Article, by: Any, language: str, source_language: str = "", note: str = "") -> None:
    """Open a language of a story for translation, or note that its translation follows the source as it is now.

    The source is the first other language that is written unless one is named.
    """

    def change(stored: Article) -> dict[str, Any]:
        written = [code for code in stored.languages_written() if code != language]
        source = source_language or next(iter(written), "")
        if source not in written:
            raise ValidationError({"source_language": _("There is no text in that language to translate from.")})
        LanguageVersion.objects.update_or_create(
            article=stored,
            language=language,
            defaults={
                "source_language": source,
                "source_hash": source_hash(stored, source),
                "source_revision": Revision.objects.record(stored, by, verb="translate"),
                "by": by,
                "at": clock.now(),
            },
        )
        return {}

    carry_out("translate", article, by, note, languages=[language], change=change, language=language)


def _publication(
    article: Article, languages: list[str] | None, at: datetime, *, keep_times: bool = True
) -> dict[str, datetime]:
    """Return when the story comes out in each asked language."""
    written = article.languages_written()
    wanted = languages if languages is not None else written
    moment = max(at, article.embargo_until or at)
    errors: dict[str, Any] = {}
    if not wanted:
        errors["headline_ar"] = _("Write a headline and a body in at least one language.")
    timed = [code for code in LANGUAGE_CODES if article.in_language("published_at", code)]
    for code in dict.fromkeys([*wanted, *timed]):
        if code not in written:
            missing = "body" if article.in_language("headline", code) else "headline"
            errors[build_localized_fieldname(missing, code)] = _("This language cannot be published without it.")
    if article.section_id is None:
        errors["section"] = _("Choose a section before publishing.")
    if article.expires_at and article.expires_at <= moment:
        errors["expires_at"] = _("The story would expire before it is out.")
    if errors:
        raise ValidationError(errors)
    prepublish.refuse_errors(article, wanted, moment)
    columns = [build_localized_fieldname("published_at", code) for code in wanted]
    times = {column: (getattr(article, column) if keep_times else None) or moment for column in columns}
    embargo = article.embargo_until
    changed = {column: max(time, embargo) if embargo else time for column, time in times.items()}
    return {column: time for column, time in changed.items() if getattr(article, column) != time}


def _refuse_past(at: datetime, field: str = "at") -> None:
    if at < clock.now().replace(second=0, microsecond=0):
        raise ValidationError({field: _("Choose a moment that is still to come.")})


def _refuse_before_embargo(article: Article, at: datetime, field: str) -> None:
    if article.embargo_until and article.embargo_until > at:
        raise ValidationError({field: _("The story is under embargo until later than that.")}, code="embargo")
