"""Sections of the site, in two levels."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import address
from articles.models.article import current_language
from articles.models.named import Named, NamedQuerySet


class SectionQuerySet(NamedQuerySet):
    """Sections as a reader meets them."""

    def in_menu(self) -> Self:
        """Return the top sections of the site's menu, in order."""
        return self.filter(in_menu=True, parent=None)


class Section(Named):
    """A section, or a subsection when it has a parent."""

    name = models.CharField(_("name"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"parent": None},
        help_text=_("Leave empty for a section of the first level."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    in_menu = models.BooleanField(_("in the menu"), default=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="section_not_its_own_parent",
                violation_error_message=_("A section cannot be its own parent."),
            )
        ]

    def clean(self) -> None:
        """Refuse a third level."""
        if self.parent is None:
            return
        if self.parent.parent_id is not None:
            raise ValidationError({"parent": _("Sections have two levels: choose a section that has no parent.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("This section has subsections, so it must stay on the first level.")})

    def get_absolute_url(self) -> str:
        """Return the address of the section's page in the current language."""
        return address(current_language(), "section", self.slug)
