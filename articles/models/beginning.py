"""In which form a story was begun."""

from typing import Any
from uuid import UUID

from django.db import models


class BeginningQuerySet(models.QuerySet):
    """Stories by the form in which they were begun."""

    def story_of(self, key: UUID | None) -> Any:
        """Return the story that was begun in a form, unless it is in the bin; or None."""
        begun = self.filter(key=key, article__deleted_at=None).select_related("article").first()
        return begun and begun.article

    def record(self, key: UUID, article: Any) -> None:
        """Note in which form a story was begun; raise ``IntegrityError`` where another was that is not in the bin."""
        self.filter(key=key).exclude(article__deleted_at=None).delete()
        self.create(key=key, article=article)


class Beginning(models.Model):
    """The key of a form that made a story: sent once more, it makes no second one."""

    key = models.UUIDField(primary_key=True)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")

    objects = BeginningQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.article_id} {self.key}"
