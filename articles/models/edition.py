"""The site's content version."""

from django.db import models


class Edition(models.Model):
    """One row with a number that grows whenever what readers see has changed. ``articles/caching`` alone writes it."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
