"""What search knows of a story: its words and stems, and how common each word is. Rows here are made, never edited."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

WORD = "="
"""Tells a word from a stem in ``SearchTerm.term``."""
TOTAL = "#"
"""What the totals of an index stand under."""


class SearchGeneration(models.Model):
    """One building of the whole index. Readers use the last complete one while the next is being built."""

    stem_version = models.PositiveIntegerField()
    complete = models.BooleanField(default=False)
    reached = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("search generation")
        verbose_name_plural = _("search generations")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk}"


class SearchDocumentQuerySet(models.QuerySet):
    """Documents by generation."""

    def current(self) -> Self:
        """Return the documents that readers search."""
        newest = SearchGeneration.objects.filter(complete=True).order_by("-id").values("id")[:1]
        return self.filter(generation=models.Subquery(newest))


class SearchDocument(models.Model):
    """A story in one language as search sees it.

    Fields stand on lines of their own (headline, tags, bylines, standfirst, body), words between spaces; ``stems`` has
    the stems that are not among the words, each once. Both are in the letters of ``articles.search.letters``.
    """

    generation = models.ForeignKey(SearchGeneration, on_delete=models.CASCADE, related_name="documents", db_index=False)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="search_documents")
    language = models.CharField(max_length=8)
    indexed_at = models.DateTimeField(null=True)
    length = models.PositiveIntegerField()
    words = models.TextField()
    stems = models.TextField()

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "generation", "language"], name="search_document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"


class SearchTerm(models.Model):
    """In how many stories a stem stands, or a word (written ``=word``); ``#stories`` and ``#length`` are the totals.

    A word stands under its stem, a stem under itself, the totals under ``#``: one query finds all forms of a word.
    """

    generation = models.ForeignKey(SearchGeneration, on_delete=models.CASCADE, related_name="terms", db_index=False)
    language = models.CharField(max_length=8)
    term = models.CharField(max_length=80)
    stem = models.CharField(max_length=80, default="")
    stories = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["generation", "language", "term"], name="search_term_once"),
        ]
        indexes = [models.Index(fields=["generation", "language", "stem"], name="search_term_stem")]

    def __str__(self) -> str:
        return self.term
