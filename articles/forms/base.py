"""What the desk's forms have in common."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from articles.models.named import LANGUAGE_CODES


def language_choices(codes: Iterable[str] = LANGUAGE_CODES) -> list[tuple[str, str]]:
    """Return languages under their own names."""
    return [(code, capfirst(get_language_info(code)["name_local"])) for code in codes]


class DeskForm(forms.ModelForm):
    """A form that shows an error about a field it does not have at its top."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Add errors to the fields they name, or to the whole form where it has no such field."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                super().add_error(name if name in self.fields else None, errors)
        else:
            super().add_error(field, error)


class NumbersField(forms.CharField):
    """The numbers of records, separated by commas; what is no number is passed over."""

    widget = forms.HiddenInput
    most = 200

    def to_python(self, value: Any) -> Any:
        """Return a list of numbers."""
        parts = (super().to_python(value) or "").split(",")[: self.most]
        return [int(part) for part in parts if part.isdecimal() and len(part) < 19]


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Return a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return lines as a list, each once."""
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the list differs."""
        return (initial or []) != self.to_python(data)
