"""Who writes what by when, and the desk's notes on it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article, AuditEntry, Note, NoteReceipt
from articles.text import mentions
from articles.workflow.carrying import carry_out
from articles.workflow.rights import CHANGE, has

LONGEST_NOTE = 5_000
RIGHT_TO_LEFT = "\u200f"
"""Before each line of a plain message: a program that knows no direction takes it from the first letter."""


def assign(article: Article, by: Any, assignee: Any | None, due_at: datetime | None = None, note: str = "") -> None:
    """Give a story to a person (None: to nobody) and say when it is due."""

    def change(stored: Article) -> dict[str, Any]:
        if assignee is not None and not (assignee.is_active and has(assignee, CHANGE, stored)):
            raise ValidationError({"assignee": _("This person may not write stories.")})
        return {"assignee": assignee, "due_at": due_at}

    details: dict[str, Any] = {"assignee": assignee and assignee.pk, "due_at": due_at and due_at.isoformat()}
    if assignee is not None:
        details["assignee_name"] = str(assignee)
    carry_out("assign", article, by, note, change=change, **details)


@transaction.atomic
def add_note(article: Article, by: Any, text: str) -> Note:
    """Leave a note on a story for those it mentions («@name») and those whose story it is; mail to the mentioned.

    Raises ``PermissionDenied`` for those who may not see stories and ``ValidationError`` for an empty or endless note.
    """
    if not by.has_perm("articles.view_article"):
        raise PermissionDenied(_("You may not do this to this story."))
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write something.")})
    if len(text) > LONGEST_NOTE:
        raise ValidationError({"text": _("This note is too long.")})
    note = Note.objects.create(article=article, by=by, text=text)
    mentioned = people_mentioned(text)
    readers = {person.pk: person for person in mentioned}
    concerned = get_user_model().objects.filter(pk__in=[article.created_by_id, article.assignee_id], is_active=True)
    for person in [*readers.values(), *concerned]:
        if person.pk != by.pk:
            NoteReceipt.objects.get_or_create(note=note, person=person, defaults={"mentioned": person.pk in readers})
    AuditEntry.objects.record("note", by=by, article=article)
    if settings.DESK_MAIL:
        addressed = [person for person in mentioned if person.email and person.pk != by.pk]
        transaction.on_commit(lambda: _mail(note, addressed), robust=True)
    return note


def people_mentioned(text: str) -> list[Any]:
    """Return the people of the desk whom a text mentions."""
    anyone = Q()
    for name in mentions.names(text):
        anyone |= Q(username__iexact=name)
    people = get_user_model().objects.filter(anyone, is_active=True) if anyone else []
    return [person for person in people if person.has_perm("articles.view_article")]


def read_notes(article: Article, person: Any) -> int:
    """Note that a person has read the notes on a story; return how many were new to them."""
    return NoteReceipt.objects.filter(note__article=article, person=person, read_at=None).update(read_at=clock.now())


def _mail(note: Note, people: list[Any]) -> None:
    address = settings.SITE_URL + reverse("admin:articles_article_change", args=[note.article_id]) + "#notes"
    for person in people:
        with translation.override(person.interface_language):
            told = {"who": note.by, "story": note.article}
            subject = " ".join((gettext("%(who)s mentioned you: %(story)s") % told).split())[:200]
            opening = gettext("%(who)s mentioned you in a note on “%(story)s”:") % told
            text = f"{opening}\n\n{note.text}\n\n{gettext('Open the story:')}"
            if translation.get_language_bidi():
                text = "\n".join(f"{RIGHT_TO_LEFT}{line}" if line else "" for line in text.splitlines())
            send_mail(subject, f"{text}\n{address}\n", None, [person.email])
