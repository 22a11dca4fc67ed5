"""What the records that are looked up by name have in common: a folded key and a slug."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles.text import arabic, lines, slugs

FIRST = ("عبد", "ابو", "ابن", "بن", "ام")
"""How names of two words begin that are also written as one, folded."""
LANGUAGE_CODES: list[str] = [code for code, _name in settings.LANGUAGES]


def in_languages(field: str) -> list[str]:
    """Return the column names of a translated field, one per language, in the site's order."""
    return [build_localized_fieldname(field, code) for code in LANGUAGE_CODES]


def languages_tried(language: str) -> list[str]:
    """Return the languages in which a name is looked for on a page in a language, in order."""
    return list(dict.fromkeys((language, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES)))


def validate_slug(value: str) -> None:
    """Raise ``ValidationError`` unless the text is already in the form of a slug (Arabic letters allowed)."""
    if value != slugs.slugify(value):
        raise ValidationError(
            _("Use letters, digits and hyphens only, for example “%(example)s”."),
            params={"example": slugs.slugify(value) or "akhbar"},
        )


class NamedQuerySet(models.QuerySet):
    """Finding records by any spelling of their name."""

    def matching(self, text: str) -> Self:
        """Return the records whose folded key contains every word of the text, in any spelling.

        «عبدالله» is «عبد الله» as well; the other way round each word is contained anyway.
        """
        found = self
        for word in arabic.fold_key(text).split():
            forms = {word, *(f"{first} {word[len(first) :]}" for first in FIRST if word.startswith(first))}
            found = found.filter(reduce(or_, (models.Q(search_key__contains=form) for form in forms)))
        return found


class Named(models.Model):
    """A record with a translated ``name``, a slug for its address and a folded key of all its spellings."""

    slug = models.CharField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        validators=[validate_slug],
        help_text=_("The end of the page's address. Left empty, it is made from the name."),
    )
    search_key = models.TextField(editable=False, default="", blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name) or self.slug  # type: ignore[attr-defined]

    def spellings(self) -> Iterable[str]:
        """Yield every text under which this record may be looked for."""
        return [getattr(self, column) or "" for column in in_languages("name")]

    def prepare(self) -> None:
        """Clean the names, and fill the slug and the folded key from them."""
        for column in in_languages("name"):
            if name := getattr(self, column, None):
                setattr(self, column, lines.one_line(name))
        if not self.slug:
            self.slug = self._free_slug()
        self.search_key = "\n".join(dict.fromkeys(key for text in self.spellings() if (key := arabic.fold_key(text))))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the slug and the folded key up to date."""
        self.prepare()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "slug", "search_key"}
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        stem = next((slug for text in self.spellings() if (slug := slugs.slugify(text))), self._meta.model_name or "")
        slug, number = stem, 1
        while type(self)._default_manager.filter(slug=slug).exclude(pk=self.pk).exists():
            number += 1
            slug = f"{stem[:74]}-{number}"
        return slug
