"""A story as its form was sent, in hand and never stored."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.models import Article, Byline, RelatedStory, snapshot
from articles.models.article import Kind
from articles.models.named import LANGUAGE_CODES

MOST_ROWS = 100
SCHEMES = ("http://", "https://")


def story_of(sent: QueryDict, stored: Article | None) -> Article:
    """Return what a form says, cleaned as a save would clean it; what it does not hold is as stored.

    Wrong values are passed over: a preview shows what can be shown. Raises ``html.BodyTooLarge``.
    """
    article = stored or Article(pk=0)
    data = (snapshot.take(article) if stored else _nothing()) | _sent(sent)
    snapshot.show(article, data)
    article.prepare()
    return article


def _nothing() -> snapshot.Snapshot:
    return dict.fromkeys(snapshot.TEXTS, "") | {"kind": Kind.NEWS} | {name: [] for name in snapshot.LISTS}


def _sent(sent: QueryDict) -> snapshot.Snapshot:
    data: snapshot.Snapshot = {name: sent[name] for name in snapshot.TEXTS if name in sent}
    if "section" in sent:  # A form that has the whole story, and not one language of it.
        data["section_id"] = number(sent.get("section", ""))
        data |= {name: [pk for text in sent.getlist(name) if (pk := number(str(text)))] for name in _MANY}
        data["lead_image_id"] = number(sent.get("lead_image", ""))
        data["dateline_date"] = _day(sent.get("dateline_date", ""))
        if sent.get("kind") in Kind.values:
            data["kind"] = sent["kind"]
    if "bylines-TOTAL_FORMS" in sent:
        data["bylines"] = [byline for row in _rows(sent, "bylines") if (byline := _byline(row))]
    if "related_stories-TOTAL_FORMS" in sent:
        data["related_stories"] = [tie for row in _rows(sent, "related_stories") if (tie := _tie(row))]
    return data


_MANY = ("tags", "sources")
Row = Callable[[str], str]


def _rows(sent: QueryDict, prefix: str) -> Iterator[Row]:
    """The rows of a part of the form that are to stay, in their order; each gives its fields by name."""
    most = min(number(sent.get(f"{prefix}-TOTAL_FORMS", "")) or 0, MOST_ROWS)
    rows = [lambda name, place=place: sent.get(f"{prefix}-{place}-{name}", "") for place in range(most)]
    yield from sorted((row for row in rows if not row("DELETE")), key=lambda row: number(row("position")) or 0)


def _byline(row: Row) -> dict[str, Any] | None:
    author, role = number(row("author")), row("role")
    known = role if role in Byline.Role.values else Byline.Role.WRITING
    return {"author_id": author, "role": known} if author else None


def _tie(row: Row) -> dict[str, Any] | None:
    related, headline, url = number(row("related")), row("headline"), row("url")
    if not related and not headline:
        return None
    kind, language = row("kind"), row("language")
    return {
        "related_id": related,
        "kind": kind if kind in RelatedStory.Kind.values else RelatedStory.Kind.SEE_ALSO,
        "both_ways": bool(row("both_ways")),
        "headline": headline,
        "excerpt": row("excerpt"),
        "url": url if url.startswith(SCHEMES) else "",
        "source": row("source"),
        "date": _day(row("date")),
        "language": language if language in LANGUAGE_CODES else LANGUAGE_CODES[0],
    }


def number(text: str) -> int | None:
    """Return a record's number, None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _day(text: str) -> str | None:
    try:
        day = forms.DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day.isoformat() if day else None
