"""Showing one revision of a story to somebody outside the newsroom, for a while."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import clock, workflow
from articles.models import Article, AuditEntry, PreviewLink, Revision

LONGEST_HOURS = 24 * 14
_SIGNER = Signer(salt="articles.previews")


@transaction.atomic
def make_link(article: Article, revision: Revision, language: str, by: Any, hours: int = 48) -> tuple[PreviewLink, str]:
    """Return a link and its token, which is shown once and not kept.

    Raises ``PermissionDenied`` for those who may not change or approve the story, and under embargo for all but those
    who may lift it; ``ValidationError`` for a revision of another story or too long a time.
    """
    if not may_share(article, by):
        raise PermissionDenied(_("You may not share this story."))
    if revision.article_id != article.pk:
        raise ValidationError(_("This revision belongs to another story."), code="other_story")
    if not 0 < hours <= LONGEST_HOURS:
        raise ValidationError({"hours": _("A link lives two weeks at most.")})
    token = _SIGNER.sign(secrets.token_urlsafe(24))
    link = PreviewLink.objects.create(
        article=article,
        revision=revision,
        language=language,
        token_hash=_hashed(token),
        created_by=by,
        expires_at=clock.now() + timedelta(hours=hours),
    )
    AuditEntry.objects.record("make_preview", by=by, article=article, link=link.pk, language=language)
    return link, token


def open_link(token: str) -> PreviewLink | None:
    """Return the link that a token opens now, with a line in the log; None for any other."""
    try:
        _SIGNER.unsign(token)
    except BadSignature:
        return None
    links = PreviewLink.objects.open().select_related("article", "revision")
    link = links.filter(token_hash=_hashed(token)).first()
    if link is not None:
        AuditEntry.objects.record("open_preview", article=link.article, link=link.pk, language=link.language)
    return link


def closed_link(token: str) -> PreviewLink | None:
    """Return the link that a token once opened, or None for one that is not ours; nothing is logged."""
    try:
        _SIGNER.unsign(token)
    except BadSignature:
        return None
    return PreviewLink.objects.filter(token_hash=_hashed(token)).first()


@transaction.atomic
def revoke_link(link: PreviewLink, by: Any) -> None:
    """Close a link for good. Raises ``PermissionDenied`` for those who could not have made it."""
    if link.created_by_id != by.pk and not may_share(link.article, by):
        raise PermissionDenied(_("You may not share this story."))
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now())
    link.refresh_from_db()
    AuditEntry.objects.record("revoke_preview", by=by, article=link.article, link=link.pk)


def may_share(article: Article, person: Any) -> bool:
    """Return whether a person may show a story to people outside: by a right to change or approve it."""
    if article.deleted_at is not None:
        return False
    if article.is_embargoed() and not workflow.has(person, "articles.override_embargo", article):
        return False
    return workflow.may_edit(article, person) or workflow.has(person, "articles.approve_article", article)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
