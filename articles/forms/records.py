"""The forms of what stories are made of: slots, sources, tags."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.forms.base import DeskForm, LinesField
from articles.models import Article, Tag


class FrontPageSlotForm(DeskForm):
    """A slot takes only a story that is out, or is going to be."""

    def clean_article(self) -> Article:
        """Refuse a story that readers will not see."""
        article: Article = self.cleaned_data["article"]
        stories = Article.objects.filter(pk=article.pk)
        if not (stories.published_anywhere().exists() or stories.scheduled().exists()):
            raise ValidationError(_("Only a story that is out or scheduled can stand on the front page."))
        return article


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
