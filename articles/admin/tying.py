"""Stories of the list that are tied to one another in one go, and untied in one."""

from contextlib import ExitStack
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import revisions, workflow
from articles.admin import undoing
from articles.admin.display import day, status_word
from articles.forms import NumbersField, TieForm
from articles.models import Article, RelatedStory
from articles.models.article import Status
from articles.related import desk
from articles.related.together import came_out, pairs, tied_among

NAME = "tie"
LABEL = gettext_lazy("Tie the selected stories to one another")
PERMISSION = "articles.add_relatedstory"
MOST = 12
"""Of more stories each tied to all the others nobody would read the ties."""
EDITOR = RelatedStory.Origin.EDITOR


def tie(model_admin: Any, request: HttpRequest, stories: Any) -> HttpResponse | None:
    """Ask how the chosen stories are to be tied, and tie them."""
    chosen = list(stories.order_by("-id")[: MOST + 1])
    if not 1 < len(chosen) <= MOST:
        told = _("Choose two stories or more, at most %(most)d.") % {"most": MOST}
        model_admin.message_user(request, told, messages.ERROR)
        return None
    chosen.sort(key=came_out, reverse=True)
    confirmed = "_confirmed" in request.POST
    form = TieForm(request.POST if confirmed else None)
    form.offer(chosen)
    if confirmed and form.is_valid():
        _do(model_admin, request, chosen, form.cleaned_data)
        return None
    each, *mains = form["main"]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": LABEL,
        "action": NAME,
        "form": form,
        "media": model_admin.media + form.media,
        "opts": model_admin.opts,
        "each": each,
        "others": len(chosen) - 1,
        "rows": list(zip(_rows(chosen, request.user), mains, strict=True)),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/articles/article/tie.html", context)


def _rows(chosen: list[Article], person: Any) -> list[dict[str, Any]]:
    """Each story with what is to be known before it is tied: to which of the others it is tied, and what refuses."""
    stories = {article.pk: article for article in chosen}
    tied: dict[int, list[Article]] = {}
    for one, other in sorted({tuple(sorted(ends)) for ends in _ends(chosen)}):
        tied.setdefault(one, []).append(stories[other])
        tied.setdefault(other, []).append(stories[one])
    return [
        {
            "article": article,
            "status": status_word(article),
            "date": day(came_out(article)[1]),
            "tied": tied.get(article.pk, []),
            "refusal": _refusal(article, person),
        }
        for article in chosen
    ]


def _ends(chosen: list[Article]) -> set[frozenset[int]]:
    among = tied_among([article.pk for article in chosen]).values_list("article", "related")
    return {frozenset(ends) for ends in among}


def _refusal(article: Article, person: Any) -> str:
    if article.status == Status.WITHDRAWN:
        return _("It is withdrawn: it is tied to nothing.")
    return "" if workflow.may_edit(article, person) else _("You may not change it: it only stands under others.")


def _do(model_admin: Any, request: HttpRequest, chosen: list[Article], data: dict[str, Any]) -> None:
    refused = [(article, _refusal(article, request.user)) for article in chosen if article.status == Status.WITHDRAWN]
    tied = _ends(chosen)
    usable = [article for article in chosen if article.status != Status.WITHDRAWN]
    wanted = pairs(usable, data["main"], data["kind"])
    wanting = [pair for pair in wanted if frozenset((pair[0].pk, pair[1].pk)) not in tied]
    made: list[RelatedStory] = []
    for carrier, group in groupby(sorted(wanting, key=lambda pair: -pair[0].pk), key=lambda pair: pair[0]):
        others = [other.pk for _carrier, other in group]
        how = {"kind": data["kind"], "both_ways": data["both_ways"], "origin": EDITOR}
        try:
            with transaction.atomic():
                stored = Article.objects.get(pk=carrier.pk)
                with revisions.recorded(stored, request.user):
                    made += desk.accept(stored, others, request.user, **how)
                model_admin.log_change(request, stored, str(LABEL))
        except PermissionDenied as error:
            refused.append((carrier, str(error)))
        except Article.DoesNotExist:
            refused.append((carrier, _("It was deleted meanwhile.")))
    _tell(model_admin, request, made, refused, len(wanted) - len(wanting))


def _tell(
    model_admin: Any,
    request: HttpRequest,
    made: list[RelatedStory],
    refused: list[tuple[Article, str]],
    tied_before: int,
) -> None:
    if made:
        text = ngettext("%(count)d tie made.", "%(count)d ties made.", len(made)) % {"count": len(made)}
        undo = undoing.button(request, "admin:articles_article_untie", ties=",".join(str(one.pk) for one in made))
        model_admin.message_user(request, format_html("{} {}", text, undo), messages.SUCCESS)
    if tied_before:
        told = ngettext("%(count)d pair was tied already.", "%(count)d pairs were tied already.", tied_before)
        model_admin.message_user(request, told % {"count": tied_before}, messages.INFO)
    if refused:
        names = format_html_join("", "<li><bdi>{}</bdi> — {}</li>", refused)
        told = format_html("{}<ul>{}</ul>", _("Not done, for these reasons:"), names)
        model_admin.message_user(request, told, messages.WARNING)


@require_POST
def untie(request: HttpRequest) -> HttpResponse:
    """Untie what somebody tied in the list; what was changed or untied since stays so."""
    if not workflow.holds(request.user, PERMISSION):
        raise PermissionDenied
    ties = NumbersField(required=False).clean(request.POST.get("ties", ""))
    try:
        count = _untie(ties, request.user)
    except PermissionDenied as error:
        messages.warning(request, str(error))
    else:
        told = ngettext("%(count)d tie undone.", "%(count)d ties undone.", count) % {"count": count}
        messages.success(request, told if count else _("There is nothing to undo."))
    return undoing.back_to_list(request)


@transaction.atomic
def _untie(ties: list[int], by: Any) -> int:
    with ExitStack() as recorded:
        for article in Article.objects.filter(related_stories__in=ties).distinct():
            recorded.enter_context(revisions.recorded(article, by))
        return desk.take_back(ties, by, EDITOR)
