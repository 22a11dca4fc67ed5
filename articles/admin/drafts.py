"""What a person is typing in the story form, kept before it is saved."""

from typing import Any
from uuid import UUID

from django.http import QueryDict

from articles import drafts
from articles.models import Article

NOT_TYPED = {"csrfmiddlewaretoken", "base_version", "written_by", "draft_key", "_verb", "_save", "_continue", "_check"}


def keep_form(person: Any, sent: QueryDict, article: Article, base_version: int) -> None:
    """Keep a form that could not be saved as what its writer was typing."""
    data = {name: values if len(values) > 1 else values[0] for name, values in sent.lists() if name not in NOT_TYPED}
    drafts.save_draft(person, data, article=article, base_version=base_version)


def discard_form(person: Any, sent: QueryDict, article: Article) -> None:
    """Forget what a person was typing, now that it is saved."""
    drafts.discard(person, article=article)
    if key := key_of(sent.get("draft_key")):
        drafts.discard(person, draft_key=key)


def key_of(text: str | None) -> UUID | None:
    """Return the key of an unsaved story, or None for what is no key."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
