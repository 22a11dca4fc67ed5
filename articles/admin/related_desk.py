"""The desk on which stories are tied: those with too few relations, and what is suggested for each."""

from contextlib import ExitStack
from time import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from articles.templatetags.desk_languages import direction, headline_and_language

AT_ONCE = 6
SUGGESTED = 4
MOST_PAIRS = 100
REMEMBERED = 30
TIED = "related_desk_tied"
"""Where the session keeps how much is tied."""
RECOUNTED = 300
"""It is counted anew after so many seconds: on a large archive a count is no matter of a key press."""
UNDO = "related_desk"
"""Where the session keeps what may be undone, the last at the end."""


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the stories that want relations; do to the chosen suggestions what a button says, or undo it."""
    if not desk.may_tie(request.user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            return _act(request)
        except PermissionDenied as refused:
            return _answer(request, str(refused), status=403)
    language = current_language()
    before = request.GET.get("before", "")
    sections = workflow.sections_with(request.user, desk.CHANGE_ANY)
    older_than = int(before) if _is_number(before) else None
    stories = desk.wanting(language, before=older_than, sections=sections).prefetch_related("tags")
    shown = list(stories[: AT_ONCE + 1])
    context |= {
        "title": _("Related desk"),
        "rows": [_row(one, language) for one in shown[:AT_ONCE] if workflow.may_edit(one, request.user)],
        "before": before,
        "older": shown[AT_ONCE - 1].pk if len(shown) > AT_ONCE else None,
        "tied": _tied(request),
        "kinds": RelatedStory.Kind.choices,
        "language": language,
        "direction": direction(language),
        "enough": desk.ENOUGH,
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
                "section": one.article.section,
                "pair": f"{article.pk}:{one.article.pk}",
            }
            for one in found
        ],
    }


def _act(request: HttpRequest) -> HttpResponse:
    act, single = request.POST.get("act", ""), ""
    if ":" in act:
        act, _colon, single = act.partition(":")
    if act == "undo":
        return _undo(request)
    if act == "settle":
        return _settle(request, single)
    if act != "dismiss" and act not in RelatedStory.Kind.values:
        return _answer(request, _("There is no such step."), status=400)
    pairs = _pairs([single] if single else request.POST.getlist("pair"))
    if not pairs:
        return _answer(request, _("Choose at least one suggestion."), status=400)
    touched = _touched(pairs)
    before = desk.count_tied(touched)
    kept = _done(act, pairs, request)
    if count := len(kept["pairs"]):
        _keep(request, kept)
    if act == "dismiss":
        text = ngettext("%(count)d suggestion dismissed.", "%(count)d suggestions dismissed.", count)
    elif count:
        text = ngettext("%(count)d story tied.", "%(count)d stories tied.", count)
    else:
        text = _("Nothing was left to tie: somebody has tied it already, or it is no longer there.")
    more = desk.count_tied(touched) - before
    return _answer(request, text % {"count": count}, more=more, done=kept["pairs"])


@transaction.atomic
def _done(act: str, pairs: dict[int, list[int]], request: HttpRequest) -> dict[str, Any]:
    """Tie or dismiss; return what is kept for an undo."""
    both = request.POST.get("both_ways") == "on"
    ties: list[RelatedStory] = []
    stories = Article.objects.in_bulk(pairs)
    for number, suggested in pairs.items():
        if (article := stories.get(number)) is None:
            continue
        if act == "dismiss":
            desk.dismiss(article, suggested, request.user)
        else:
            with revisions.recorded(article, request.user):
                ties += desk.accept(article, suggested, request.user, kind=act, both_ways=both)
    if act == "dismiss":
        done = [f"{number}:{other}" for number, others in pairs.items() for other in others]
    else:
        done = [f"{tie.article_id}:{tie.related_id}" for tie in ties]
    return {"ties": [tie.pk for tie in ties], "dismissed": act == "dismiss", "pairs": done}


def _settle(request: HttpRequest, number: str) -> HttpResponse:
    article = Article.objects.filter(pk=int(number)).first() if _is_number(number) else None
    if article is None:
        return _answer(request, _("There is no such step."), status=400)
    desk.settle(article, request.user)
    _keep(request, {"settled": article.pk, "pairs": []})
    return _answer(request, _("No longer asked about: it has enough."), settled=article.pk)


def _undo(request: HttpRequest) -> HttpResponse:
    kept = list(request.session.get(UNDO, []))
    if not kept:
        return _answer(request, _("There is nothing to undo."), undone=[])
    last = kept.pop()
    request.session[UNDO] = kept
    pairs = _pairs(last["pairs"])
    touched = _touched(pairs)
    before = desk.count_tied(touched)
    if settled := last.get("settled"):
        if article := Article.objects.filter(pk=settled).first():
            desk.unsettle(article, request.user)
    elif last["dismissed"]:
        for number, others in pairs.items():
            if article := Article.objects.filter(pk=number).first():
                desk.bring_back(article, others, request.user)
    else:
        with transaction.atomic(), ExitStack() as recorded:
            for article in Article.objects.filter(related_stories__in=last["ties"]).distinct():
                recorded.enter_context(revisions.recorded(article, request.user))
            desk.take_back(last["ties"], request.user)
    more = desk.count_tied(touched) - before
    return _answer(request, _undone(pairs, settled), more=more, undone=last["pairs"], unsettled=settled)


def _undone(pairs: dict[int, list[int]], settled: int | None) -> str:
    """What was undone: by its headline where it is of one story, for it may be on another page."""
    numbers = [settled] if settled else list(pairs)
    article = Article.objects.filter(pk=numbers[0]).first() if len(numbers) == 1 else None
    if article is None:
        return _("Undone.")
    return _("Undone: %(headline)s") % {"headline": headline_and_language(article)[0]}


def _keep(request: HttpRequest, done: dict[str, Any]) -> None:
    request.session[UNDO] = [*request.session.get(UNDO, []), done][-REMEMBERED:]


def _touched(pairs: dict[int, list[int]]) -> set[int]:
    return {*pairs, *(other for others in pairs.values() for other in others)}


def _pairs(texts: list[str]) -> dict[int, list[int]]:
    """Suggested stories by the story for which they are suggested, from «story:suggested»."""
    pairs: dict[int, list[int]] = {}
    for text in texts[:MOST_PAIRS]:
        one, _colon, other = text.partition(":")
        if _is_number(one) and _is_number(other):
            pairs.setdefault(int(one), []).append(int(other))
    return pairs


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _tied(request: HttpRequest, more: int = 0) -> desk.Tied:
    """How much is tied: counted now and then, between that by what was done here."""
    language, now = current_language(), time()
    kept = request.session.get(TIED) or {}
    if kept.get("language") != language or now - kept["at"] > RECOUNTED:
        share, now = desk.tied(language), time()
    else:
        share, now = desk.Tied(kept["tied"] + more, kept["all"]), kept["at"]
    request.session[TIED] = {"language": language, "at": now, "tied": share.tied, "all": share.all}
    return share


def _answer(request: HttpRequest, text: str, *, status: int = 200, more: int = 0, **told: Any) -> HttpResponse:
    share = _tied(request, more)
    if request.headers.get("Accept") == "application/json":
        tied = {"tied": share.tied, "all": share.all, "percent": share.percent}
        return JsonResponse({"message": text, "tied": tied, **told}, status=status)
    messages.add_message(request, messages.SUCCESS if status == 200 else messages.WARNING, text)
    return HttpResponseRedirect(request.get_full_path())
