"""Which stories show a picture in their text."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.image import Image
from articles.models.named import in_languages
from articles.text.references import references


class PictureUseQuerySet(models.QuerySet):
    """Knowing where pictures stand without reading every text."""

    def note(self, article: Article) -> None:
        """Remember which pictures a story's texts show now, in any language."""
        bodies = [getattr(article, column) or "" for column in in_languages("body")]
        shown = {pk for body in bodies if "data-image" in body for pk in references(body).images}
        known = set(self.of(article).values_list("image_id", flat=True))
        if gone := known - shown:
            self.of(article).filter(image__in=gone).delete()
        if new := shown - known:
            there = Image.objects.filter(pk__in=new).values_list("pk", flat=True)
            self.bulk_create([self.model(article=article, image_id=pk) for pk in there], ignore_conflicts=True)

    def of(self, article: Article) -> Self:
        """Return what is remembered of a story."""
        return self.filter(article=article)


class PictureUse(models.Model):
    """A picture in the text of a story, alone or in a gallery."""

    image = models.ForeignKey(Image, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="uses")
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="picture_uses"
    )

    objects = PictureUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a picture")
        verbose_name_plural = _("uses of pictures")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "image"], name="picture_use_once")]

    def __str__(self) -> str:
        return f"{self.image_id} ← {self.article_id}"
