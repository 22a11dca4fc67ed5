"""What the verbs of live coverage ask: what has happened, and of which update it is said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.steps import StepForm
from articles.models import LiveUpdate


class _Told(StepForm):
    """An update as it is typed."""

    headline = forms.CharField(
        label=_("What has happened"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("In a sentence. It stands over the text at once, with the time."),
        error_messages={"required": _("Write what readers are to be told.")},
    )
    text = forms.CharField(
        label=_("More of it"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Plain text; an empty line begins a new paragraph."),
    )
    is_key = forms.BooleanField(
        label=_("turning point"), required=False, help_text=_("Turning points are listed over the updates.")
    )


class TellForm(_Told):
    """What has just happened."""

    language = forms.ChoiceField(label=_("Language"))
    field_order = ["language"]

    def offered(self) -> list[str]:
        """Return the languages in which readers see the story."""
        return [code for code in self.allowed if self.article is None or self.article.is_public(code)]


class RemoveForm(StepForm):
    """Which update is taken back."""

    update = forms.ModelChoiceField(label=_("live update"), queryset=LiveUpdate.objects.none())

    def begin(self) -> None:
        """Offer what was told in the languages in which the person may say so."""
        if self.article is not None:
            own = self.article.live_updates.filter(language__in=self.allowed)
            self.fields["update"].queryset = own  # type: ignore[attr-defined]


class AmendForm(_Told, RemoveForm):
    """What an update is to say instead."""

    field_order = ["update"]
