"""The agencies that stories come from."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.named import Named


class Source(Named):
    """An agency or outlet, under every name by which copy refers to it."""

    name = models.CharField(_("name"), max_length=120)
    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True, help_text=_("For example: AFP."))
    aliases = models.JSONField(
        _("other names"), default=list, blank=True, help_text=_("Other spellings in copy, for example «أ ف ب».")
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]

    def spellings(self) -> Iterable[str]:
        """Yield the names, the abbreviation and the aliases."""
        return [*super().spellings(), self.abbreviation, *self.aliases]
