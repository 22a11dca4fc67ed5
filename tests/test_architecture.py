"""The house: a part imports only parts of a strictly lower floor."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "articles.text": 0,
    "articles.clock": 0,
    "articles.models": 1,
    "articles.workflow": 2,
    "articles.tag_verbs": 2,
    "articles.search": 2,
    "articles.images": 2,
    "articles.caching": 2,
    "articles.revisions": 3,
    "articles.drafts": 3,
    "articles.previews": 3,
    "articles.related": 3,
    "articles.importers": 3,
    "articles.most_read": 3,
    "articles.exporters": 3,
    "articles.tasks": 4,
    "articles.checks": 4,
    "articles.converters": 4,
    "articles.forms": 4,
    "articles.filters": 4,
    "articles.months": 4,
    "articles.translation": 4,
    "articles.templatetags": 4,
    "articles.steps": 5,
    "articles.signals": 5,
    "articles.views": 5,
    "articles.api": 5,
    "articles.feeds": 5,
    "articles.sitemaps": 5,
    "articles.middleware": 5,
    "articles.management": 6,
    "articles.admin": 6,
    "articles.urls": 6,
    "articles.apps": 6,
    "newsroom": 7,
}
SOURCES = sorted(
    path for top in ("articles", "newsroom") for path in (ROOT / top).rglob("*.py") if "migrations" not in path.parts
)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str | None:
    return next((room for room in FLOORS if module == room or module.startswith(room + ".")), None)


def imports_of(path: Path) -> set[str]:
    module = module_of(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (base, node.module or "") if part)
            found |= {origin} | {f"{origin}.{alias.name}" for alias in node.names}
    return found


def offences(module: str, imported: set[str]) -> list[str]:
    room = room_of(module)
    lower = {target for name in imported if (target := room_of(name)) and target != room}
    return sorted(f"{module} imports {target}" for target in lower if room is None or FLOORS[target] >= FLOORS[room])


def test_every_module_has_a_floor() -> None:
    assert [m for path in SOURCES if (m := module_of(path)) != "articles" and room_of(m) is None] == []


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_imports_run_downhill(path: Path) -> None:
    assert offences(module_of(path), imports_of(path)) == []


def test_an_import_uphill_is_noticed() -> None:
    assert offences("articles.models.tag", {"articles.workflow"}) == ["articles.models.tag imports articles.workflow"]
    assert offences("articles.search.query", {"articles.caching"}) == ["articles.search.query imports articles.caching"]


def test_the_text_floor_knows_no_database() -> None:
    for path in (ROOT / "articles" / "text").rglob("*.py"):
        assert not {name for name in imports_of(path) if name.startswith(("django.db", "articles.models"))}, path


def test_only_the_workflow_writes_a_status() -> None:
    for path in SOURCES:
        if room_of(module_of(path)) == "articles.workflow":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else []
            assert not [t for t in targets if isinstance(t, ast.Attribute) and t.attr == "status"], path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
                assert "status" not in {keyword.arg for keyword in node.keywords}, path
