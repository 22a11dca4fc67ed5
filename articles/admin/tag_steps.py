"""Renaming a tag, and splitting one that stands for two things: a question each, on a page of its own."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import tag_verbs
from articles.admin.display import day
from articles.admin.finding import searched_stories
from articles.forms import language_choices
from articles.models import Article, Tag
from articles.related.near_names import near
from articles.templatetags.desk_languages import headline_and_language
from articles.text.arabic import fold_key
from articles.text.references import numbers

MOST_STORIES = 200
FEW_STORIES = 20
"""So many are looked through without searching."""
FIND, WORDS = "_find", "words"
"""The button that finds stories in the form, and the words by which."""
MOST_NAMED = 5


class RenameForm(forms.Form):
    """The new name, and in which language it is one."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices)
    keep_alias = forms.BooleanField(
        label=gettext_lazy("Keep the old name as another name"), required=False, initial=True
    )


class SplitForm(forms.Form):
    """The stories that go to another tag, which is named; it is made only when that is asked for."""

    name = forms.CharField(label=gettext_lazy("The tag that gets the stories"), max_length=120)
    new = forms.BooleanField(label=gettext_lazy("Make a new tag of this name"), required=False)
    keep = forms.BooleanField(label=gettext_lazy("The stories carry both tags"), required=False)
    stories: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Stories"), queryset=Article.objects.none(), widget=forms.CheckboxSelectMultiple
    )


def rename(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """Ask for a tag's new name and give it."""
    tag = _tag(request, pk)
    form = RenameForm(request.POST or None, initial={"name": str(tag)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            tag_verbs.rename_tag(
                tag, data["name"], request.user, language=data["language"], keep_alias=data["keep_alias"]
            )
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            return _done(request, tag, _("Renamed. The old address leads to the new one."))
    return _ask(request, tag, form, context | {"title": _("Rename a tag"), "button": _("Rename")})


def split(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """Ask which of a tag's stories go to another tag, and give them to it; of many, find some by their words."""
    tag, is_finding = _tag(request, pk), FIND in request.POST
    chosen = numbers(",".join(request.POST.getlist("stories")))
    typed = {"name": "", "new": False, "keep": False, **request.POST.dict(), "stories": chosen}
    form = SplitForm(initial=typed) if is_finding else SplitForm(request.POST or None)
    stories = form.fields["stories"]
    own = Article.objects.kept().filter(tags=tag).for_lists().order_by("-pk")
    stories.queryset = own  # type: ignore[attr-defined]
    stories.label_from_instance = _told  # type: ignore[attr-defined]
    if request.method == "POST" and not is_finding and form.is_valid():
        data = form.cleaned_data
        try:
            into = _called(data["name"], tag, request.user, new=data["new"])
            moved = [article.pk for article in data["stories"]]
            count = tag_verbs.split_tag(tag, into, moved, request.user, keep=data["keep"])
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            text = ngettext("%(count)d story has another tag now.", "%(count)d stories have another tag now.", count)
            return _done(request, into, text % {"count": count})
    words = request.POST.get(WORDS, "")
    found = searched_stories(own, words, ranked=False) if words.strip() else own
    newest = list(found.values_list("pk", flat=True)[:MOST_STORIES])
    stories.queryset = own.filter(pk__in={*newest, *chosen})  # type: ignore[attr-defined]
    context |= {
        "title": _("Split a tag"),
        "button": _("Give these stories to it"),
        "finder": {"words": words, "shown": len(newest), "of": found.count()} if own.count() > FEW_STORIES else None,
    }
    return _ask(request, tag, form, context)


def _told(article: Article) -> SafeString:
    """A story's headline and the day on which it came out or was begun."""
    headline, language = headline_and_language(article)
    told = day(article.in_language("published_at", language) or article.created_at)
    return format_html('<bdi>{}</bdi> <span class="desk-facts">{}</span>', headline, told)


def _tag(request: HttpRequest, pk: int) -> Tag:
    if not request.user.has_perm("articles.change_tag"):
        raise PermissionDenied
    return get_object_or_404(Tag, pk=pk)


def _called(name: str, split: Tag, by: Any, *, new: bool) -> Tag:
    """The one tag of this name, or a new one of the same kind as the one that is split.

    Raises ``ValidationError`` where there is none and none may or shall be made, and where several go by the name.
    """
    key = fold_key(name)
    called = list(Tag.objects.called(name)[:MOST_NAMED])
    exact = [tag for tag in called if tag.folded == key]
    if len(exact or called) > 1:
        text = _("Several tags go by this name: %(tags)s. Write the one you mean in full.")
        raise ValidationError(text % {"tags": _listed(exact or called)})
    if called:
        return (exact or called)[0]
    if not key:
        raise ValidationError(_("Write a name."))
    if not by.has_perm("articles.add_tag"):
        raise ValidationError(_("There is no tag of this name, and you may not add one."))
    if not new:
        raise ValidationError(_no_such(key, split))
    tag = Tag(name_ar=" ".join(name.split()), kind=split.kind)
    tag.save()
    return tag


def _no_such(key: str, split: Tag) -> str:
    """That there is no tag of a folded name, and which others are like it."""
    names = Tag.objects.exclude(pk=split.pk).values_list("pk", "search_key")
    numbers = list(islice(near(key, names), MOST_NAMED))
    if not numbers:
        return _("There is no tag of this name. Tick “Make a new tag of this name” if there should be one.")
    text = _("There is no tag of this name, but %(tags)s. Write one of these, or tick “Make a new tag of this name”.")
    return text % {"tags": _listed(Tag.objects.filter(pk__in=numbers))}


def _listed(tags: Iterable[Tag]) -> str:
    return _(", ").join(f"\u2068{tag}\u2069" for tag in tags)


def _ask(request: HttpRequest, tag: Tag, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, "admin/articles/tag/question.html", context | {"tag": tag, "form": form})


def _done(request: HttpRequest, tag: Tag, text: str) -> HttpResponse:
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[tag.pk]))
