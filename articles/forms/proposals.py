"""What the steps about proposed changes ask: for programs, which have no story form to change."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from articles.forms.steps import StepForm, note_field
from articles.models import Article, PendingEdit, snapshot
from articles.text import html


class ProposeForm(StepForm):
    """What a proposed change makes of the story's texts, and with which version it began (the story as it is now)."""

    changes = forms.JSONField(label=_("New texts, by the names of their fields"))
    base_version = forms.IntegerField(label=_("Version"), required=False, min_value=1, max_value=2**31 - 1)
    note = note_field(_("What was changed, and why"), required=False)

    def clean_changes(self) -> dict[str, str]:
        """Refuse what is no text of a story, or does not fit in its field."""
        changes = self.cleaned_data["changes"]
        if not isinstance(changes, dict) or not all(isinstance(text, str) for text in changes.values()):
            raise ValidationError(_("Give texts by the names of their fields."))
        if unknown := sorted(changes.keys() - set(snapshot.TEXTS)):
            raise ValidationError(_("A story has no text “%(name)s”."), params={"name": unknown[0]})
        for name, text in changes.items():
            ProhibitNullCharactersValidator()(text)
            Article._meta.get_field(name).run_validators(text)  # type: ignore[union-attr]
        try:
            return {name: html.sanitise(text) if name in snapshot.BODIES else text for name, text in changes.items()}
        except html.BodyTooLarge as error:
            raise ValidationError(_("This text is too long or too deeply nested to be a story.")) from error


class DecideForm(StepForm):
    """Which of the changes that wait on a story is decided on."""

    edit = forms.ModelChoiceField(label=_("Proposed change"), queryset=PendingEdit.objects.none())
    note = note_field(_("Note"), required=False)

    def begin(self) -> None:
        """Offer what waits."""
        if self.article is not None:
            self.fields["edit"].queryset = self.article.pending_edits.waiting()  # type: ignore[attr-defined]


class RejectForm(DecideForm):
    """Why a change is refused."""

    note = note_field(_("Why it is refused"))
