"""What a parser returns, whatever the format: a story as it was found, and what the editor should look at.

Nothing here knows the database.
"""

import datetime
import hashlib
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from articles.importers.messages import describe
from articles.text.arabic import fold_key


class Refused(Exception):
    """A document that is no story, or cannot be read: `code` for programs, `message` for people."""

    def __init__(self, code: str, **params: str | int) -> None:
        """Keep the reason by its code, so that it can be said in any language."""
        self.code, self.params = code, params
        super().__init__(code)

    @property
    def message(self) -> str:
        """Return the reason in the current language."""
        return describe(self.code, self.params)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Warning:
    """Something an editor should look at. `paragraph` counts the body's paragraphs from one."""

    code: str
    params: dict[str, str] = field(default_factory=dict)
    paragraph: int | None = None

    @property
    def message(self) -> str:
        """Return what it says, in the current language."""
        return describe(self.code, {"paragraph": self.paragraph or "", **self.params})

    def as_json(self) -> dict[str, Any]:
        """Return the form that is printed, and kept on the article."""
        return {"code": self.code, "message": self.message, "paragraph": self.paragraph, "params": self.params}


@dataclass(frozen=True)
class Teaser:
    """The announcement of another story: its headline, the cut beginning of its text, its own dateline."""

    headline: str
    excerpt: str = ""
    place: str = ""
    date: datetime.date | None = None
    outlet: str = ""


@dataclass(frozen=True)
class Signature:
    """A name and what it did: `writing`, `translation`, `reporting`, `photography` or `editing`."""

    name: str
    role: str = "writing"


@dataclass(frozen=True)
class ImportedStory:
    """A story as found in a document; texts are plain, one string a paragraph."""

    headline: str
    paragraphs: tuple[str, ...]
    file: str = ""
    language: str = "ar"
    headline_derived: bool = False
    kicker: str = ""
    standfirst: str = ""
    section: str = ""
    breadcrumb: tuple[str, ...] = ()
    dateline_place: str = ""
    dateline_date: datetime.date | None = None
    outlet: str = ""
    source: str = ""
    bylines: tuple[Signature, ...] = ()
    tags: tuple[str, ...] = ()
    published_on: datetime.date | None = None
    teasers: tuple[Teaser, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def import_ref(self) -> str:
        """Return the story's identity: its headline and first paragraph in any spelling, wherever the file lies."""
        first = self.paragraphs[0] if self.paragraphs else ""
        return "text:" + _digest([fold_key(self.headline), fold_key(first)])

    @property
    def digest(self) -> str:
        """Return a digest of everything that the document said, so that an edited file is told from the same one."""
        said = asdict(replace(self, file="", warnings=()))
        return _digest([f"{name}={value!r}" for name, value in sorted(said.items())])

    def as_json(self) -> dict[str, Any]:
        """Return the fields in the form that `import_stories --json` prints."""
        return {
            "file": self.file,
            "headline": self.headline,
            "headline_derived": self.headline_derived,
            "kicker": self.kicker,
            "standfirst": self.standfirst,
            "section": self.section,
            "breadcrumb": list(self.breadcrumb),
            "dateline_place": self.dateline_place,
            "dateline_date": _iso(self.dateline_date),
            "outlet": self.outlet,
            "source": self.source,
            "bylines": [asdict(signature) for signature in self.bylines],
            "tags": list(self.tags),
            "language": self.language,
            "published_on": _iso(self.published_on),
            "paragraphs": list(self.paragraphs),
            "teasers": [{**asdict(teaser), "date": _iso(teaser.date)} for teaser in self.teasers],
            "warnings": [warning.as_json() for warning in self.warnings],
        }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
