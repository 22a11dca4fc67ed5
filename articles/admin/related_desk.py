"""The desk on which stories are tied: those with too few relations, and what is suggested for each."""

from contextlib import ExitStack
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import revisions, workflow
from articles.admin.display import day
from articles.models import Article, RelatedStory
from articles.models.article import current_language
from articles.related import desk
from articles.related.draft import Draft
from articles.related.suggest import suggest
from articles.templatetags.desk_languages import direction

AT_ONCE = 6
SUGGESTED = 4
MOST_PAIRS = 100
REMEMBERED = 30
UNDO = "related_desk"
"""Where the session keeps what may be undone, the last at the end."""


def may_tie(person: Any) -> bool:
    """Return whether a person ties the stories of others."""
    return person.has_perm("articles.add_relatedstory") and person.has_perm("articles.change_any_article")


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the stories that want relations; do to the chosen suggestions what a button says, or undo it."""
    if not may_tie(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _act(request)
    language = current_language()
    stories = desk.wanting(language).prefetch_related("tags")
    shown = Paginator(stories, AT_ONCE).get_page(request.GET.get("page"))
    context |= {
        "title": _("Related desk"),
        "rows": [_row(article, language) for article in shown if workflow.may_edit(article, request.user)],
        "page": shown,
        "tied": desk.tied(language),
        "kinds": RelatedStory.Kind.choices,
        "language": language,
        "direction": direction(language),
        "may_undo": bool(request.session.get(UNDO)),
    }
    return TemplateResponse(request, "admin/articles/article/related_desk.html", context)


def _row(article: Article, language: str) -> dict[str, Any]:
    found = suggest(Draft.of(article, language), SUGGESTED, for_readers=True)
    return {
        "article": article,
        "date": day(article.in_language("published_at", language) or article.created_at),
        "suggestions": [
            {
                "article": one.article,
                "date": day(one.article.in_language("published_at", language) or one.article.created_at),
                "why": one.why,
                "pair": f"{article.pk}:{one.article.pk}",
            }
            for one in found
        ],
    }


def _act(request: HttpRequest) -> HttpResponse:
    act, single = request.POST.get("act", ""), ""
    if ":" in act:
        act, _colon, single = act.partition(":")
    pairs = _pairs([single] if single else request.POST.getlist("pair"))
    if act == "undo":
        undone, text = _undo(request)
        return _answer(request, text, undone=undone)
    if act != "dismiss" and act not in RelatedStory.Kind.values:
        return _answer(request, _("There is no such step."), status=400)
    if not pairs:
        return _answer(request, _("Choose at least one suggestion."), status=400)
    both = request.POST.get("both_ways") == "on"
    ties: list[int] = []
    for number, suggested in pairs.items():
        article = Article.objects.filter(pk=number).first()
        if article is None:
            continue
        if act == "dismiss":
            desk.dismiss(article, suggested, request.user)
        else:
            with transaction.atomic(), revisions.recorded(article, request.user):
                made = desk.accept(article, suggested, request.user, kind=act, both_ways=both)
            ties += [tie.pk for tie in made]
    done = [f"{number}:{other}" for number, others in pairs.items() for other in others]
    kept = request.session.get(UNDO, [])
    request.session[UNDO] = [*kept, {"ties": ties, "dismissed": act == "dismiss", "pairs": done}][-REMEMBERED:]
    if act == "dismiss":
        text = ngettext("%(count)d suggestion dismissed.", "%(count)d suggestions dismissed.", len(done))
    else:
        text = ngettext("%(count)d story tied.", "%(count)d stories tied.", len(done))
    return _answer(request, text % {"count": len(done)}, done=done)


def _undo(request: HttpRequest) -> tuple[list[str], str]:
    kept = list(request.session.get(UNDO, []))
    if not kept:
        return [], _("There is nothing to undo.")
    last = kept.pop()
    if last["dismissed"]:
        for number, others in _pairs(last["pairs"]).items():
            if article := Article.objects.filter(pk=number).first():
                desk.bring_back(article, others, request.user)
    else:
        with transaction.atomic(), ExitStack() as recorded:
            for article in Article.objects.filter(related_stories__in=last["ties"]).distinct():
                recorded.enter_context(revisions.recorded(article, request.user))
            desk.take_back(last["ties"], request.user)
    request.session[UNDO] = kept
    return last["pairs"], _("Undone.")


def _pairs(texts: list[str]) -> dict[int, list[int]]:
    """Suggested stories by the story for which they are suggested, from «story:suggested»."""
    pairs: dict[int, list[int]] = {}
    for text in texts[:MOST_PAIRS]:
        one, _colon, other = text.partition(":")
        if all(part.isdecimal() and len(part) < 19 for part in (one, other)):
            pairs.setdefault(int(one), []).append(int(other))
    return pairs


def _answer(request: HttpRequest, text: str, *, status: int = 200, **told: Any) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        share = desk.tied(current_language())
        tied = {"tied": share.tied, "all": share.all, "percent": share.percent}
        return JsonResponse({"message": text, "tied": tied, **told}, status=status)
    messages.add_message(request, messages.SUCCESS if status == 200 else messages.WARNING, text)
    return HttpResponseRedirect(request.get_full_path())
