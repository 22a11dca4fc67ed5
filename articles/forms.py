"""The desk's forms. What a person typed is never lost: an error is always shown beside it."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles.images import intake
from articles.models import Article, Image, Section, Tag
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES, in_languages


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


class ArticleForm(DeskForm):
    """A story, and what is to be done with it after saving.

    ``refusal`` carries what a verb of the workflow refused, so that the page comes back with everything typed.
    """

    publish_languages = forms.MultipleChoiceField(
        label=_("Languages to publish"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none ticked, every language that is written."),
    )
    note_send_back = forms.CharField(label=_("What is missing"), required=False, widget=forms.Textarea({"rows": 3}))
    note_withdraw = forms.CharField(
        label=_("Reason, which readers will see"), required=False, widget=forms.Textarea({"rows": 3})
    )
    updated_for_readers = forms.BooleanField(
        label=_("Readers should see that the story was updated"),
        required=False,
        help_text=_("Tick it for a change in substance, not for a corrected comma."),
    )
    confirm_copy = forms.BooleanField(label=_("I have compared the two: publish it all the same"), required=False)
    suggested_accepted = NumbersField(required=False)
    suggested_dismissed = NumbersField(required=False)
    refusal: ValidationError | None = None

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
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.refusal is not None:
            self.add_error(None, self.refusal)


class RelatedStoryFormSet(BaseInlineFormSet):
    """The stories tied to one story, each once."""

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


class FrontPageSlotForm(DeskForm):
    """A slot takes only a story that is out, or is going to be."""

    def clean_article(self) -> Article:
        """Refuse a story that readers will not see."""
        article: Article = self.cleaned_data["article"]
        stories = Article.objects.filter(pk=article.pk)
        if not (stories.published_anywhere().exists() or stories.scheduled().exists()):
            raise ValidationError(_("Only a story that is out or scheduled can stand on the front page."))
        return article


class PictureField(forms.ImageField):
    """A picture, judged by its content and drawn anew: whatever is wrong with it becomes an error of the form."""

    def to_python(self, data: UploadedFile | None) -> Any:  # type: ignore[override]
        """Return the picture that is kept, with its ``credits``; raise ``ValidationError`` for anything else."""
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        taken = intake.take(upload)
        kept = SimpleUploadedFile(taken.name, taken.content)
        kept.credits = taken.credits  # type: ignore[attr-defined]
        return kept


class ImageForm(DeskForm):
    """A picture, once."""

    class Meta:
        field_classes = {"file": PictureField}

    def clean_file(self) -> Any:
        """Point to the picture that is here already when the same bytes come again."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        twin = Image.objects.filter(content_hash=digest).exclude(pk=self.instance.pk).first()
        if twin is not None:
            address = reverse("admin:articles_image_change", args=[twin.pk])
            raise ValidationError(
                format_html(
                    '{} <a href="{}"><bdi>{}</bdi></a>', _("This picture is in the library already:"), address, twin
                ),
                code="picture_known",
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Fill the credit and the rights from what the picture says of itself, where the form leaves them empty."""
        data = super().clean() or self.cleaned_data
        if said := getattr(data.get("file"), "credits", None):
            data["credit"] = data.get("credit") or said.credit
            data["rights_note"] = data.get("rights_note") or said.copyright
        return data


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


class SourceForm(DeskForm):
    """An agency with its other names, one on each line."""

    aliases = LinesField(
        label=_("Other names"), required=False, help_text=_("One on each line, as copy writes it, for example «أ ف ب».")
    )


class TagForm(DeskForm):
    """A tag that tells of others that look like it."""


class BulkForm(forms.Form):
    """What a bulk action asks before it is done."""


class BulkPublishForm(BulkForm):
    """The languages in which the stories come out, and whether copies do."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none ticked, each story comes out in every language in which it is written."),
    )
    confirm_copy = forms.BooleanField(
        label=_("Publish copies of other stories too"),
        required=False,
        help_text=_("Left unticked, a story that says the same as another one is left out and named."),
    )


class BulkWithdrawForm(BulkForm):
    """The reason that readers are told."""

    reason = forms.CharField(label=_("Reason, which readers will see"), widget=forms.Textarea({"rows": 3}))


class BulkSectionForm(BulkForm):
    """The section to which the stories move."""

    section: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all())


class BulkTagForm(BulkForm):
    """The tag that the stories get."""

    tag: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Tag"), queryset=Tag.objects.all())


class MergeTagsForm(forms.Form):
    """Which of some tags remains."""

    into: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("The tag that remains"), queryset=Tag.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, tags: Any, **kwargs: Any) -> None:
        """Offer the given tags."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = tags  # type: ignore[attr-defined]
