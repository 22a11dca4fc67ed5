"""What the bulk actions that are no steps of the workflow ask before they are done."""

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from articles.forms.steps import StepForm
from articles.models import Article, Section, Tag


class BulkSectionForm(StepForm):
    """The section to which the stories move."""

    section: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all())


class BulkTagForm(StepForm):
    """The tag that the stories get, found as it is typed: an archive has thousands."""

    tag: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Tag"), queryset=Tag.objects.all(), widget=AutocompleteSelect(Article._meta.get_field("tags"), site)
    )
