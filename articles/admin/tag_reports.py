"""The page on which tags are tidied: probable twins, tags without stories, tags by use, and merges to undo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import tag_verbs
from articles.admin.display import moment_of
from articles.models import DistinctTags, Tag, TagMerge
from articles.related import tag_reports

SHOWN = 100
MOST_USED = 20


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show what wants tidying to those who may change tags."""
    if not request.user.has_perm("articles.change_tag"):
        raise PermissionDenied
    orphans = tag_reports.orphans()
    merges = TagMerge.objects.select_related("into", "by")[:SHOWN]
    distinct = DistinctTags.objects.select_related("one", "other", "by")[:SHOWN]
    context |= {
        "title": _("Tidying tags"),
        "twins": tag_reports.near_duplicates(SHOWN),
        "orphans": orphans[:SHOWN],
        "orphans_count": orphans.count(),
        "most_used": tag_reports.most_used(MOST_USED),
        "merges": [(merge, moment_of(merge.at)) for merge in merges],
        "distinct": [(pair, moment_of(pair.at)) for pair in distinct],
        "may_merge": request.user.has_perm("articles.merge_tag"),
    }
    return TemplateResponse(request, "admin/articles/tag/reports.html", context)


@require_POST
def undo_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back, and go to the tag that returned."""
    if not request.user.has_perm("articles.merge_tag"):
        raise PermissionDenied
    try:
        tag = tag_verbs.undo_merge(get_object_or_404(TagMerge, pk=pk), request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("admin:articles_tag_reports"))
    messages.success(request, _("The merge is undone: the tag is back with its stories and its address."))
    return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[tag.pk]))


@require_POST
def tell_apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Say that two tags are two, or with ``again`` ask anew whether they are one."""
    tags = Tag.objects.in_bulk([pk, other])
    verb = tag_verbs.ask_again if "again" in request.POST else tag_verbs.tell_apart
    address = reverse("admin:articles_tag_reports")
    try:
        if len(tags) < 2:
            raise ValidationError(_("One of these tags is gone: somebody merged or deleted it meanwhile."))
        verb(tags[pk], tags[other], request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(address)
    names = {"one": f"\u2068{tags[pk]}\u2069", "other": f"\u2068{tags[other]}\u2069"}
    if verb is tag_verbs.ask_again:
        messages.success(request, _("Asked again whether %(one)s and %(other)s are one.") % names)
        return HttpResponseRedirect(f"{address}#tidy-twins")
    text = _("%(one)s and %(other)s are two tags, and nobody is asked again.") % names
    link = format_html('{} <a href="#tidy-distinct">{}</a>', text, _("Undo it there"))
    messages.success(request, link)
    return HttpResponseRedirect(f"{address}#tidy-twins")
