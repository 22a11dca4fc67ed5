"""What the bulk actions that are no steps of the workflow ask before they are done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.steps import StepForm
from articles.models import Section, Tag


class BulkSectionForm(StepForm):
    """The section to which the stories move."""

    section: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all())


class BulkTagForm(StepForm):
    """The tag that the stories get."""

    tag: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Tag"), queryset=Tag.objects.all())
