"""Previews from the desk: of a text as it is typed, of any version, and the links that show one to people outside."""

from collections import Counter
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from articles import previews, revisions
from articles.admin.display import moment_of
from articles.admin.history import story_at
from articles.admin.unsaved import number, story_of
from articles.exporters.addresses import page_in
from articles.models import Article, AuditEntry, PreviewLink, Revision
from articles.models.article import current_language
from articles.models.named import LANGUAGE_CODES
from articles.templatetags.desk_languages import endonym
from articles.text import html
from articles.views import preview

HOURS = [
    (24, gettext_lazy("one day")),
    (48, gettext_lazy("two days")),
    (168, gettext_lazy("a week")),
    (336, gettext_lazy("two weeks")),
]


class LinkForm(forms.Form):
    """What a link shows, and for how long."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    hours = forms.TypedChoiceField(label=gettext_lazy("Works for"), choices=HOURS, coerce=int, initial=48)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        """Offer the languages that hold something."""
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, endonym(code)) for code in languages]  # type: ignore[attr-defined]


def urls(desk: ModelAdmin) -> list[URLPattern]:
    """Return the addresses of the previews."""
    own = desk.admin_site.admin_view
    return [
        path("preview/", own(live), name="articles_article_preview"),
        path("<int:pk>/previews/", own(partial(links, desk)), name="articles_article_previews"),
        path("<int:pk>/history/<int:version>/", own(version_page), name="articles_article_version"),
    ]


@require_POST
def live(request: HttpRequest) -> HttpResponse:
    """Show the story that a form holds, as a page or as cards; nothing of it is stored."""
    pk, language = number(request.POST.get("preview_story", "")), request.POST.get("preview_language", "")
    if not request.user.has_perm("articles.view_article" if pk else "articles.add_article"):
        raise PermissionDenied
    if language not in LANGUAGE_CODES:
        return HttpResponseBadRequest()
    stored = get_object_or_404(Article, pk=pk) if pk else None
    try:
        story = story_of(request.POST, stored)
    except html.BodyTooLarge:
        return JsonResponse({"error": _("This text is too long or too deeply nested to be shown.")}, status=400)
    render = preview.cards_of if request.POST.get("preview_view") == "cards" else preview.page_of
    return render(request, story, language, in_frame=True)


@require_GET
def version_page(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Show a version of a story as readers would see it, in a language that it holds."""
    article = story_at(request, pk)
    revision = get_object_or_404(article.revisions, pk=version)
    written = _written(revision)
    asked = request.GET.get("language", current_language())
    language = asked if asked in written else written[0]
    own = {code: f"{request.path}?language={code}" for code in written}
    return preview.page_of(request, revisions.as_article(revision), language, own, link={"revision": revision})


def links(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the links to a story; make one, or close one."""
    article = story_at(request, pk)
    if closed := request.POST.get("close"):
        return _close(request, article, closed)
    revision = _chosen(request, article)
    may_share = previews.may_share(article, request.user)
    form = LinkForm(request.POST or None, languages=_written(revision or article))
    made = _make(form, article, revision, request.user) if form.is_valid() else None
    opened = Counter(
        entry.get("link")
        for entry in AuditEntry.objects.filter(article=article, action="open_preview").values_list("details", flat=True)
    )
    versions = article.revisions.order_by("pk").values_list("pk", flat=True)
    numbers = {pk: number for number, pk in enumerate(versions, start=1)}
    known = PreviewLink.objects.filter(article=article).select_related("created_by")
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "article": article,
        "title": _("Preview links"),
        "form": form,
        "revision": revision,
        "revision_when": moment_of(revision.at) if revision else "",
        "made": made,
        "may_share": may_share,
        "is_embargoed": article.is_embargoed(),
        "links": [_told(link, numbers[link.revision_id], opened[link.pk]) for link in known],
    }
    return TemplateResponse(request, "admin/articles/article/preview_links.html", context)


@transaction.atomic
def _make(form: LinkForm, article: Article, revision: Revision | None, by: Any) -> str | None:
    """Return the address of a new link, which is never shown again; None with an error in the form."""
    shown, language = revision or revisions.record(article, None), form.cleaned_data["language"]
    try:
        _link, token = previews.make_link(article, shown, language, by, form.cleaned_data["hours"])
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return page_in(language, "preview", token)


def _close(request: HttpRequest, article: Article, pk: str) -> HttpResponse:
    link = get_object_or_404(PreviewLink.objects.select_related("article"), article=article, pk=number(pk))
    previews.revoke_link(link, request.user)
    messages.success(request, _("The link is closed. Whoever opens it is told that the preview is over."))
    return HttpResponseRedirect(reverse("admin:articles_article_previews", args=[article.pk]))


def _chosen(request: HttpRequest, article: Article) -> Revision | None:
    """The version that was asked for; None stands for the story as it is saved."""
    pk = number(request.POST.get("version") or request.GET.get("version") or "")
    return get_object_or_404(article.revisions, pk=pk) if pk else None


def _written(source: Revision | Article) -> list[str]:
    """The languages that hold a headline or a text."""
    text = source.data.get if isinstance(source, Revision) else lambda name: getattr(source, name)
    written = [code for code in LANGUAGE_CODES if text(f"headline_{code}") or text(f"body_{code}")]
    return written or [LANGUAGE_CODES[0]]


def _told(link: PreviewLink, version: int, opened: int) -> dict[str, Any]:
    return {
        "pk": link.pk,
        "is_open": link.is_open(),
        "is_revoked": link.revoked_at is not None,
        "language": link.language,
        "endonym": endonym(link.language),
        "version": version,
        "who": str(link.created_by or ""),
        "made": moment_of(link.created_at),
        "until": moment_of(link.revoked_at or link.expires_at),
        "opened": opened,
    }
