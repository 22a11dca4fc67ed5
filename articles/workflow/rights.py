"""Who may do what: the groups' permissions, grants in a section or language, and whose story it is."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from articles.models import Article, Grant, Section
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES
from articles.workflow.graph import VERBS, Verb

CHANGE, CHANGE_ANY = "articles.change_article", "articles.change_any_article"
CHANGE_PUBLIC, TRANSLATE = "articles.change_public_article", "articles.translate_article"


def has(person: Any, permission: str, article: Article, languages: Iterable[str] | None = None) -> bool:
    """Return whether a person has a permission for a story, everywhere or by a grant.

    With languages, a grant in those languages is enough; without, the right must reach the whole story.
    """
    if person.has_perm(permission):
        return True
    if not person.is_active:
        return False
    wanted = set(languages) if languages is not None else None
    return any(permission in codenames and grant.covers(article, wanted) for grant, codenames in _grants(person))


def holds(person: Any, permission: str) -> bool:
    """Return whether a person has a permission for any story at all."""
    return person.has_perm(permission) or (
        person.is_active and any(permission in codenames for _grant, codenames in _grants(person))
    )


def sections_with(person: Any, permission: str) -> set[int] | None:
    """Return the sections in whose stories a person has a permission by a grant, those under them too; None for all."""
    if person.has_perm(permission):
        return None
    granted = {
        grant.section_id
        for grant, codenames in _grants(person)
        if person.is_active and permission in codenames and grant.section_id and not grant.language
    }
    sections = Section.objects.filter(Q(pk__in=granted) | Q(parent__in=granted))
    return set(sections.values_list("pk", flat=True)) if granted else set()


def may_edit(article: Article, person: Any, language: str | None = None) -> bool:
    """Return whether a person may change a story's text now: all of it, or what it says in one language."""
    if article.deleted_at is not None:
        return False
    if _may_edit_all(article, person, None):
        return True
    return language is not None and _may_edit_language(article, person, language)


def editable_languages(article: Article, person: Any) -> list[str]:
    """Return the languages of a story that a person may write in now."""
    return [code for code in LANGUAGE_CODES if may_edit(article, person, code)]


def may(article: Article, verb: Verb, person: Any, languages: Iterable[str] | None = None) -> bool:
    """Return whether a person may do a verb to a story now (in some languages, where the verb is done to languages)."""
    wanted = list(languages) if languages is not None else None
    return _fits(article, verb) and _has_right(article, verb, person, wanted) and verb.applies(article)


def languages_for(article: Article, verb: Verb, person: Any) -> list[str]:
    """Return the languages in which a person may do a verb to a story now."""
    if not _fits(article, verb):
        return []
    languages = [code for code in LANGUAGE_CODES if _has_right(article, verb, person, [code])]
    return languages if languages and verb.applies(article) else []


def may_somewhere(article: Article, verb: Verb, person: Any) -> bool:
    """Return whether a person may do a verb to a story now, or to one of its languages."""
    if not _fits(article, verb):
        return False
    reaches: list[list[str] | None] = [None, *([code] for code in LANGUAGE_CODES if verb.per_language)]
    return any(_has_right(article, verb, person, reach) for reach in reaches) and verb.applies(article)


def _fits(article: Article, verb: Verb) -> bool:
    return article.status in verb.from_statuses and verb.in_bin == (article.deleted_at is not None)


def _has_right(article: Article, verb: Verb, person: Any, languages: list[str] | None) -> bool:
    if not has(person, verb.permission, article, languages):
        return False
    return verb.to_anybodys or is_own(article, person) or has(person, CHANGE_ANY, article, languages)


def verbs_for(article: Article, person: Any) -> list[Verb]:
    """Return what a person may do to a story now, in the order of the graph."""
    return [verb for verb in VERBS.values() if may_somewhere(article, verb, person)]


def is_own(article: Article, person: Any) -> bool:
    """Return whether a person began a story or is to write it."""
    return person.pk is not None and person.pk in (article.created_by_id, article.assignee_id)


def _may_edit_all(article: Article, person: Any, languages: list[str] | None) -> bool:
    if not has(person, CHANGE, article, languages):
        return False
    public = article.status in (Status.PUBLISHED, Status.WITHDRAWN)
    if public and not has(person, CHANGE_PUBLIC, article, languages):
        return False
    if has(person, CHANGE_ANY, article, languages):
        return True
    return is_own(article, person) and article.status == Status.DRAFT


def _may_edit_language(article: Article, person: Any, language: str) -> bool:
    if _may_edit_all(article, person, [language]):
        return True
    if article.status == Status.WITHDRAWN or not has(person, TRANSLATE, article, [language]):
        return False
    if article.status == Status.PUBLISHED and article.in_language("published_at", language) is not None:
        return False
    return article.pk is not None and article.language_versions.filter(language=language).exists()


def _grants(person: Any) -> list[tuple[Grant, set[str]]]:
    """What a person holds, read once for each loaded person, as Django does with permissions."""
    if not hasattr(person, "_grants_held"):
        grants = Grant.objects.held_by(person).prefetch_related("role__permissions__content_type")
        person._grants_held = [
            (grant, {f"{one.content_type.app_label}.{one.codename}" for one in grant.role.permissions.all()})
            for grant in grants
        ]
    return person._grants_held
