"""What the demo is built from, read and numbered."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.importers import text
from articles.importers.imported import ImportedStory, Refused


class DocumentProblem(Exception):
    """A document or what stands beside it cannot be made into a fixture; the message says which and why."""


@dataclass(frozen=True)
class Plan:
    """The documents as the importer reads them, what an editor adds, and the number of every row by its key."""

    folder: Path
    newsroom: dict[str, Any]
    stories: dict[str, dict[str, Any]]
    pictures: dict[str, Any]
    found: dict[str, ImportedStory]
    numbers: dict[str, dict[str, int]]

    def pk(self, kind: str, key: str, where: str) -> int:
        """Return a row's number. Raises ``DocumentProblem`` when there is no such row."""
        try:
            return self.numbers[kind][key]
        except KeyError:
            raise DocumentProblem(f"{where}: there is no {kind} “{key}”") from None

    def headline(self, name: str) -> str:
        """Return a story's headline: the editor's where the document has none of its own."""
        return self.stories[name].get("headline") or self.found[name].headline


def read(folder: Path) -> Plan:
    """Read the documents of a folder and what stands beside them. Raises ``DocumentProblem``."""
    documents = folder / "documents"
    newsroom, stories, pictures = (_table(documents / f"{name}.toml") for name in ("newsroom", "stories", "pictures"))
    if strays := sorted(path.name for path in documents.glob("*.txt") if path.stem not in stories):
        raise DocumentProblem(f"stories.toml says nothing of {', '.join(strays)}")
    numbers = {kind: _numbers(row["slug"] for row in newsroom[kind]) for kind in ("section", "source", "author", "tag")}
    numbers["story"] = _numbers(stories)
    numbers["picture"] = _numbers(key for key, row in pictures.items() if isinstance(row, dict))
    found = {name: _import(documents / f"{name}.txt") for name in stories}
    return Plan(folder, newsroom, stories, pictures, found, numbers)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise DocumentProblem(f"{path.name}: {problem}") from problem


def _import(path: Path) -> ImportedStory:
    try:
        return text.parse(path.read_bytes(), name=path.name)
    except (OSError, Refused) as problem:
        raise DocumentProblem(f"{path.name}: {problem}") from problem


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    return {key: pk for pk, key in enumerate(keys, 1)}
