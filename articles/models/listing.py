"""Where public stories stand in the lists of their tags and authors, in the order in which those are shown.

A list of a tag read from the stories themselves grows dearer with the archive; these rows are its index.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models, transaction

from articles import clock
from articles.models.article import Article, Status
from articles.models.named import LANGUAGE_CODES, in_languages

AT_ONCE = 1000
Row = tuple[int, str, datetime, int | None, int | None]


class ListingQuerySet(models.QuerySet):
    """Reading the lists, and keeping them true."""

    def out(self, language: str, at: Any = None) -> Self:
        """Return the rows whose time has come in a language at a moment (now); whether a reader may see the story, the
        story knows.
        """
        return self.filter(language=language, out_at__lte=at or clock.now())

    def of_public(self, language: str) -> Self:
        """Return the rows of stories that a reader may see in a language, each looked up by its number."""
        public = Article.objects.published(language).filter(pk=models.OuterRef("article_id"))
        return self.out(language).filter(models.Exists(public))

    def newest(self, language: str, most: int) -> list[int]:
        """Return the numbers of the newest public stories in a language."""
        rows = self.of_public(language).order_by("-out_at", "-article_id")
        return list(rows.values_list("article_id", flat=True)[:most])

    @transaction.atomic
    def refresh(self, articles: Iterable[int]) -> int:
        """Bring the rows of some stories up to date; return how many were wrong."""
        keys, wrong = list(dict.fromkeys(articles)), 0
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            stored = {
                (row.article_id, row.language, row.out_at, row.tag_id, row.author_id): row.pk
                for row in self.model.objects.filter(article__in=some)
            }
            wanted = set(_wanted(some))
            gone = [pk for row, pk in stored.items() if row not in wanted]
            new = [row for row in wanted if row not in stored]
            if gone:
                self.model.objects.filter(pk__in=gone).delete()
            self.model.objects.bulk_create(
                self.model(article_id=article, language=language, out_at=out_at, tag_id=tag, author_id=author)
                for article, language, out_at, tag, author in new
            )
            wrong += len(gone) + len(new)
        return wrong


class Listing(models.Model):
    """A published story in the list of one of its tags or authors, in a language."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="listings")
    language = models.CharField(max_length=2)
    out_at = models.DateTimeField()
    tag = models.ForeignKey("articles.Tag", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey("articles.Author", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=[owner, "language", "-out_at", "-article"], name=f"listing_{owner}")
            for owner in ("tag", "author")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tag__isnull=True) ^ models.Q(author__isnull=True), name="listing_of_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"


def _wanted(articles: list[int]) -> Iterator[Row]:
    columns = in_languages("published_at")
    stories: Any = Article.objects.filter(pk__in=articles, status=Status.PUBLISHED).values_list("pk", *columns)
    out = {
        pk: [(code, at) for code, at in zip(LANGUAGE_CODES, times, strict=True) if at is not None]
        for pk, *times in stories
    }
    byline = apps.get_model("articles", "Byline")
    tags = Article.tags.through.objects.filter(article__in=out).values_list("article_id", "tag_id")
    authors = byline.objects.filter(article__in=out).values_list("article_id", "author_id")
    for article, tag in tags:
        yield from ((article, code, at, tag, None) for code, at in out[article])
    for article, author in set(authors):
        yield from ((article, code, at, None, author) for code, at in out[article])
