"""What the bulk actions that are no steps of the workflow ask before they are done."""

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from articles.forms.steps import StepForm
from articles.forms.story import TagField
from articles.models import Article, RelatedStory, Section, Tag


class BulkSectionForm(StepForm):
    """The section to which the stories move."""

    section: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all())


class BulkTagForm(StepForm):
    """The tag that the stories get, found as it is typed: an archive has thousands."""

    tag: TagField = TagField(
        label=_("Tag"), queryset=Tag.objects.all(), widget=AutocompleteSelect(Article._meta.get_field("tags"), site)
    )


class TieForm(StepForm):
    """How the chosen stories are tied to one another."""

    main: forms.TypedChoiceField = forms.TypedChoiceField(
        label=_("How are they tied?"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=RelatedStory.Kind.choices,
        initial=RelatedStory.Kind.SEE_ALSO,
        help_text=_("Of two stories the earlier one is the background and the later one the follow-up."),
    )
    both_ways = forms.BooleanField(
        label=_("Both ways"),
        required=False,
        initial=True,
        help_text=_("“See also” then stands under both; otherwise only under the main story, or the later one."),
    )

    def offer(self, stories: list[Article]) -> None:
        """Offer each story as the main one."""
        each = [(str(article.pk), str(article)) for article in stories]
        self.fields["main"].choices = [("", _("Each to all the others")), *each]  # type: ignore[attr-defined]
