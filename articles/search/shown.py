"""What a results page shows of the stories found: few columns in one language, what was found marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.safestring import SafeString, mark_safe
from modeltranslation.utils import build_localized_fieldname

from articles.models import Article, Section
from articles.models.prepared import is_one_of, prepared, tuples
from articles.models.teaser import Teaser, columns, sign, teasers
from articles.text import html
from articles.text.lines import names_whole

from .engine import Results


@dataclass
class Found:
    """A story on the page of results, what was found in it marked."""

    story: Teaser
    headline: SafeString
    snippet: SafeString


def shown(results: Results, ids: Iterable[int], sections: dict[int, Section]) -> list[Found]:
    """Return some of the stories that were found, by their ids and in their order, with their sections and authors.

    What was found is marked in the introduction, or else in the best part of the text.
    """
    language, wanted = results.query.language, list(ids)
    rows = {row[0]: row for row in _rows(language, len(wanted))(ids=wanted)} if wanted else {}
    there = [rows[pk] for pk in wanted if pk in rows]
    stories = teasers((row[:-1] for row in there), language, sections)
    sign(stories)
    return [_marked(results, story, body or "") for story, (*_card, body) in zip(stories, there, strict=True)]


def _marked(results: Results, story: Teaser, body: str) -> Found:
    marker = results.marker
    snippet = marker.in_short(story.standfirst or "", html.plain_text(body))
    headline = marker.marked(names_whole(story.headline or ""))
    return Found(story, mark_safe(headline), mark_safe(snippet))  # noqa: S308 - both are escaped


@prepared
def _rows(language: str, count: int) -> models.QuerySet:
    stories = Article.objects.filter(is_one_of("pk", "ids", count))
    return tuples(stories, *columns(language), build_localized_fieldname("body", language))
