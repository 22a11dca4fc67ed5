"""The newsroom's user."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who works in the newsroom."""

    interface_language = models.CharField(
        _("interface language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language in which this person sees the desk."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]
        verbose_name_plural = _("people")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def _perm_cache(self) -> set[str]:
        """What Django's backend remembers of a person's rights, and asks for in two questions where there is none."""
        if self.is_superuser:
            return {f"{label}.{name}" for label, name in Permission.objects.values_list(*NAMED).order_by()}
        with connection.cursor() as cursor:
            cursor.execute(RIGHTS, [self.pk, self.pk])
            return {f"{label}.{name}" for label, name in cursor.fetchall()}


NAMED = ("content_type__app_label", "codename")
RIGHTS = f"""
SELECT kind.app_label, permission.codename FROM {Permission._meta.db_table} permission
JOIN {ContentType._meta.db_table} kind ON kind.id = permission.content_type_id
WHERE permission.id IN (SELECT permission_id FROM {User.user_permissions.through._meta.db_table} WHERE user_id = %s)
OR permission.id IN (
  SELECT given.permission_id FROM {Group.permissions.through._meta.db_table} given
  JOIN {User.groups.through._meta.db_table} held ON held.group_id = given.group_id WHERE held.user_id = %s
)"""  # noqa: S608 - names of tables
"""What each request of the desk asks: written out, because to compile it took longer than to answer it."""
