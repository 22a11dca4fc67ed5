"""The forms of what stories are made of: slots, pictures, sources, tags."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.forms.base import DeskForm, LinesField
from articles.images import intake
from articles.models import Article, Image, Tag


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


class SourceForm(DeskForm):
    """An agency with its other names, one on each line."""

    aliases = LinesField(
        label=_("Other names"), required=False, help_text=_("One on each line, as copy writes it, for example «أ ف ب».")
    )


class TagForm(DeskForm):
    """A tag that tells of others that look like it."""


class MergeTagsForm(forms.Form):
    """Which of some tags remains."""

    into: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("The tag that remains"), queryset=Tag.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, tags: Any, **kwargs: Any) -> None:
        """Offer the given tags."""
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = tags  # type: ignore[attr-defined]
