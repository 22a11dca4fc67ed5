"""Those who sign stories."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.addresses import address
from articles.models.article import current_language
from articles.models.named import Named


class Author(Named):
    """A person, an agency or a desk. A guest is a person without a user."""

    class Kind(models.TextChoices):
        """What kind of author signs."""

        PERSON = "person", _("person")
        AGENCY = "agency", _("agency")
        DESK = "desk", _("desk")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=120)
    role_title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("For example: Moscow correspondent.")
    )
    biography = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        "articles.Image", verbose_name=_("portrait"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person in the newsroom"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text=_("Leave empty for a guest, an agency or a desk."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "agency", "desk"]), name="author_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="person") | models.Q(user=None),
                name="author_user_only_for_a_person",
                violation_error_message=_("Only a person can be tied to someone in the newsroom."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the author's page in the current language."""
        return address(current_language(), "author", self.slug)
