"""A form that was opened before somebody else saved: what it says is read as what its writer changed.

A form speaks of the whole story, so one that is out of date also says, of all that its writer never touched, what stood
there before. Here such a form is brought up to date where it was not touched, so that it is judged and compared by what
its writer did.
"""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.http import QueryDict

from articles.forms import ArticleForm
from articles.models import Article, Revision, snapshot
from articles.text import html

ROWS = {"bylines": ("author",), "related_stories": ("related", "headline", "url")}
"""The rows of the story form, and the fields of which one is filled in every row that says something."""


def bring_up_to_date(
    data: QueryDict, article: Article, base: Mapping[str, Any], theirs: Mapping[str, Any]
) -> QueryDict:
    """Return a form's fields with the texts that its writer never touched as they are now, and its rows as new ones.

    The story's own rows are deleted, in the caller's transaction, which must be undone.
    """
    fresh = data.copy()
    for name in snapshot.TEXTS:
        if name in fresh and name in base and tidy(name, text_of(fresh, name)) == base[name]:
            fresh[name] = theirs[name]
    for prefix in ROWS:
        if f"{prefix}-TOTAL_FORMS" in fresh:
            make_rows_new(fresh, prefix)
            getattr(article, prefix).all().delete()
    return fresh


def text_of(data: QueryDict, name: str) -> str:
    """Return what was sent in a field, or nothing."""
    return str((data.getlist(name) or [""])[-1])


def tidy(name: str, text: str) -> str:
    """Return a text of the form as saving would leave it."""
    if name in snapshot.BODIES:
        try:
            return html.sanitise(html.from_typed(text))
        except html.BodyTooLarge:
            return text
    if name.startswith("headline_"):
        return " ".join(text.split())
    return text.replace("\r\n", "\n").strip()


def make_rows_new(data: QueryDict, prefix: str) -> None:
    """Rewrite the rows of a formset as rows that were just added, in the order of their places, the empty ones last."""
    rows: dict[int, dict[str, list[str]]] = {}
    for key in list(data):
        if found := re.fullmatch(rf"{prefix}-(\d+)-(\w+)", key):
            rows.setdefault(int(found[1]), {})[found[2]] = data.getlist(key)
            del data[key]
    kept = [row for _number, row in sorted(rows.items()) if not any(row.pop("DELETE", []))]
    kept.sort(key=lambda row: (is_empty(row, prefix), _place(row)))
    for number, row in enumerate(kept):
        for name in row.keys() - {"id"}:
            data.setlist(f"{prefix}-{number}-{name}", row[name])
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(kept)), "0"


def is_empty(row: Mapping[str, list[str]], prefix: str) -> bool:
    """Return whether a row of a formset says nothing."""
    return not any(text for name in ROWS[prefix] for text in row.get(name, []))


def keep_origins(article: Article, *known: Mapping[str, Any]) -> None:
    """Give ties that were written anew the origin that they had in a snapshot."""
    origins = {_end(tie): tie["origin"] for told in known for tie in told.get("related_stories", [])}
    for tie in article.related_stories.all():
        origin = origins.get((tie.related_id, tie.url))
        if origin and origin != tie.origin:
            tie.origin = origin
            tie.save(update_fields=["origin"])


def asked_for_other_times(form: ArticleForm, base: Mapping[str, Any]) -> bool:
    """Return whether a form asks for other times of publication than those with which it began."""
    for name in snapshot.TIMES:
        if name in form.fields and name in base:
            field = copy(form.fields[name])
            field.disabled = False
            typed = field.widget.value_from_datadict(form.data, form.files, name)  # type: ignore[arg-type]
            before = datetime.fromisoformat(base[name]).replace(microsecond=0) if base[name] else None
            if field.has_changed(before, typed):
                return True
    return False


def base_of(article: Article, version: int) -> Mapping[str, Any]:
    """Return what a story said at a version, or nothing when that is not known."""
    revision = Revision.objects.at_version(article, version)
    return revision.data if revision else {}


def said_the_same(article: Article, version: int) -> bool:
    """Return whether a story still says what it did at a version, as after a step that changed no word."""
    return base_of(article, version) == snapshot.take(article)


def _place(row: Mapping[str, Iterable[str]]) -> int:
    (place,) = row.get("position") or ["0"]
    return int(place) if place.isdecimal() else 0


def _end(tie: Mapping[str, Any]) -> tuple[Any, str]:
    return tie["related_id"], tie["url"]
