"""The versions of a story, each whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.models import snapshot
from articles.models.article import Article


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Writing and finding the versions of a story."""

    def record(self, article: Article, by: Any, comment: str = "", *, verb: str = "") -> "Revision":
        """Keep a story as it is now; one that says what the latest revision says is that revision."""
        data = snapshot.take(article)
        digest = snapshot.digest(data)
        latest = self.filter(article=article).defer("data").first()
        if latest is not None and latest.digest == digest:
            return latest
        return self.create(
            article=article, by=by, comment=comment, verb=verb, data=data, digest=digest, version=article.version
        )

    @contextmanager
    def of_change(self, article: Article, by: Any) -> Iterator[None]:
        """Keep a story as it is and, after a change that the block makes and saves, as a person leaves it."""
        with transaction.atomic():
            self.record(Article.objects.select_for_update().get(pk=article.pk), None)
            yield
            self.record(Article.objects.get(pk=article.pk), by)

    def at_version(self, article: Article, version: int) -> "Revision | None":
        """Return what a story was when it had a version number."""
        return self.filter(article=article, version__lte=version).first()

    def for_lists(self) -> Self:
        """Load what a history shows, without the texts."""
        return self.select_related("by").defer("data")


class Revision(models.Model):
    """A story as somebody left it."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    version = models.PositiveIntegerField(_("version"))
    verb = models.CharField(_("verb"), max_length=20, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    data = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["article", "-id"], name="revision_of_article")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.version}"

    def number(self) -> int:
        """Return which one of its story's revisions this is, counted from 1: ``version`` passes some numbers over."""
        return type(self).objects.filter(article_id=self.article_id, pk__lte=self.pk).count()
