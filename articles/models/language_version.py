"""Which language of a story was translated from which, and from what text."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models.article import Article

SOURCE_FIELDS = ("kicker", "headline", "standfirst", "body")


def source_hash(article: Article, language: str) -> str:
    """Return the SHA-256 of what a story says in a language, in hexadecimal."""
    texts = (article.in_language(field, language) or "" for field in SOURCE_FIELDS)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


class LanguageVersion(models.Model):
    """A language opened for translation, and the text of the source that the translator had before them."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="language_versions"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source_language = models.CharField(_("translated from"), max_length=10, choices=settings.LANGUAGES)
    source_hash = models.CharField(max_length=64)
    source_revision = models.ForeignKey(
        "articles.Revision", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="language_opened_once")]

    def __str__(self) -> str:
        return f"{self.article}: {self.language} ← {self.source_language}"

    def is_current(self) -> bool:
        """Return whether the source still says what was translated."""
        return self.source_hash == source_hash(self.article, self.source_language)
