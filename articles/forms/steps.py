"""What each step of the workflow asks of a person: in the story form, on a page of its own, and for many stories."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.forms.base import language_choices
from articles.forms.moments import OneMomentField
from articles.models import Article
from articles.models.named import LANGUAGE_CODES
from articles.text import dates

WHY = {"required": _("Say why, in a sentence.")}

GRANTS = ("grants", "groups__grants")


def _input(kind: str) -> forms.DateTimeInput:
    return forms.DateTimeInput({"type": kind, "dir": "ltr"}, format="%Y-%m-%dT%H:%M")


class MomentField(OneMomentField):
    """A day and a time on the newsroom's clock; the form that is sent tells with which it was shown."""

    hidden_widget = partial(_input, "hidden")  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        """Take the browser's own field for both."""
        options.setdefault("help_text", format_lazy("{} {}", _("On the newsroom's clock:"), lazy(_city, str)()))
        super().__init__(widget=_input("datetime-local"), show_hidden_initial=True, **options)


def _city() -> str:
    return dates.city_of(settings.TIME_ZONE, get_language() or settings.LANGUAGE_CODE)


class PersonField(forms.ModelChoiceField):
    """Somebody who writes stories, by name."""

    def __init__(self, **options: Any) -> None:
        """Offer nobody yet: who writes is read when the form is shown."""
        super().__init__(queryset=get_user_model()._default_manager.none(), **options)

    def offer(self) -> None:
        """Offer everybody who may write stories."""
        people = get_user_model()._default_manager.filter(is_active=True)
        writes = Q(is_superuser=True)
        for road in ("user_permissions", "groups__permissions", *(f"{one}__role__permissions" for one in GRANTS)):
            writes |= Q(**{f"{road}__codename": "change_article"})
        self.queryset = people.filter(writes).distinct().order_by("first_name", "username")


class StepForm(forms.Form):
    """The fields of one step. ``languages`` are those in which the person may do it to the story; None: to many."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        article: Article | None = None,
        languages: Collection[str] = LANGUAGE_CODES,
        **options: Any,
    ) -> None:
        """Begin with what the story says already."""
        super().__init__(*args, **options)
        self.article = article
        self.allowed = [code for code in LANGUAGE_CODES if code in languages]
        for name in ("languages", "language"):
            if name in self.fields:
                self.fields[name].choices = language_choices(self.offered())  # type: ignore[attr-defined]
        self.begin()

    def add_prefix(self, field_name: str) -> str:
        """Let a field of the story form carry the name of its step."""
        return f"{self.prefix}_{field_name}" if self.prefix else field_name

    def offered(self) -> list[str]:
        """Return the languages to choose from."""
        return self.allowed

    def begin(self) -> None:
        """Fill in what the story tells."""


def note_field(label: Any, **options: Any) -> forms.CharField:
    """Return a field for a sentence or two."""
    return forms.CharField(label=label, widget=forms.Textarea({"rows": 3}), error_messages=WHY, **options)


def _languages(**options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **options)


class SendBackForm(StepForm):
    """Why a story goes back to whoever wrote it."""

    note = note_field(_("What is missing"))


class WithdrawForm(StepForm):
    """The reason that readers are told."""

    note = note_field(_("Reason, which readers will see"))


class LiftEmbargoForm(StepForm):
    """Why an embargo ends before its time."""

    note = note_field(_("Why the embargo ends now"))


class PublishForm(StepForm):
    """The languages in which a story comes out."""

    languages = _languages(
        label=_("Languages to publish"),
        required=False,
        help_text=_("With none ticked, every language that is written."),
    )


class ScheduleForm(StepForm):
    """When a story comes out, and in which languages."""

    at = MomentField(label=_("Comes out on"))
    languages = _languages(
        label=_("Languages"), required=False, help_text=_("With none ticked, every language that is written.")
    )


class PublishLanguageForm(StepForm):
    """The further languages in which a public story comes out, and when."""

    languages = _languages(
        label=_("Languages"),
        error_messages={"required": _("Tick a language in which the story is not out yet.")},
    )
    at = MomentField(label=_("Comes out on"), required=False, help_text=_("Left empty: now."))

    def offered(self) -> list[str]:
        """Return the languages that are not public yet."""
        article = self.article
        return [code for code in self.allowed if not (article and article.in_language("published_at", code))]


class RescheduleForm(StepForm):
    """To when what is still to come is moved."""

    at = MomentField(label=_("Comes out on"))
    languages = _languages(
        label=_("Languages"), required=False, help_text=_("With none ticked, every language that is still to come.")
    )

    def offered(self) -> list[str]:
        """Return the languages that wait."""
        article = self.article
        if article is None:
            return self.allowed
        return [
            code for code in self.allowed if article.in_language("published_at", code) and not article.is_public(code)
        ]

    def begin(self) -> None:
        """Show the time that stands, where there is one."""
        times = [self.article.in_language("published_at", code) for code in self.offered()] if self.article else []
        if times:
            self.fields["at"].initial = min(times)


class UnpublishLanguageForm(StepForm):
    """The language that goes off the site while the others stay."""

    language = forms.ChoiceField(label=_("Language"))

    def offered(self) -> list[str]:
        """Return the languages that are out or scheduled."""
        article = self.article
        return [code for code in self.allowed if article is None or article.in_language("published_at", code)]


class CorrectForm(StepForm):
    """What readers are told was wrong and is right now."""

    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(
        label=_("Correction, which readers will see"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Say what was wrong and what is right. The text itself you correct above."),
        error_messages={"required": _("Write what readers are to be told.")},
    )

    def offered(self) -> list[str]:
        """Return the languages in which readers see the story."""
        return [code for code in self.allowed if self.article is None or self.article.is_public(code)]


class TranslateForm(StepForm):
    """Which language is opened, and from which it is translated."""

    language = forms.ChoiceField(label=_("Translate into"))
    source_language = forms.ChoiceField(
        label=_("From"), required=False, help_text=_("Left empty, the first language that is written.")
    )

    def begin(self) -> None:
        """Offer the languages that are written as sources, and first those that are not as targets."""
        written = self.article.languages_written() if self.article else list(LANGUAGE_CODES)
        self.fields["source_language"].choices = [("", "–"), *language_choices(written)]  # type: ignore[attr-defined]
        unwritten = [code for code in self.allowed if code not in written]
        self.fields["language"].initial = next(iter(unwritten), "")


class AssignForm(StepForm):
    """Who writes a story, and by when."""

    assignee = PersonField(label=_("Assigned to"), required=False, empty_label=_("nobody"))
    due_at = MomentField(label=_("Due"), required=False)

    def begin(self) -> None:
        """Show who has it now."""
        self.fields["assignee"].offer()  # type: ignore[attr-defined]
        if self.article is not None:
            self.fields["assignee"].initial = self.article.assignee_id
            self.fields["due_at"].initial = self.article.due_at


class SetEmbargoForm(StepForm):
    """Until when a story is kept from readers."""

    embargo_until = MomentField(label=_("Under embargo until"))

    def begin(self) -> None:
        """Show the embargo that stands."""
        self.fields["embargo_until"].initial = self.article and self.article.embargo_until
