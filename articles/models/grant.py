"""Rights in a part of the newsroom."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class GrantQuerySet(models.QuerySet):
    """Grants by who holds them."""

    def held_by(self, person: Any) -> models.query.RawQuerySet:
        """Return what a person holds, alone or through a group.

        Written out, because most requests of the desk ask it, and to compile it took longer than to answer it.
        """
        grants, held = self.model._meta.db_table, person.groups.through._meta.db_table
        return self.raw(
            f"SELECT * FROM {grants} WHERE person_id = %s"  # noqa: S608 - names of tables
            f" OR group_id IN (SELECT group_id FROM {held} WHERE user_id = %s) ORDER BY id",
            [person.pk, person.pk],
        )


class Grant(models.Model):
    """A person or group has the rights of a role in one section with its subsections, in one language, or both."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="grants",
    )
    group = models.ForeignKey(
        Group, verbose_name=_("group"), on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    role = models.ForeignKey(
        Group,
        verbose_name=_("with the rights of"),
        on_delete=models.CASCADE,
        related_name="granted",
        help_text=_("What an editor may do everywhere, the holder may do in this part."),
    )
    section = models.ForeignKey(
        "articles.Section", verbose_name=_("section"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(group=None),
                name="grant_has_one_holder",
                violation_error_message=_("Choose a person or a group, not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(section__isnull=False) | ~models.Q(language=""),
                name="grant_is_of_a_part",
                violation_error_message=_("Choose a section, a language or both."),
            ),
        ]

    def __str__(self) -> str:
        part = " · ".join(str(one) for one in (self.section, self.language) if one)
        return f"{self.person or self.group}: {self.role} ({part})"

    def covers(self, article: Article, languages: Iterable[str] | None) -> bool:
        """Return whether the grant reaches an act on a story in some languages (None: on the whole of it)."""
        if self.language and (languages is None or set(languages) - {self.language}):
            return False
        if self.section_id is None:
            return True
        section = article.section
        return section is not None and self.section_id in (section.pk, section.parent_id)
