"""Tags and their other spellings."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import address
from articles.models.article import current_language
from articles.models.named import Named, NamedQuerySet
from articles.text import arabic


class TagQuerySet(NamedQuerySet):
    """Finding tags by what people call them."""

    def called(self, name: str) -> Self:
        """Return the tags one of whose names or aliases is this name, whatever its spelling."""
        key = arabic.fold_key(name)
        if not key:
            return self.none()
        return self.filter(models.Q(folded=key) | models.Q(aliases__folded=key)).distinct()


class Tag(Named):
    """A person, place, organisation, topic, event or storyline that stories are about."""

    class Kind(models.TextChoices):
        """What a tag stands for."""

        PERSON = "person", _("person")
        PLACE = "place", _("place")
        ORGANISATION = "organisation", _("organisation")
        TOPIC = "topic", _("topic")
        EVENT = "event", _("event")
        STORYLINE = "storyline", _("storyline")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TOPIC)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    folded = models.CharField(max_length=240, editable=False, db_index=True, default="")

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["id"]
        permissions = [("merge_tag", _("Can merge tags"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "place", "organisation", "topic", "event", "storyline"]),
                name="tag_kind_is_known",
            )
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the tag's page in the current language."""
        return address(current_language(), "tag", self.slug)

    def spellings(self) -> Iterable[str]:
        """Yield the names and the aliases."""
        aliases = self.aliases.values_list("name", flat=True) if self.pk else []
        return [*super().spellings(), *aliases]

    def prepare(self) -> None:
        """Fill the slug and the folded keys."""
        super().prepare()
        self.folded = arabic.fold_key(self.name_ar or self.name or "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the folded keys up to date."""
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    def lookalikes(self) -> TagQuerySet:
        """Return the other tags that a reader would take for this one: same folded name or alias."""
        keys = {key for text in self.spellings() if (key := arabic.fold_key(text))}
        same = models.Q(folded__in=keys) | models.Q(aliases__folded__in=keys)
        return type(self).objects.filter(same).exclude(pk=self.pk).distinct()


class TagAlias(models.Model):
    """Another spelling or name of a tag."""

    tag = models.ForeignKey(Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=240, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "name"],
                name="alias_once_per_tag",
                violation_error_message=_("This tag has this alias already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with its folded key, and let the tag know its new spelling."""
        self.folded = arabic.fold_key(self.name)
        super().save(*args, **kwargs)
        self.tag.save(update_fields=["search_key"])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and let the tag forget the spelling."""
        tag, deleted = self.tag, super().delete(*args, **kwargs)
        tag.save(update_fields=["search_key"])
        return deleted
