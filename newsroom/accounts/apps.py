"""The app of the newsroom's people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users of the newsroom."""

    name = "newsroom.accounts"
    label = "accounts"
    verbose_name = _("People")
