"""What is not public is on no public page: every address, every language, every way in.

Each story that readers must not see carries a canary in all its texts, and hangs on every hook that could drag it into
a page: related to a public story (both ways), on the front page, breaking, in a card of a body, in the section, under
the tag and by the author of a public story, and found by the search. The addresses come from the resolver: one without
a row here fails.
"""

from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Byline,
    FrontPageSlot,
    RelatedStory,
    RelatedSuggestion,
    Section,
    Source,
    Tag,
)
from articles.models.article import Status
from articles.related.scoring import SCORE_VERSION
from articles.search import index

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en", "uk", "fa")
PREFIXES = {"ar": "/", "en": "/en/", "uk": "/uk/", "fa": "/fa/"}
CANARY = "canary"
HIDDEN = 7
ROWS: dict[str, list[str]] = {
    "home": [""],
    "latest": ["latest/", "latest/?kind=news", "latest/?section={section}&tag={tag}&author={author}"],
    "most_read": ["most-read/"],
    "count_reading": ["r/{pk}/"],
    "manifest": ["manifest.webmanifest"],
    "service_worker": ["sw.js"],
    "offline": ["offline/"],
    "section": ["sections/{section}/", "sections/{hidden_section}/"],
    "tag": ["tags/{tag}/", "tags/{hidden_tag}/", "tags/running/"],
    "author": ["authors/{author}/", "authors/{hidden_author}/"],
    "archive": ["archive/"],
    "archive_year": ["archive/{year}/", "archive/{next_year}/"],
    "archive_month": ["archive/{year}/{month}/"],
    "archive_day": ["archive/{year}/{month}/{day}/"],
    "search": [
        "search/?q=sparrow",
        "search/?q=sparow",
        "search/?q=canery",
        "search/?q=sparrow+canery",
        "search/?q=sparrow&sort=newest&section={section}&tag={tag}&author={author}&year={year}",
        "search/",
    ],
    "preview": ["preview/-/", "preview/{pk}/"],
    "suggest": ["search/suggest/?q=can", "search/suggest/?q=spar", "search/suggest/?q=shown"],
    "short_link": ["a/{pk}/", *(f"a/{{pk_{number}}}/" for number in range(HIDDEN))],
    "article_by_id": ["articles/{pk}/", *(f"articles/{{pk_{number}}}/" for number in range(HIDDEN))],
    "article": ["articles/{pk}/{slug}/", *(f"articles/{{pk_{number}}}/x/" for number in range(HIDDEN))],
    "gallery": [
        "articles/{pk}/{slug}/pictures/",
        *(f"articles/{{pk_{number}}}/x/pictures/" for number in range(HIDDEN)),
    ],
    "latest_feed": ["latest/feed.rss", "latest/feed.atom", "latest/feed.json"],
    "section_feed": [
        "sections/{section}/feed.rss",
        "sections/{section}/feed.json",
        "sections/{hidden_section}/feed.atom",
    ],
    "tag_feed": ["tags/{tag}/feed.rss", "tags/{tag}/feed.json", "tags/{hidden_tag}/feed.atom"],
    "author_feed": ["authors/{author}/feed.rss", "authors/{author}/feed.json", "authors/{hidden_author}/feed.atom"],
    "search_feed": ["search/feed.rss?q=sparrow", "search/feed.json?q=sparrow"],
    "sitemap_pages": ["sitemap-pages.xml"],
    "sitemap_month": ["sitemap-{year}-{month:02}.xml"],
    "news_sitemap": ["news-sitemap.xml"],
    "opensearch": ["opensearch.xml"],
}
AT_THE_ROOT = {
    "jsi18n": None,
    "robots": "/robots.txt",
    "favicon": None,
    "sitemap": "/sitemap.xml",
    "indexnow_key": None,
}
"""Addresses outside the languages; None for those that hold no story."""


def _names(patterns: list[Any]) -> set[str]:
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= set() if pattern.namespace == "admin" else _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names.add(pattern.name)
    return names


def test_every_public_address_has_a_row():
    assert _names(get_resolver().url_patterns) <= ROWS.keys() | AT_THE_ROOT.keys()


@pytest.fixture(autouse=True)
def related_by_the_engine(settings: Any) -> None:
    settings.RELATED_AUTOFILL = True


@pytest.fixture(scope="module")
def stories(written_once: Any) -> dict[str, Any]:
    """A public story, and others that are not, all tied to it and to one another in every way there is."""
    number = count()
    now = timezone.now()
    out_at = now - timedelta(hours=3)
    shown = {
        "section": Section.objects.create(name_ar="shown", slug="shown"),
        "tag": Tag.objects.create(name_ar="shown"),
    }
    storyline = Tag.objects.create(name_ar="running", slug="running", kind="storyline")
    author, source = Author.objects.create(name_ar="shown"), Source.objects.create(name_ar="shown")
    hidden_tag, hidden_author = (
        Tag.objects.create(name_ar=CANARY, slug="x"),
        Author.objects.create(name_ar=CANARY, slug="x"),
    )
    hidden_section = Section.objects.create(name_ar="empty", slug="empty", description_ar="")

    def write(word: str, published: bool, **fields: Any) -> Article:
        for code in LANGUAGES:
            fields |= {
                f"{name}_{code}": f"{word} {name} sparrow {next(number)}"
                for name in (
                    "headline",
                    "kicker",
                    "standfirst",
                    "dateline_place",
                    "seo_title",
                    "seo_description",
                    "lead_caption",
                )
            }
            fields |= {f"body_{code}": f"<p>{word} body</p>"}
            fields.setdefault(f"published_at_{code}", out_at if published else None)
        fields.setdefault("section", shown["section"])
        story = Article.objects.create(breaking_until=now + timedelta(days=1), **fields)
        story.tags.add(shown["tag"], storyline, *([hidden_tag] if word == CANARY else []))
        story.sources.add(source)
        Byline.objects.create(article=story, author=author)
        if word == CANARY:
            Byline.objects.create(article=story, author=hidden_author, role="editing")
        FrontPageSlot.objects.create(zone="lead", article=story, headline_ar=f"{word} slot")
        FrontPageSlot.objects.create(zone="grid", article=story, headline_en=f"{word} slot")
        return story

    future = {f"published_at_{code}": now + timedelta(hours=1) for code in LANGUAGES}
    hidden = [
        write(CANARY, False),
        write(CANARY, False, status=Status.IN_REVIEW, section=hidden_section),
        write(CANARY, False, status=Status.PUBLISHED, **future),
        write(CANARY, True, status=Status.PUBLISHED, expires_at=now - timedelta(minutes=5)),
        write(CANARY, True, status=Status.WITHDRAWN, withdrawal_reason="The reason."),
        write(CANARY, True, status=Status.PUBLISHED, embargo_until=now + timedelta(hours=1)),
        write(CANARY, True, status=Status.PUBLISHED, deleted_at=now - timedelta(minutes=5)),
    ]
    Article.objects.filter(pk=hidden[0].pk).update(status=Status.READY)
    assert len(hidden) == HIDDEN
    index.update(Article.objects.values_list("pk", flat=True))
    public = write("public", True, status=Status.PUBLISHED)
    cards = "".join(f'<div class="story-card" data-article="{story.pk}"></div>' for story in hidden)
    for code in LANGUAGES:
        setattr(public, f"body_{code}", f"<p>public body</p>{cards}")
    public.save()
    for story in hidden:
        RelatedStory.objects.create(article=public, related=story)
        RelatedStory.objects.create(article=story, related=public, both_ways=True)
        RelatedSuggestion.objects.create(
            article=public, suggested=story, language="ar", score=1, score_version=SCORE_VERSION
        )
    return {"public": public, "hidden": hidden, "names": (shown, author, hidden_section, hidden_tag, hidden_author)}


def _addresses(stories: dict[str, Any], name: str, language: str) -> list[str]:
    shown, author, hidden_section, hidden_tag, hidden_author = stories["names"]
    local = timezone.localtime(stories["public"].published_at_ar)
    parts = {
        "section": shown["section"].slug, "tag": shown["tag"].slug, "author": author.slug,
        "hidden_section": hidden_section.slug, "hidden_tag": hidden_tag.slug, "hidden_author": hidden_author.slug,
        "year": local.year, "next_year": local.year + 1, "month": local.month, "day": local.day,
        "pk": stories["public"].pk, "slug": quote(stories["public"].in_language("slug", language)),
    } | {f"pk_{place}": story.pk for place, story in enumerate(stories["hidden"])}  # fmt: skip
    return [PREFIXES[language] + row.format(**parts) for row in ROWS[name]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_public_is_on_no_page(client, stories, language):
    names = _names(get_resolver().url_patterns)
    seen = 0
    addresses = [(name, url) for name in ROWS.keys() & names for url in _addresses(stories, name, language)]
    addresses += [(name, url) for name, url in AT_THE_ROOT.items() if url and name in names]
    for _name, url in addresses:
        response = client.get(url)
        assert response.status_code < 500, url
        text = response.getvalue().decode() + "".join(f"{key}: {value}\n" for key, value in response.items())
        assert CANARY not in text, (url, text[max(0, text.find(CANARY) - 200) : text.find(CANARY) + 80])
        seen += "public headline" in text
    assert seen >= 10, "the public story must be there, or this proves nothing"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("place", "status"), [(0, 404), (1, 404), (2, 404), (3, 404), (4, 410), (5, 404), (6, 404)])
def test_the_addresses_of_hidden_stories_answer_as_if_nothing_were_there(client, stories, language, place, status):
    story = stories["hidden"][place]
    for path in (
        f"a/{story.pk}/",
        f"articles/{story.pk}/",
        f"articles/{story.pk}/{story.in_language('slug', language)}/",
    ):
        assert client.get(PREFIXES[language] + path).status_code == status


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_with_no_public_story_have_no_page(client, stories, language):
    *_shown, hidden_tag, hidden_author = stories["names"]
    for path in (f"tags/{hidden_tag.slug}/", f"authors/{hidden_author.slug}/"):
        assert client.get(PREFIXES[language] + path).status_code == 404


def test_a_story_out_in_one_language_is_in_no_list_of_another(client, stories):
    Article.objects.all().update(published_at_uk=None)
    for name in ROWS.keys() & _names(get_resolver().url_patterns) - {
        "short_link",
        "article",
        "article_by_id",
        "gallery",
    }:
        for url in _addresses(stories, name, "uk"):
            assert "public headline" not in client.get(url).getvalue().decode(), url
