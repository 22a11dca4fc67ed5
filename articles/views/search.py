"""Search."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleQuerySet
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES
from articles.text import arabic
from articles.views.lists import story_list
from articles.views.page import in_languages

MAX_QUERY = 200


class SearchForm(forms.Form):
    """What a reader looks for."""

    q = forms.CharField(label=_("Search"), max_length=MAX_QUERY, required=False)

    def clean_q(self) -> str:
        """Return the words; refuse a query that holds neither a letter nor a digit."""
        text: str = self.cleaned_data["q"]
        if text and not arabic.fold_key(text).strip():
            raise forms.ValidationError(_("Write a word to search for."))
        return text


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the stories that match what a reader looks for."""
    form = SearchForm(request.GET)
    words = form.cleaned_data.get("q", "") if form.is_valid() else ""
    context = {"form": form, "words": words, "typed": request.GET.get("q", "")[:MAX_QUERY].replace("\0", "")}
    return story_list(
        request, "articles/search.html", find(words), context, alternates=in_languages(LANGUAGE_CODES, "search")
    )


def find(words: str) -> ArticleQuerySet:
    """Return the public stories that match some words in the current language; none for no words."""
    public = Article.objects.published()
    return public.matching(words, current_language()) if words else public.none()
