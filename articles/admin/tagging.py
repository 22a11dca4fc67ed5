"""A tag that many stories of the list get in one go, and lose in one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import workflow
from articles.admin import undoing
from articles.forms import NumbersField
from articles.models import Article, Revision, Tag

PERMISSION = "articles.change_article"


def add(article: Article, by: Any, data: dict[str, Any]) -> bool:
    """Give a story the tag; return whether it did not carry it before. Raises ``PermissionDenied``."""
    must_be_editable(article, by)
    if article.tags.contains(data["tag"]):
        return False
    with Revision.objects.of_change(article, by):
        article.tags.add(data["tag"])
        article.save(update_fields=["updated_at"])
    return True


def undo_button(request: HttpRequest, stories: list[int], data: dict[str, Any]) -> Any:
    """Return the button that takes the tag from these stories again."""
    return undoing.button(
        request, "admin:articles_article_untag", tag=data["tag"].pk, stories=",".join(map(str, stories))
    )


@require_POST
def untag(request: HttpRequest) -> HttpResponse:
    """Take from stories the tag that somebody just gave to them; what has lost it since stays as it is."""
    if not workflow.holds(request.user, PERMISSION):
        raise PermissionDenied
    stories, tags = (NumbersField(required=False).clean(request.POST.get(name, "")) for name in ("stories", "tag"))
    tag = Tag.objects.filter(pk__in=tags[:1]).first()
    try:
        count = _untag(stories, tag, request.user) if tag else 0
    except PermissionDenied as error:
        messages.warning(request, str(error))
    else:
        told = ngettext("%(count)d story no longer has the tag.", "%(count)d stories no longer have the tag.", count)
        messages.success(request, told % {"count": count} if count else _("There is nothing to undo."))
    return undoing.back_to_list(request)


@transaction.atomic
def _untag(stories: list[int], tag: Tag, by: Any) -> int:
    carrying = list(Article.objects.filter(pk__in=stories, tags=tag))
    for article in carrying:
        must_be_editable(article, by)
        with Revision.objects.of_change(article, by):
            article.tags.remove(tag)
            article.save(update_fields=["updated_at"])
    return len(carrying)


def must_be_editable(article: Article, by: Any) -> None:
    """Raise ``PermissionDenied`` unless a person may edit a story."""
    if not workflow.may_edit(article, by):
        raise PermissionDenied(_("You may not do this to this story."))
