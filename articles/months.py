"""The house's names of the months wherever Django writes a date, and in the scripts of its date pickers."""

from typing import Any

from django.conf import settings
from django.utils import dates as django_dates
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.views.i18n import JavaScriptCatalog

from articles.text.dates import ARABIC_MONTHS

ENGLISH = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


def teach_django() -> None:
    """Let Django write Arabic dates with the house's months: its lists, their walk by date, its histories."""
    for table in (django_dates.MONTHS, django_dates.MONTHS_ALT):
        for number, name in list(table.items()):
            table[number] = _in_house(number, name)


def house_month(number: int) -> str | None:
    """Return the name of a month (1 to 12) in Arabic as the house has it; None in other languages."""
    if (get_language() or "").split("-")[0] != "ar":
        return None
    return ARABIC_MONTHS[settings.MONTH_NAMES][number - 1]


class ScriptTexts(JavaScriptCatalog):
    """The texts of the desk's scripts, with the house's months for the date pickers."""

    packages = ["django.contrib.admin", "articles"]  # noqa: RUF012 - as Django declares it

    def get_catalog(self) -> dict[str, Any]:
        """Return the texts by what stands in the scripts."""
        names = {english: house_month(number) for number, english in enumerate(ENGLISH, 1)}
        return {**super().get_catalog(), **{english: name for english, name in names.items() if name}}


def _in_house(number: int, django: str | Promise) -> Any:
    return lazy(lambda: house_month(number) or str(django), str)()
