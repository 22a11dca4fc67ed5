"""Texts of Django whose Arabic our catalogues mend. Nothing calls this: it is here for `make messages` to find them."""

from django.utils.translation import gettext_noop, ngettext

TEXTS = [
    gettext_noop("No, take me back"),
    gettext_noop("History"),
    gettext_noop("0 of %(cnt)s selected"),
]
COUNTED = [
    ngettext("entry", "entries", 1),
]
