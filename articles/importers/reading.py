"""What a parser has made out of a page, while it reads it."""

from dataclasses import dataclass, field

from articles.importers.imported import Signature, Teaser, Warning
from articles.importers.lines import Line
from articles.text.dateline import Dateline


@dataclass
class Reading:
    """What has been made out of a page so far."""

    warnings: list[Warning] = field(default_factory=list)
    crumbs: tuple[str, ...] = ()
    headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    dateline: Dateline = field(default_factory=Dateline)
    source_line: str = ""
    bylines: list[Signature] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    published: Line | None = None
    teasers: list[Teaser] = field(default_factory=list)
    resumed_with: str = ""

    def warn(self, code: str, text: str, paragraph: int | None = None) -> None:
        """Tell the editor of a piece of text."""
        self.warnings.append(Warning(code, {"text": text}, paragraph))

    def drop(self, line: Line, code: str) -> None:
        """Leave a line out, and say so with all of its text."""
        self.warn(code, line.text)
