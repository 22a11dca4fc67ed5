"""Who did what, when, to what and from where. Written once, never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from ipaddress import ip_address
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models.article import Article
from articles.text import arabic


class Origin(NamedTuple):
    """Who is at work, and from which address."""

    person: Any = None
    address: str | None = None


NOBODY = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=NOBODY)


@contextmanager
def origin(person: Any, address: str | None) -> Iterator[None]:
    """Let everything that is recorded inside know who is at work and from where."""
    token = _origin.set(Origin(person, address))
    try:
        yield
    finally:
        _origin.reset(token)


class AuditEntryQuerySet(models.QuerySet):
    """Writing the log, and forgetting what is older than it is kept."""

    def record(
        self, action: str, *, by: Any = None, article: Article | None = None, about: Any = None, **details: Any
    ) -> Any:
        """Write an entry: an action, its person (else whoever is at work), its story or other object, and details."""
        person = by if by is not None else _origin.get().person
        known = person is not None and getattr(person, "pk", None) is not None
        subject = about if about is not None else article
        entry = self.model(
            action=action,
            actor=person if known else None,
            actor_name=str(person)[:200] if known else "",
            article=article,
            object_type=subject._meta.label_lower if subject is not None else "",
            object_id=str(subject.pk)[:64] if subject is not None else "",
            object_name=str(subject)[:250] if subject is not None else "",
            address=_address(),
            details=details,
        )
        entry.search_key = entry.searched()
        entry.save(force_insert=True)
        return entry

    def matching(self, text: str) -> Self:
        """Return the entries that hold every word of a text, in any spelling."""
        found = self
        for word in arabic.fold_key(text).split():
            found = found.filter(search_key__contains=word)
        return found

    def of_story(self, pk: int) -> Self:
        """Return the entries of a story, which may be gone."""
        return self.filter(models.Q(article=pk) | models.Q(object_type=Article._meta.label_lower, object_id=str(pk)))

    def forget(self, before: datetime) -> int:
        """Delete the entries written before a moment and return how many there were."""
        return self.filter(at__lt=before)._raw_delete(self.db)


class AuditEntry(models.Model):
    """One line of the log. It outlives its story and its person."""

    at = models.DateTimeField(_("at"), default=clock.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    actor_name = models.CharField(_("name"), max_length=200, blank=True)
    action = models.CharField(_("action"), max_length=40, db_index=True)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.SET_NULL, null=True, related_name="audit_entries"
    )
    object_type = models.CharField(_("kind of object"), max_length=60, blank=True)
    object_id = models.CharField(_("number of the object"), max_length=64, blank=True)
    object_name = models.CharField(_("object"), max_length=250, blank=True)
    address = models.GenericIPAddressField(_("from address"), null=True)
    details = models.JSONField(_("details"), default=dict)
    search_key = models.TextField(editable=False, default="", blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.object_name}"

    def searched(self) -> str:
        """Return every word by which the entry is found, folded: names, address and what the details say."""
        told = [value for value in self.details.values() if isinstance(value, str | list)]
        words = [text for value in told for text in ([value] if isinstance(value, str) else map(str, value))]
        return arabic.fold_key(" ".join([self.actor_name, self.object_name, self.address or "", *words]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; raise ``TypeError`` for one that is written already."""
        if not self._state.adding:
            raise TypeError("An entry of the log is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise ``TypeError``: the log forgets by age alone."""
        raise TypeError("An entry of the log is not deleted.")


def _address() -> str | None:
    try:
        return str(ip_address(_origin.get().address or ""))
    except ValueError:
        return None
