"""Renaming a tag, and splitting one that stands for two things: a question each, on a page of its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import tag_verbs
from articles.forms import language_choices
from articles.models import Article, Tag
from articles.templatetags.desk_languages import headline_of

MOST_STORIES = 200


class RenameForm(forms.Form):
    """The new name, and in which language it is one."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=language_choices)
    keep_alias = forms.BooleanField(
        label=gettext_lazy("Keep the old name as another name"), required=False, initial=True
    )


class SplitForm(forms.Form):
    """The stories that go to another tag, which is named; it is made when there is none."""

    name = forms.CharField(label=gettext_lazy("The tag that gets the stories"), max_length=120)
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
    """Ask which of a tag's stories go to another tag, and give them to it."""
    tag = _tag(request, pk)
    form = SplitForm(request.POST or None)
    stories = form.fields["stories"]
    stories.queryset = Article.objects.kept().filter(tags=tag).for_lists().order_by("-pk")  # type: ignore[attr-defined]
    stories.label_from_instance = headline_of  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            into = _called(data["name"], request.user)
            chosen = [article.pk for article in data["stories"]]
            count = tag_verbs.split_tag(tag, into, chosen, request.user, keep=data["keep"])
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            text = ngettext("%(count)d story has another tag now.", "%(count)d stories have another tag now.", count)
            return _done(request, into, text % {"count": count})
    stories.queryset = stories.queryset[:MOST_STORIES]  # type: ignore[attr-defined]
    return _ask(request, tag, form, context | {"title": _("Split a tag"), "button": _("Give these stories to it")})


def _tag(request: HttpRequest, pk: int) -> Tag:
    if not request.user.has_perm("articles.change_tag"):
        raise PermissionDenied
    return get_object_or_404(Tag, pk=pk)


def _called(name: str, by: Any) -> Tag:
    """The tag of this name, made when there is none. Raises ``ValidationError`` where it may not be made."""
    tag = Tag.objects.called(name).first()
    if tag is None:
        if not by.has_perm("articles.add_tag"):
            raise ValidationError(_("There is no tag of this name, and you may not add one."))
        tag = Tag(name_ar=" ".join(name.split()))
        tag.save()
    return tag


def _ask(request: HttpRequest, tag: Tag, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, "admin/articles/tag/question.html", context | {"tag": tag, "form": form})


def _done(request: HttpRequest, tag: Tag, text: str) -> HttpResponse:
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[tag.pk]))
