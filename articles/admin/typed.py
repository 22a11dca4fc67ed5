"""What a form that was kept unsaved says of a story, told as a snapshot, to be compared with what is saved."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.admin.stale import ROWS, is_empty, make_rows_new, text_of, tidy
from articles.models import Article, Revision, snapshot
from articles.steps import TYPED

MOST_LOOKED_AT = 10


def as_sent(data: Mapping[str, Any]) -> QueryDict:
    """Return kept fields as a browser sends them."""
    sent = QueryDict(mutable=True)
    for name, value in data.items():
        sent.setlist(str(name), [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return sent


def told_by(data: Mapping[str, Any], origins: Iterable[Mapping[str, Any]] = ()) -> snapshot.Snapshot:
    """Return what kept fields say of a story; ``origins`` are the ties of which it is known who made them."""
    sent = as_sent(data)
    for prefix in ROWS:
        make_rows_new(sent, prefix)
    told: snapshot.Snapshot = {name: tidy(name, text_of(sent, name)) for name in snapshot.TEXTS if name in sent}
    if "kind" in sent:
        told["kind"] = text_of(sent, "kind")
    told |= {f"{name}_id": _number(text_of(sent, name)) for name in ("section", "lead_image") if name in sent}
    if "dateline_date" in sent:
        told["dateline_date"] = _day(text_of(sent, "dateline_date"))
    told |= {
        name: sorted(int(one) for one in sent.getlist(name) if one.isdecimal())
        for name in ("tags", "sources")
        if name in data
    }
    if "bylines-TOTAL_FORMS" in data:
        told["bylines"] = [
            {"author_id": _number(row["author"]), "role": row.get("role", "")} for row in _rows(sent, "bylines")
        ]
    if "related_stories-TOTAL_FORMS" in data:
        known = {(tie["related_id"], tie["url"]): tie["origin"] for tie in origins}
        told["related_stories"] = [_tie(row, known) for row in _rows(sent, "related_stories")]
    return told


def for_steps(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed for steps that were not taken, by its field: a reason, a live update, another time."""
    return {name: str(data[name]) for name in TYPED if data.get(name) and data[name] != data.get(f"initial-{name}")}


def differs(told: snapshot.Snapshot, saved: Mapping[str, Any]) -> bool:
    """Return whether kept fields say anything else than a snapshot; a slug left empty is made by saving."""
    return any(value != saved.get(name, "") for name, value in told.items() if value or not name.startswith("slug_"))


def is_saved(told: snapshot.Snapshot, person: Any, article: Article | None) -> bool:
    """Return whether a person saved just this already, in the story or in one of those they wrote last."""
    own = Revision.objects.filter(by=person)
    own = own.filter(article=article) if article is not None else own.filter(article__created_by=person)
    return any(not differs(told, revision.data) for revision in own[:MOST_LOOKED_AT])


def _rows(sent: QueryDict, prefix: str) -> list[dict[str, str]]:
    fields = [key.removeprefix(f"{prefix}-0-") for key in sent if key.startswith(f"{prefix}-0-")]
    rows = (
        {name: sent.get(f"{prefix}-{number}-{name}", "") for name in fields}
        for number in range(int(text_of(sent, f"{prefix}-TOTAL_FORMS")))
    )
    return [row for row in rows if not is_empty({name: [text] for name, text in row.items()}, prefix)]


def _tie(row: Mapping[str, str], origins: Mapping[Any, str]) -> dict[str, Any]:
    related, url = _number(row.get("related", "")), row.get("url", "")
    told: dict[str, Any] = {name: row.get(name, "") for name in ("kind", "headline", "excerpt", "source", "language")}
    return told | {
        "related_id": related,
        "both_ways": bool(row.get("both_ways")),
        "url": url,
        "date": _day(row.get("date", "")),
        "origin": origins.get((related, url), "editor"),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _numbers(texts: Iterable[Any]) -> list[int]:
    return sorted(number for text in texts if (number := _number(str(text))))


def _day(text: str) -> str | None:
    try:
        day = forms.DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day.isoformat() if day else None
