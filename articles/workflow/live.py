"""The verbs of live coverage: telling what happens, mending it, taking it back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article, LiveUpdate
from articles.text import lines
from articles.workflow.carrying import carry_out


def tell_live(
    article: Article, by: Any, language: str, headline: str, text: str = "", *, is_key: bool = False
) -> LiveUpdate:
    """Tell the readers of a live story in a language what has happened, at once; return the update."""
    told = LiveUpdate(language=language, headline=headline, text=text, is_key=is_key, by=by)

    def change(stored: Article) -> dict[str, Any]:
        if not stored.is_public(language):
            raise ValidationError({"language": _("The story is not out in this language.")})
        told.article, told.at = stored, clock.now()
        _save(told)
        return {"substantive_updated_at": told.at}

    carry_out("tell_live", article, by, headline, languages=[language], change=change, language=language)
    return told


def amend_live(update: LiveUpdate, by: Any, headline: str, text: str = "", *, is_key: bool = False) -> None:
    """Change an update; readers are told that it was changed."""

    def change(stored: Article) -> dict[str, Any]:
        update.headline, update.text, update.is_key = headline, text, is_key
        update.changed_at = clock.now()
        _save(update)
        return {"substantive_updated_at": update.changed_at}

    _carry_out("amend_live", update, by, headline, change)


def remove_live(update: LiveUpdate, by: Any) -> None:
    """Take an update back; the log keeps what it said."""

    def change(stored: Article) -> dict[str, Any]:
        update.delete()
        return {"substantive_updated_at": clock.now()}

    _carry_out("remove_live", update, by, f"{update.headline}\n{update.text}".strip(), change)


def _carry_out(name: str, update: LiveUpdate, by: Any, note: str, change: Any) -> None:
    language = update.language
    carry_out(name, update.article, by, note, languages=[language], change=change, language=language)


def _save(update: LiveUpdate) -> None:
    update.headline, update.text = lines.one_line(update.headline).strip(), lines.some_lines(update.text).strip()
    update.full_clean(exclude=["article", "by"])
    update.save()
