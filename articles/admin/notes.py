"""The notes that the desk leaves on a story: a thread beside its form, and on a page of its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import Article, NoteReceipt
from articles.workflow.assigning import LONGEST_NOTE


class NoteForm(forms.Form):
    """A note."""

    text = forms.CharField(
        label=gettext_lazy("New note"),
        help_text=gettext_lazy("Call somebody with @ and the first letters of their name. Readers never see notes."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
    )


def thread(article: Article, person: Any) -> dict[str, Any]:
    """Return what the thread of a story shows to a person: the notes, the oldest first, and which are new."""
    unread = NoteReceipt.objects.unread_by(person).filter(note__article=article)
    return {
        "article": article,
        "notes": article.notes.select_related("by"),
        "unread": set(unread.values_list("note_id", flat=True)),
        "note_form": NoteForm(),
    }


def page(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Show the notes on a story; add one, or mark them as read."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.kept(), pk=pk)
    form = NoteForm(request.POST if "text" in request.POST else None)
    if request.method == "POST" and (done := _act(request, article, form)):
        messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:notes", args=[pk]) + "#notes")
    context |= {"title": _("Notes"), **thread(article, request.user), "note_form": form}
    return TemplateResponse(request, "admin/planning/notes.html", context)


def _act(request: HttpRequest, article: Article, form: NoteForm) -> str:
    if "read" in request.POST:
        workflow.read_notes(article, request.user)
        return _("Marked as read.")
    if not form.is_valid():
        return ""
    try:
        workflow.add_note(article, request.user, form.cleaned_data["text"])
    except ValidationError as error:
        form.add_error(None if not hasattr(error, "error_dict") else "text", error.messages)
        return ""
    workflow.read_notes(article, request.user)
    return _("The note is on the story.")
