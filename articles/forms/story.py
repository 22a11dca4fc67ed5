"""The story form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.forms.base import DeskForm, NumbersField
from articles.models import TagMerge
from articles.models.article import Status
from articles.models.named import in_languages


class TagField(forms.ModelChoiceField):
    """A tag that is chosen: one that somebody merged meanwhile is followed to where it went."""

    default_error_messages = {  # noqa: RUF012 - as Django declares it
        "invalid_choice": _("This tag was deleted meanwhile. Choose another one."),
    }

    def clean(self, value: Any) -> Any:
        """Judge what was chosen, as it is called now."""
        return super().clean(next(iter(_followed([value])), value))


class TagsField(forms.ModelMultipleChoiceField):
    """The tags of a story: those that somebody merged while it was written are followed to where they went."""

    default_error_messages = {  # noqa: RUF012 - as Django declares it
        "invalid_choice": _("A tag that you chose was deleted meanwhile. Look at the tags and save again."),
    }

    def clean(self, value: Any) -> Any:
        """Judge what was chosen, as it is called now."""
        return super().clean(_followed(value))

    def prepare_value(self, value: Any) -> Any:
        """Show what was chosen, as it is called now."""
        return super().prepare_value(_followed(value))


def _followed(value: Any) -> Any:
    """The numbers of tags that a form sent, merged ones followed, without what is no number; anything else as it is."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return value
    numbers = [int(one) for one in value if one.isdecimal() and len(one) < 19]
    merged = TagMerge.objects.lead(numbers)
    return [str(number) for number in dict.fromkeys(merged.get(number, number) for number in numbers)]


class ArticleForm(DeskForm):
    """A story, and what is to be done with it after saving.

    ``refusal`` carries what a verb of the workflow refused, so that the page comes back with everything typed.
    ``typed`` fills the form with what was typed before, which is not judged until it is sent.
    """

    updated_for_readers = forms.BooleanField(
        label=_("Readers should see that the story was updated"),
        required=False,
        help_text=_("Tick it for a change in substance, not for a corrected comma."),
    )
    suggested_accepted = NumbersField(required=False)
    suggested_dismissed = NumbersField(required=False)
    refusal: ValidationError | None = None
    typed: QueryDict | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """Begin with what was sent, or with what was typed before."""
        super().__init__(self.typed if data is None else data, *args, **kwargs)

    def full_clean(self) -> None:
        """Judge what was sent."""
        if self.typed is None:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    def clean(self) -> dict[str, Any]:
        """Refuse what would leave a public story without a time, and tidy the headlines."""
        data = super().clean() or self.cleaned_data
        for column in in_languages("headline"):
            if column in data:
                data[column] = " ".join((data[column] or "").split())
        times = [column for column in in_languages("published_at") if column in self.fields]
        if times and self.instance.status == Status.PUBLISHED and not any(data.get(column) for column in times):
            self.add_error(
                times[0], _("A published story is out in at least one language. To end it, take it off the site.")
            )
        if self.instance.status == Status.PUBLISHED:
            self._refuse_hiding(data, times)
        return data

    def _refuse_hiding(self, data: dict[str, Any], times: list[str]) -> None:
        now = clock.now()
        stored = self.instance
        for column in times:
            before, after = getattr(stored, column), data.get(column)
            if before and after and max(before, stored.embargo_until or before) <= now < after:
                self.add_error(
                    column, _("Readers see it in this language already. To bring it out later, take it off first.")
                )

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.refusal is not None:
            self.add_error(None, self.refusal)


class RelatedStoryFormSet(BaseInlineFormSet):
    """The stories tied to one story, each once."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Tell each row's picker of the story that was loaded with the row."""
        super().add_fields(form, index)
        if "related" in form.fields and form.instance.related_id:
            widget = form.fields["related"].widget
            getattr(widget, "widget", widget).known = form.instance.related

    def clean(self) -> None:
        """Refuse the same story or address twice."""
        super().clean()
        seen: set[tuple[str, Any]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data or data.get("DELETE"):
                continue
            if self.instance.pk and data.get("related") == self.instance:
                form.add_error("related", _("A story cannot be related to itself."))
            for name in ("related", "url"):
                if (value := data.get(name)) and (name, value) in seen:
                    form.add_error(name, _("This story is in the list already."))
                elif value:
                    seen.add((name, value))

    def get_unique_error_message(self, unique_check: Any) -> Any:
        """Say in a newsroom's words that a story stands in the list twice."""
        return _("A story can stand in the list only once.")
