"""The frame of every page: the menu, the same page in other languages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.caching.kept import kept
from articles.models import Article, ArticleQuerySet, Section
from articles.models.addresses import address
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES

Narrow = Callable[[ArticleQuerySet, str], ArticleQuerySet]


@dataclass
class Branch:
    """A section of the first level with its subsections."""

    section: Section
    children: list[Section] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """Return the ids of the section and its subsections."""
        return [self.section.pk, *(child.pk for child in self.children)]


def section_tree() -> list[Branch]:
    """Return all sections, in order."""
    return kept("sections", _ask_sections)


def sections_by_number() -> dict[int, Section]:
    """Return all sections by their numbers."""
    tree = section_tree()
    return kept(
        "sections by number", lambda: {one.pk: one for branch in tree for one in (branch.section, *branch.children)}
    )


def _ask_sections() -> list[Branch]:
    sections = list(Section.objects.all())
    branches = {section.pk: Branch(section) for section in sections if section.parent_id is None}
    for section in sections:
        if section.parent_id in branches:
            section.parent = branches[section.parent_id].section
            branches[section.parent_id].children.append(section)
    return list(branches.values())


def ids_by_slug(branches: list[Branch]) -> dict[str, list[int]]:
    """Return the sections that a list may be narrowed to: the ids that each slug stands for."""
    ids = {branch.section.slug: branch.ids for branch in branches}
    return ids | {child.slug: [child.pk] for branch in branches for child in branch.children}


def in_languages(codes: list[str], name: str, *args: Any) -> dict[str, str]:
    """Return the addresses of a page in some languages, by language."""
    return {code: address(code, name, *args) for code in codes}


def languages_with(narrow: Narrow) -> list[str]:
    """Return the languages in which some public story satisfies a condition, in one query that stops at the first.

    ``narrow`` is given the stories that are public in a language, and the language.
    """
    checks = {f"some_{code}": Exists(narrow(Article.objects.published(code), code)) for code in LANGUAGE_CODES}
    row = Article.objects.order_by().annotate(**checks).values(*checks)[:1]
    return [code for found in row for code in LANGUAGE_CODES if found[f"some_{code}"]]


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    alternates: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page in the site's frame.

    ``alternates`` are the addresses of this page by language, its own among them.
    """
    branches = section_tree()
    own = (alternates or {}).get(current_language())
    frame = {
        "branches": branches,
        "menu": [branch.section for branch in branches if branch.section.in_menu],
        "alternates": alternates or {},
        "canonical": own,
    }
    return render(request, template, frame | context, status=status)
