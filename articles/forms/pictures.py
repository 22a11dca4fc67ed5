"""The forms of the picture library."""

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles.forms.base import DeskForm
from articles.images import apart, library
from articles.models import Image, Source
from articles.models.named import in_languages

MIDDLE = 0.5
ALT, CAPTION = in_languages("alt")[0], in_languages("caption")[0]
IN_FIRST_LANGUAGE = {
    "lang": settings.LANGUAGE_CODE,
    "dir": "rtl" if get_language_info(settings.LANGUAGE_CODE)["bidi"] else "ltr",
}
SAME_FOR_ALL = ("credit", "source", "rights_note", "rights_expire_on", "place")


class PictureField(forms.ImageField):
    """A picture, judged by its content and drawn anew: whatever is wrong with it becomes an error of the form."""

    def __init__(self, **options: Any) -> None:
        """Let the name that a file comes with be as long as it likes: it is not kept."""
        super().__init__(**options | {"max_length": None})

    def to_python(self, data: UploadedFile | None) -> Any:  # type: ignore[override]
        """Return the picture that is kept, with what was ``taken``; raise ``ValidationError`` for anything else."""
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        taken = apart.take(upload)
        kept = SimpleUploadedFile(taken.name, taken.content)
        kept.taken = taken  # type: ignore[attr-defined]
        return kept


class ImageForm(DeskForm):
    """A picture, once."""

    not_kept: ValidationError | None = None
    """What came of an earlier try to keep this very form."""

    class Meta:
        field_classes = {"file": PictureField}

    def clean_file(self) -> Any:
        """Point to the picture that is here already when the same bytes come again."""
        file = self.cleaned_data["file"]
        if self.not_kept:
            raise self.not_kept
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        if digest == self.instance.content_hash:
            return self.instance.file
        if twin := Image.objects.filter(content_hash=digest).first():
            raise library.known(twin)
        return file

    def clean(self) -> dict[str, Any]:
        """Fill from what the picture says of itself, and from what it shows, what the form leaves as it is."""
        data = super().clean() or self.cleaned_data
        if taken := getattr(data.get("file"), "taken", None):
            said = {
                "credit": taken.credits.credit,
                "rights_note": taken.credits.copyright,
                "place": taken.credits.place,
            }
            for name, text in said.items():
                if name in self.fields:
                    data[name] = data.get(name) or text
            if not {"focal_x", "focal_y"} & set(self.changed_data):
                self.instance.focal_x, self.instance.focal_y = data["focal_x"], data["focal_y"] = taken.focal
        if not isinstance(data.get("file"), UploadedFile):
            data.pop("file", None)  # Set once more, a stored file would be opened, be it far away or gone.
        return data

    def _get_validation_exclusions(self) -> set[str]:
        excluded = super()._get_validation_exclusions()
        return excluded if "file" in self.cleaned_data else excluded | {"file"}


class ManyFiles(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, at least one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list."""
        given = [file for file in data if file] if isinstance(data, list | tuple) else data
        many = given if isinstance(given, list) else [given]
        return [super(ManyFilesField, self).clean(one, initial) for one in many or [None]]


class UploadForm(forms.Form):
    """Many pictures at once, and what is said of all of them. Each file is judged by itself, by ``OneUploadForm``."""

    pictures = ManyFilesField(
        label=_("Pictures"),
        widget=ManyFiles({"accept": "image/*,.heic,.heif", "multiple": True}),
        help_text=_("JPEG, PNG, WebP, AVIF, HEIC or GIF. A file that cannot be taken does not hold up the others."),
    )
    caption = forms.CharField(
        label=_("Caption of all"), required=False, widget=forms.Textarea({"rows": 2, **IN_FIRST_LANGUAGE})
    )
    credit = forms.CharField(
        label=_("Credit of all"),
        required=False,
        max_length=120,
        help_text=_("Left empty, what each picture says of itself is kept."),
    )
    place = forms.CharField(label=_("Place of all"), required=False, max_length=120)
    source: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Source of all"), queryset=Source.objects.all(), required=False
    )
    rights_note = forms.CharField(label=_("Rights of all"), required=False, widget=forms.Textarea({"rows": 2}))
    rights_expire_on = forms.DateField(
        label=_("Rights of all end on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class OneUploadForm(ImageForm):
    """One of many uploaded pictures with what is said of all of them."""

    class Meta(ImageForm.Meta):
        model = Image
        fields = ["file", CAPTION, *SAME_FOR_ALL]


class DescribeForm(DeskForm):
    """What one of several pictures shows and whose it is."""

    class Meta:
        model = Image
        fields = [ALT, CAPTION, "credit"]
        widgets = {
            ALT: forms.TextInput({"class": "vTextField", **IN_FIRST_LANGUAGE}),
            CAPTION: forms.Textarea({"rows": 2, **IN_FIRST_LANGUAGE}),
        }
        labels = {ALT: _("Alternative text"), CAPTION: _("Caption")}
