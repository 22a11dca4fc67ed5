"""Who writes what by when."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, Q, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import clock, workflow
from articles.admin.people import who_may
from articles.forms.moments import MomentField
from articles.models import Article, Section
from articles.models.article import Status
from articles.workflow import planning
from articles.workflow.graph import UNPUBLISHED

AT_ONCE = 50
ASSIGN = workflow.VERBS["assign"]


class AssignForm(forms.Form):
    """Who is to write a story, and by when."""

    assignee: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Assigned to"), queryset=None, required=False, empty_label=gettext_lazy("Nobody")
    )
    due_at = MomentField(label=gettext_lazy("Due at"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer those who may write."""
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = who_may("articles.change_article")  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Whose stories, in which section and state; what makes no sense narrows nothing."""

    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    section: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Section"), queryset=None, required=False, empty_label=gettext_lazy("All sections")
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("overdue", gettext_lazy("Overdue")),
            ("today", gettext_lazy("Due today")),
            *((status.value, status.label) for status in UNPUBLISHED),
        ],
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        """Offer the people who may write."""
        super().__init__(*args, **kwargs)
        whose = [("", _("Everybody")), ("me", _("Me")), ("nobody", _("Nobody yet"))]
        self.fields["person"].choices = [*whose, *((str(one.pk), str(one)) for one in people)]  # type: ignore[attr-defined]
        self.fields["section"].queryset = Section.objects.all()  # type: ignore[attr-defined]

    def stories(self, person: Any, now: datetime) -> Any:
        """Return the unfinished stories that are asked for: the person's own first, then the most urgent."""
        chosen = self.cleaned_data if self.is_valid() else {}
        match chosen.get("person", ""):
            case "nobody":
                found = Article.objects.kept().filter(assignee=None, status__in=UNPUBLISHED).order_by("due_at", "-id")
            case "me":
                found = Article.objects.assigned(person)
            case "":
                found = Article.objects.assigned()
            case number:
                found = Article.objects.assigned().filter(assignee=number)
        if section := chosen.get("section"):
            found = found.filter(Q(section=section) | Q(section__parent=section))
        match chosen.get("state", ""):
            case "overdue":
                found = found.filter(due_at__lt=now)
            case "today":
                tomorrow = timezone.localdate(now) + timedelta(days=1)
                found = found.filter(due_at__lt=planning.start_of(tomorrow, timezone.get_default_timezone()))
            case state if state:
                found = found.filter(status=state)
        mine = Case(When(assignee=person, then=Value(True)), default=Value(False), output_field=BooleanField())
        return found.annotate(is_mine=mine).order_by("-is_mine", *found.query.order_by)


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show who is to write what by when, one's own first."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    now = clock.now()
    form = FilterForm(request.GET, people=who_may("articles.change_article"))
    stories = form.stories(request.user, now).for_lists().select_related("section", "section__parent", "assignee")
    shown = Paginator(stories, AT_ONCE).get_page(request.GET.get("page"))
    rows = [assignment(article, request.user, now) for article in shown]
    mine = [row for row in rows if row["is_mine"]]
    context |= {
        "title": _("Assigned and due"),
        "form": form,
        "groups": [(_("Mine"), mine), (_("The others"), [row for row in rows if not row["is_mine"]])],
        "page": shown,
    }
    return TemplateResponse(request, "admin/planning/assignments.html", context)


def assignment(article: Article, person: Any, now: datetime | None = None) -> dict[str, Any]:
    """Return what is shown of a story's assignment to a person."""
    unfinished = article.status not in (Status.PUBLISHED, Status.WITHDRAWN)
    return {
        "article": article,
        "is_mine": article.assignee_id == person.pk,
        "is_overdue": unfinished and article.due_at is not None and article.due_at < (now or clock.now()),
        "may_assign": workflow.may(article, ASSIGN, person),
    }


def story_page(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Show to whom a story is assigned and until when, and change it."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.kept().select_related("assignee", "section"), pk=pk)
    row = assignment(article, request.user)
    initial = {"assignee": article.assignee_id, "due_at": article.due_at}
    form = AssignForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.assign(article, request.user, form.cleaned_data["assignee"], form.cleaned_data["due_at"])
        except ValidationError as error:
            named = hasattr(error, "error_dict")
            form.add_error(None, error if named else ValidationError(error.messages))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(f"{reverse('admin:assignment', args=[pk])}?done=1")
    context |= {"title": _("Assignment"), "row": row}
    if row["may_assign"] and "done" not in request.GET:
        context["form"] = form
    return TemplateResponse(request, "admin/planning/assignment.html", context)
