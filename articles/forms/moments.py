"""A day and a time by the newsroom's clock, heedful of the hours that clocks skip or show twice."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from articles.workflow import planning

WHICH = [("", _("which of the two?")), ("0", _("the first time")), ("1", _("the second time, after clocks go back"))]

YEARS = range(1900, 2101)
"""Beyond them a year is a slip, and near the ends of the calendar no clock can be told from another."""


class MomentWidget(forms.MultiWidget):
    """A day and a time, and a question that is asked only of an hour that comes twice."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Use the browser's own inputs, which keys and phones know."""
        super().__init__(
            {
                "day": forms.DateInput({"type": "date", "aria-label": _("day")}, format="%Y-%m-%d"),
                "clock": forms.TimeInput({"type": "time", "aria-label": _("time")}, format="%H:%M"),
                "which": forms.Select({"aria-label": _("which of the two?")}, choices=WHICH),
            },
            attrs,
        )

    def decompress(self, value: datetime | None) -> list[Any]:
        """Return what a moment looks like on the newsroom's clock."""
        if value is None:
            return [None, None, ""]
        local = timezone.localtime(value)
        return [local.date(), local.time().replace(second=0, microsecond=0), str(local.fold)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Hide the question unless the hour comes twice."""
        parts = value if isinstance(value, list) else self.decompress(value)
        context = super().get_context(name, parts, attrs)
        if not _comes_twice(parts):
            context["widget"]["subwidgets"].pop()
        return context


class MomentField(forms.MultiValueField):
    """A moment of the newsroom's clock, as an aware ``datetime``; None when it may be left empty and is."""

    widget = MomentWidget

    def __init__(self, **kwargs: Any) -> None:
        """Take a day, a time and an answer to which of the two."""
        fields = (forms.DateField(), forms.TimeField(), forms.ChoiceField(choices=WHICH, required=False))
        super().__init__(fields, require_all_fields=False, **kwargs)
        for field in self.fields:
            field.required = False

    def compress(self, data_list: list[Any]) -> datetime | None:
        """Return the one moment that is meant; raise ``ValidationError`` where there is none, or two."""
        day, clock, which = (*data_list, None, None, None)[:3]
        if not day and not clock:
            return None
        if not day or not clock:
            raise ValidationError(_("Give both the day and the time."), code="incomplete")
        _refuse_far(day.year)
        return moment_at(day, clock, which or "")


def moment_at(day: date, clock: time, which: str = "") -> datetime:
    """Return the moment at which the newsroom's clock shows a time; ``which``: "0" or "1" where it does so twice.

    Raises ``ValidationError`` for a time that the clocks skip, or that comes twice without an answer to which.
    """
    found = planning.moments(day, clock)
    if not found:
        raise _skipped(day, clock)
    if len(found) == 1:
        return found[0]
    if which not in ("0", "1"):
        raise ValidationError(
            _("%(time)s comes twice on this day, because the clocks go back. Say which of the two you mean."),
            code="twice",
            params={"time": time_format(clock)},
        )
    return found[int(which)]


class _KeepsWhatStands:
    """Saves an unchanged moment in an hour that comes twice as it is: only what is typed anew is asked about."""

    def _clean_bound_field(self, bound: Any) -> Any:
        try:
            return super()._clean_bound_field(bound)  # type: ignore[misc]
        except ValidationError as error:
            first = error.error_list[0]
            if first.code == "twice" and _is_shown_as(bound.initial, first.params["local"]):  # type: ignore[index]
                return bound.initial
            raise


class SplitMomentField(_KeepsWhatStands, forms.SplitDateTimeField):
    """The admin's day and time, which says what is wrong with a time when clocks change."""

    def compress(self, data_list: Any) -> datetime | None:
        """Return the moment."""
        if data_list and isinstance(data_list[0], date):
            _refuse_far(data_list[0].year)
        try:
            return super().compress(data_list)
        except ValidationError as error:
            raise _plainer(error, datetime.combine(*data_list)) from error


class OneMomentField(_KeepsWhatStands, forms.DateTimeField):
    """A day and a time in one field, which says what is wrong with a time when clocks change."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment by the newsroom's clock: not every database knows every offset that can be written."""
        try:
            moment = super().to_python(value)
        except ValidationError as error:
            local = parse_datetime(value.strip()) if isinstance(value, str) else value
            raise _plainer(error, local) from error
        if moment is None:
            return None
        _refuse_far(moment.year)
        return timezone.localtime(moment)


def _refuse_far(year: int) -> None:
    if year not in YEARS:
        raise ValidationError(_("Write a year between 1900 and 2100."), code="far")


def _plainer(error: ValidationError, local: datetime | None) -> ValidationError:
    if error.code != "ambiguous_timezone" or local is None:
        return error
    day, clock = local.date(), local.time()
    if not planning.moments(day, clock):
        return _skipped(day, clock)
    return ValidationError(
        _("%(time)s comes twice on this day, because the clocks go back. Give a time before or after that hour."),
        code="twice",
        params={"time": time_format(clock), "local": local},
    )


def _is_shown_as(stands: Any, local: datetime) -> bool:
    if not isinstance(stands, datetime):
        return False
    shown = timezone.make_naive(stands) if timezone.is_aware(stands) else stands
    return shown.replace(microsecond=0, fold=0) in (local, local.replace(second=shown.second))


def _skipped(day: date, clock: time) -> ValidationError:
    after = planning.same_time_on(datetime.combine(day, clock, timezone.get_default_timezone()), day)
    return ValidationError(
        _("There is no %(time)s on this day: the clocks go forward over it, to %(after)s."),
        code="skipped",
        params={"time": time_format(clock), "after": time_format(after.timetz())},
    )


def _comes_twice(parts: list[Any]) -> bool:
    day, clock = (*parts, None, None)[:2]
    try:
        found_day = parse_date(day) if isinstance(day, str) else day
        found_clock = parse_time(clock) if isinstance(clock, str) else clock
    except ValueError:
        return False
    if found_day is None or found_clock is None:
        return False
    return len(planning.moments(found_day, found_clock)) == 2
