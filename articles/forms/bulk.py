"""What a bulk action asks before it is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.base import language_choices
from articles.models import Section, Tag


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
