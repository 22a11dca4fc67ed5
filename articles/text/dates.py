"""Dates as an Arabic newsroom writes them, in the language of the page and with the months of the house.

Month and weekday names: Unicode CLDR (ar, ar-LB, ar-TN, ar-MA, en, uk, fa). Languages that have no table here are
written by Babel, so adding a language to the site needs nothing in this file.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.dates import format_timedelta as babel_timedelta
from babel.dates import get_day_names, get_timezone_location

from .arabic import fold
from .digits import format_number, known_system, localise

__all__ = [
    *("ago", "arabic_plural", "clock", "first_weekday", "format_date", "format_number", "month_number", "weekday_name"),
]

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def _names(listed: str) -> list[str]:
    return listed.split(",")


GREGORIAN = _names("يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر")
LEVANTINE = _names("كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول")
MAGHREBI = _names("جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية,أوت,سبتمبر,أكتوبر,نوفمبر,ديسمبر")
MOROCCAN = _names("يناير,فبراير,مارس,أبريل,ماي,يونيو,يوليوز,غشت,شتنبر,أكتوبر,نونبر,دجنبر")
ARABIC_MONTHS = {
    "gregorian": GREGORIAN,
    "levantine": LEVANTINE,
    "maghrebi": MAGHREBI,
    "moroccan": MOROCCAN,
    "both": [f"{name}/{common}" for name, common in zip(LEVANTINE, GREGORIAN, strict=True)],
}
"""The names of the months by Arab usage: `maghrebi` is that of Tunisia and Algeria, `both` is «تشرين الأول/أكتوبر»."""

MONTHS = {
    "en": _names("January,February,March,April,May,June,July,August,September,October,November,December"),
    "uk": _names("січня,лютого,березня,квітня,травня,червня,липня,серпня,вересня,жовтня,листопада,грудня"),
    "fa": _names("ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه,اوت,سپتامبر,اکتبر,نوامبر,دسامبر"),
}
WEEKDAYS = {
    "ar": _names("الاثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد"),
    "en": _names("Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday"),
    "uk": _names("понеділок,вівторок,середа,четвер,п’ятниця,субота,неділя"),
    "fa": _names("دوشنبه,سه‌شنبه,چهارشنبه,پنجشنبه,جمعه,شنبه,یکشنبه"),
}
ALSO_WRITTEN = {
    1: "كانون ثاني,كانون ثان,ك2,jan,січень",
    2: "أشباط,feb,лютий",
    3: "mar,березень",
    4: "apr,квітень",
    5: "مايس,травень",
    6: "يونيه,jun,червень",
    7: "يوليه,jul,липень",
    8: "أوغسطس,أغسطوس,أوغسطوس,aug,серпень",
    9: "سيبتمبر,sep,sept,вересень",
    10: "تشرين أول,ت1,أوكتوبر,oct,жовтень",
    11: "تشرين ثاني,تشرين ثان,ت2,نوفنبر,nov,листопад",
    12: "كانون أول,ك1,دسمبر,ديسيمبر,dec,грудень",
}

AGO = {"ar": "قبل {}", "en": "{} ago", "uk": "{} тому", "fa": "{} پیش"}
NOW = {"ar": "الآن", "en": "just now", "uk": "щойно", "fa": "همین حالا"}
UNITS: dict[str, dict[int, tuple[str, ...]]] = {
    "ar": {
        MINUTE: ("أقل من دقيقة", "دقيقة", "دقيقتين", "{} دقائق", "{} دقيقة", "{} دقيقة"),
        HOUR: ("أقل من ساعة", "ساعة", "ساعتين", "{} ساعات", "{} ساعة", "{} ساعة"),
        DAY: ("أقل من يوم", "يوم", "يومين", "{} أيام", "{} يومًا", "{} يوم"),
    },
    "en": {MINUTE: ("{} minute", "{} minutes"), HOUR: ("{} hour", "{} hours"), DAY: ("{} day", "{} days")},
    "uk": {
        MINUTE: ("{} хвилину", "{} хвилини", "{} хвилин"),
        HOUR: ("{} годину", "{} години", "{} годин"),
        DAY: ("{} день", "{} дні", "{} днів"),
    },
    "fa": {MINUTE: ("{} دقیقه",), HOUR: ("{} ساعت",), DAY: ("{} روز",)},
}

_BETWEEN_NAMES = re.compile(r"\s*[/()\\–—-]\s*")


def month_number(name: str) -> int | None:
    """The month (1 to 12) of a name in any Arab usage, English, Ukrainian (genitive) or Persian; None for other words.

    Hamza, harakat, tatweel and case do not matter. Two names at once («تشرين الأول/أكتوبر») must be of one month.
    """
    numbers = {_MONTH_NUMBERS.get(_month_key(part)) for part in _BETWEEN_NAMES.split(name) if part.strip()}
    return numbers.pop() if len(numbers) == 1 else None


def format_date(
    d: date | datetime,
    language: str,
    *,
    months: str = "gregorian",
    digits: str = "latn",
    weekday: bool = False,
    time: bool = False,
) -> str:
    """A date in words: «27 أكتوبر 2023», «الجمعة 27 أكتوبر 2023، 2:55 م», "Friday, 27 October 2023, 14:55".

    `months` (a key of ARABIC_MONTHS) concerns Arabic alone; `digits` concerns Arabic and Persian. `time` is heeded
    for a datetime, which is written as it stands: bring it to the site's time zone first. Raises ValueError for
    unknown months or digits.
    """
    if months not in ARABIC_MONTHS:
        raise ValueError(f"Unknown months {months!r}: use one of {', '.join(ARABIC_MONTHS)}")
    known_system(digits)
    language = _base(language)
    moment = d if time and isinstance(d, datetime) else None
    if language not in WEEKDAYS:
        return _babel_date(d, language, weekday, moment)
    month = (ARABIC_MONTHS[months] if language == "ar" else MONTHS[language])[d.month - 1]
    text = f"{d.day} {month} {d.year}"
    if weekday:
        comma = "" if language in ("ar", "fa") else ","
        text = f"{WEEKDAYS[language][d.weekday()]}{comma} {text}"
    if moment:
        text = f"{text}{'،' if language in ('ar', 'fa') else ','} {_clock(moment, language)}"
    return localise(text, digits) if language in ("ar", "fa") else text


def ago(then: datetime, now: datetime, language: str, *, digits: str = "latn") -> str:
    """How long ago something was, in whole minutes, hours or days: «قبل ساعتين», «قبل 3 ساعات», «قبل 11 ساعة».

    Under a minute, and a time to come (clocks differ), is «الآن». Both times are aware, or both naive. Past a week
    the caller shows a date instead.
    """
    known_system(digits)
    language = _base(language)
    seconds = int((now - then).total_seconds())
    unit = next((size for size in (DAY, HOUR, MINUTE) if seconds >= size), None)
    if language not in UNITS:
        return _babel_ago(seconds, language)
    if unit is None:
        return NOW[language]
    count = seconds // unit
    forms = UNITS[language][unit]
    form = arabic_plural(count, forms) if language == "ar" else forms[_plural_index(count, language)]
    number = format_number(count, digits if language in ("ar", "fa") else "latn")
    return AGO[language].format(form.format(number))


def clock(moment: datetime, language: str, *, digits: str = "latn") -> str:
    """The time of day of a moment as it stands: «2:55 م», "14:55". Raises ValueError for unknown digits."""
    known_system(digits)
    language = _base(language)
    return localise(_clock(moment, language), digits) if language in ("ar", "fa") else _clock(moment, language)


def weekday_name(day: date, language: str) -> str:
    """The name of a day of the week, standing alone: «الأحد», "Sunday"."""
    language = _base(language)
    if language in WEEKDAYS:
        return WEEKDAYS[language][day.weekday()]
    return get_day_names("wide", context="stand-alone", locale=_locale(language))[day.weekday()]


def arabic_plural(n: int, forms: tuple[str, ...]) -> str:
    """The form that goes with a number of six (Unicode CLDR): zero, one, two, few (3 to 10), many (11 to 99), other."""
    zero, one, two, few, many, other = forms
    if n in (0, 1, 2):
        return (zero, one, two)[n]
    if 3 <= n % 100 <= 10:
        return few
    return many if n % 100 >= 11 else other


def first_weekday(zone: str, languages: Iterable[str] = tuple(WEEKDAYS)) -> int:
    """The day on which a week begins in the country of a time zone (Monday is 0): Saturday in Cairo, Monday in Beirut.

    After Unicode CLDR; Monday where none of the languages is at home in the country.
    """
    territory = get_global("zone_territories").get(zone)
    for language in languages:
        if territory and f"{language}_{territory}" in localedata.locale_identifiers():
            return Locale(language, territory).first_week_day
    return 0


def city_of(zone: str, language: str) -> str:
    """The city after which a time zone is called, in a language: «بيروت» for Asia/Beirut (Unicode CLDR)."""
    return get_timezone_location(zone, locale=_locale(language), return_city=True)


def _plural_index(n: int, language: str) -> int:
    """Which of English's two, Ukrainian's three or Persian's one form goes with a whole number (Unicode CLDR)."""
    if language == "uk":
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
    return 0 if language == "fa" or n == 1 else 1


def _clock(moment: datetime, language: str) -> str:
    if language == "ar":
        return f"{moment.hour % 12 or 12}:{moment:%M} {'ص' if moment.hour < 12 else 'م'}"
    return f"{moment:%H:%M}"


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _month_key(name: str) -> str:
    """A name folded, and its second word without the article: «تشرين الأول» and «تشرين أول» are one."""
    return fold(name).rstrip(".").replace(" ال", " ").replace(" ", "")


def _names_of_months() -> Iterator[tuple[str, int]]:
    for names in chain((GREGORIAN, LEVANTINE, MAGHREBI, MOROCCAN), MONTHS.values()):
        for number, name in enumerate(names, 1):
            yield name, number
    for number, also in ALSO_WRITTEN.items():
        for name in _names(also):
            yield name, number


_MONTH_NUMBERS = {_month_key(name): number for name, number in _names_of_months()}


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _babel_date(d: date | datetime, language: str, weekday: bool, moment: datetime | None) -> str:
    locale = _locale(language)
    text = babel_date(d, format="full" if weekday else "long", locale=locale)
    return f"{text}, {babel_time(moment.time(), format='short', locale=locale)}" if moment else text


def _babel_ago(seconds: int, language: str) -> str:
    """Babel knows no word for "just now": the first minute counts as one."""
    return babel_timedelta(-max(seconds, MINUTE), add_direction=True, threshold=1, locale=_locale(language))
