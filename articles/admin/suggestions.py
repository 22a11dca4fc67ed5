"""Answers to the story form while a story is written: related stories, tags and copies, for the text as it stands."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import clock, workflow
from articles.admin.display import day, shown_status
from articles.models import Article, Tag
from articles.models.named import LANGUAGE_CODES
from articles.related import desk, duplicates
from articles.related.draft import Draft
from articles.related.suggest import Suggestion, suggest
from articles.related.tagging import suggest_tags
from articles.templatetags.desk_languages import direction, headline_and_language
from articles.text import html, worddiff
from articles.text.arabic import fold_key

MOST_TAGS = 200


@require_POST
def suggestions(request: HttpRequest) -> JsonResponse:
    """Return related stories, tags and copies for the text that was sent.

    An unreadable request is answered with 400 and an ``error`` in the desk's language.
    """
    try:
        draft = _draft(request)
        related = [_told(one, draft.language) for one in suggest(draft)]
        tags = suggest_tags(draft)
        copies = [duplicates.as_json(one) | _compared(one) for one in duplicates.find_copies(draft)]
    except (ValueError, html.BodyTooLarge):
        return JsonResponse({"error": _("There are no suggestions for this text: it could not be read.")}, status=400)
    known = Tag.objects.in_bulk([pk for tag in tags.tags for pk in (tag.tag, *tag.rivals)])
    told_tags = [
        {
            "choices": [_tag(known[pk]) for pk in (tag.tag, *tag.rivals) if pk in known],
            "written": tag.written,
            "count": tag.count,
            "origin": tag.origin,
        }
        for tag in tags.tags
    ]
    new = tags.as_json()["new"] if request.user.has_perm("articles.add_tag") else []
    return JsonResponse(
        {
            "related": related,
            "tags": told_tags,
            "new_tags": new,
            "tag_kinds": [(value, str(label)) for value, label in Tag.Kind.choices] if new else [],
            "duplicates": copies,
            "language": draft.language,
        }
    )


@require_POST
def new_tag(request: HttpRequest) -> JsonResponse:
    """Make a tag of a name, or return the one that goes by it already.

    A name from a story in another language stands in the site's first one too, in which each tag has a name. Without a
    known ``kind`` it is a topic.
    """
    if not request.user.has_perm("articles.add_tag"):
        raise PermissionDenied
    name, language = " ".join(request.POST.get("name", "").split()), request.POST.get("language", "")
    first = f"name_{LANGUAGE_CODES[0]}"
    columns = {first, f"name_{language}" if language in LANGUAGE_CODES else first}
    if not fold_key(name):
        return JsonResponse({"error": _("Write a name.")}, status=400)
    tag = Tag.objects.called(name).first()
    if tag is None:
        kind = request.POST.get("kind", "")
        tag = Tag(**dict.fromkeys(columns, name), kind=kind if kind in Tag.Kind.values else Tag.Kind.TOPIC)
        try:
            tag.clean_fields(exclude=["slug"])
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=400)
        tag.save()
    return JsonResponse(_tag(tag))


def compare(request: HttpRequest, pk: int, context: dict[str, Any]) -> HttpResponse:
    """Show what a text has that story ``pk`` has not: the text that was sent, or that of the story ``with``."""
    known = get_object_or_404(Article.objects.for_lists(), pk=pk)
    try:
        draft = _draft(request) if request.method == "POST" else _stored(request, known)
        other = Draft.of(known, draft.language)
        paragraphs = worddiff.diff(_whole(other), _whole(draft), html=True)
    except (ValueError, html.BodyTooLarge):
        return HttpResponse(_("These texts cannot be compared."), status=400, content_type="text/plain; charset=utf-8")
    copies = [one for one in duplicates.find_duplicates(draft, limit=20) if one.article.pk == known.pk]
    context |= {
        "title": _("What is new"),
        "known": known,
        "status": shown_status(known)[1],
        "message": duplicates.describe(copies[0]) if copies else "",
        "rows": [_row(paragraph) for paragraph in paragraphs],
        "fresh": sum(paragraph.change in ("added", "changed") for paragraph in paragraphs),
        "language": draft.language,
        "direction": direction(draft.language),
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def _draft(request: HttpRequest) -> Draft:
    """The text that was sent. Raises ``ValueError`` for what is no draft, ``PermissionDenied`` for others' stories."""
    sent = request.POST
    language = sent.get("language", "")
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    number = _number(sent.get("id", ""))
    article = get_object_or_404(Article, pk=number) if number else None
    _may_write(request.user, article, language)
    tags = [_number(text) for text in sent.getlist("tags")[:MOST_TAGS]]
    return Draft(
        language,
        sent.get("headline", ""),
        sent.get("kicker", ""),
        sent.get("standfirst", ""),
        html.sanitise(sent.get("body", "")),
        number,
        frozenset(tag for tag in tags if tag),
        _number(sent.get("section", "")),
        (article.in_language("published_at", language) or article.created_at) if article else clock.now(),
    )


def _stored(request: HttpRequest, known: Article) -> Draft:
    """The story ``with``, in the language asked for or the first that both are written in."""
    number = _number(request.GET.get("with", ""))
    if number is None:
        raise ValueError
    article = get_object_or_404(Article, pk=number)
    both = [code for code in article.languages_written() if code in known.languages_written()]
    language = request.GET.get("language", both[0] if both else LANGUAGE_CODES[0])
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    return Draft.of(article, language)


def _may_write(person: Any, article: Article | None, language: str) -> None:
    if article is None:
        allowed = person.has_perm("articles.add_article")
    else:
        proposes = workflow.may(article, workflow.VERBS["propose_edit"], person)
        allowed = proposes or workflow.may_edit(article, person, language)
    if not allowed:
        raise PermissionDenied


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _told(suggestion: Suggestion, language: str) -> dict[str, Any]:
    article = suggestion.article
    headline, spoken = headline_and_language(article)
    status, word = shown_status(article)
    at = article.in_language("published_at", language) or article.created_at
    return desk.as_json(suggestion, language) | {
        "headline": article.in_language("headline", language) or headline,
        "language": language if article.in_language("headline", language) else spoken,
        "direction": direction(language),
        "date": day(at),
        "status": word,
        "status_code": status,
    }


def _compared(duplicate: duplicates.Duplicate) -> dict[str, Any]:
    return {"language": headline_and_language(duplicate.article)[1]}


def _tag(tag: Tag) -> dict[str, Any]:
    return {"id": tag.pk, "name": str(tag), "kind": str(tag.get_kind_display())}


def _whole(draft: Draft) -> str:
    heads = [text for text in (draft.headline, draft.standfirst) if text.strip()]
    return html.from_paragraphs(heads) + draft.body


def _row(paragraph: worddiff.Paragraph) -> dict[str, Any]:
    """A paragraph as it stands in the known text and in the new one."""
    return {
        "change": paragraph.change,
        "known": [segment for segment in paragraph.segments if segment.op != "ins"],
        "new": [segment for segment in paragraph.segments if segment.op != "del"],
    }
