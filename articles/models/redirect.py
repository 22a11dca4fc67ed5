"""Addresses that have moved."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _


def validate_path(value: str) -> None:
    """Raise ``ValidationError`` unless the text is a path of this site, written as it is read (not percent-encoded)."""
    if not value.startswith("/") or not url_has_allowed_host_and_scheme(value, allowed_hosts=None):
        raise ValidationError(_("An address of this site begins with one slash, for example /sections/akhbar/."))


class Redirect(models.Model):
    """An old path, decoded, and where it leads now. Looked at only when nothing else answers."""

    old_path = models.CharField(_("old path"), max_length=500, unique=True, validators=[validate_path])
    target = models.CharField(_("leads to"), max_length=500, validators=[validate_path])
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old_path=models.F("target")),
                name="redirect_leads_elsewhere",
                violation_error_message=_("An address cannot lead to itself."),
            )
        ]

    def __str__(self) -> str:
        return self.old_path
