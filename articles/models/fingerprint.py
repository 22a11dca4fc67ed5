"""What of a story's wording is remembered, so that a copy of it is recognised."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Fingerprint(models.Model):
    """A hash of four words in a row of a story, as ``articles/related/fingerprints.py`` makes it."""

    hash = models.BigIntegerField()
    article = models.ForeignKey(
        "articles.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="fingerprints"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    class Meta:
        default_permissions = ()
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        indexes = [models.Index(fields=["hash", "article", "language"], name="fingerprint_by_hash")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hash:x}"
