"""What the desk says to one another about a story."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Note(models.Model):
    """An editor's note on a story; readers never see it."""

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="notes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    text = models.TextField(_("note"))

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text


class NoteReceiptQuerySet(models.QuerySet):
    """Receipts by who has to read them."""

    def unread_by(self, person: Any) -> Self:
        """Return what a person has not read, the newest first."""
        return self.filter(person=person, read_at=None, note__article__deleted_at=None).order_by("-id")


class NoteReceipt(models.Model):
    """Somebody who should read a note, and when they did."""

    note = models.ForeignKey(Note, verbose_name=_("note"), on_delete=models.CASCADE, related_name="receipts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="note_receipts"
    )
    mentioned = models.BooleanField(_("mentioned by name"), default=False)
    read_at = models.DateTimeField(_("read at"), null=True)

    objects = NoteReceiptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="note_received_once")]
        indexes = [models.Index(fields=["person"], condition=models.Q(read_at=None), name="note_unread")]

    def __str__(self) -> str:
        return f"{self.person}: {self.note}"
