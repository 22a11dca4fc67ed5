"""Links that show one revision of a story to somebody without an account."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock


class PreviewLinkQuerySet(models.QuerySet):
    """Links by whether they still open."""

    def open(self, at: datetime | None = None) -> Self:
        """Return the links that lead somewhere at a moment (now)."""
        return self.filter(revoked_at=None, expires_at__gt=at or clock.now(), article__deleted_at=None)


class PreviewLink(models.Model):
    """A link; only the hash of its secret is kept."""

    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="preview_links"
    )
    revision = models.ForeignKey(
        "articles.Revision", verbose_name=_("revision"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.article} · {self.language}"

    def is_open(self, at: datetime | None = None) -> bool:
        """Return whether the link leads somewhere at a moment (now), its story not being in the bin."""
        return self.revoked_at is None and self.expires_at > (at or clock.now())
