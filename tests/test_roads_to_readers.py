"""Every road on which a story could reach a reader who may not see it, tried in every state that hides it.

The story is written so that it would be seen, and is: each road tells of it once nothing hides it. It came out in a
year of its own, stands alone under a tag and an author, and is hung on everything that could lead to it.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.http import http_date

from articles import clock, previews, revisions, tasks
from articles.caching import edition, kept, pages
from articles.images import cards
from articles.models import (
    Article,
    Author,
    Byline,
    FrontPageSlot,
    Image,
    Listing,
    LiveUpdate,
    Ping,
    ReadCount,
    RelatedStory,
    Section,
    Tag,
)
from articles.models.article import Status
from articles.models.read_count import Span
from articles.most_read import ranking
from articles.search import index

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LONG_AGO = datetime(2009, 5, 7, 12, tzinfo=UTC)
OLD = re.compile(r"canary|\b2009\b|القاهرة")
HIDDEN: dict[str, Callable[[datetime], dict[str, Any]]] = {
    "under embargo": lambda now: {"embargo_until": now + MINUTE},
    "to come": lambda now: {"published_at_ar": now + MINUTE},
    "over": lambda now: {"expires_at": now - MINUTE},
    "withdrawn": lambda now: {"status": Status.WITHDRAWN, "withdrawal_reason": "x"},
    "taken off the site": lambda now: {"status": Status.READY},
    "in the bin": lambda now: {"deleted_at": now - MINUTE},
    "out in no language but another": lambda now: {"published_at_ar": None, "published_at_en": now - HOUR},
}


class World(NamedTuple):
    """What the roads lead through."""

    client: Any
    public: Article
    old: Article
    storyline: Tag
    token: str
    heard: list[str]


@pytest.fixture
def world(client: Any, write_story: Any, section: Any, chief: Any, settings: Any, monkeypatch: Any) -> World:
    """A public story, and another from long ago that everything leads to."""
    settings.FEED_CONTENT, settings.WEBSUB_HUB, settings.INDEXNOW_KEY = "full", "https://hub.example", "0123456789"
    heard: list[str] = []
    monkeypatch.setattr(tasks, "_post", lambda url, said, kind: heard.append(unquote(said)))
    monkeypatch.setattr(tasks, "_send_in_background", lambda: None)
    picture = Image.objects.create(file="x.png", content_hash="x", width=9, height=9, caption_ar="canary picture")
    words = {"headline_ar": "canary sparrow", "body_ar": "<p>canary sparrow text</p>", "headline_en": "", "body_en": ""}
    words |= {"standfirst_ar": "canary standfirst", "seo_title_ar": "canary", "dateline_place_ar": "القاهرة"}
    own = Section.objects.create(name_ar="قسم", slug="own-section", parent=section)
    old = write_story(section=own, out="ar", published_at_ar=LONG_AGO, kind="live", lead_image=picture,
                      breaking_until=timezone.now() + HOUR, **words)  # fmt: skip
    LiveUpdate.objects.create(article=old, language="ar", headline="canary update", text="canary", is_key=True)
    card = f'<p>x</p><div class="story-card" data-article="{old.pk}"></div>'
    public = write_story("sparrow seen", out="ar", body_ar=card)
    storyline = Tag.objects.create(name_ar="ملف", slug="running", kind="storyline")
    both = [storyline, Tag.objects.create(name_ar="سماء")]
    public.tags.add(*both)
    old.tags.add(*both, Tag.objects.create(name_ar="canary tag", slug="own-tag"))
    Byline.objects.create(article=old, author=Author.objects.create(name_ar="canary author", slug="own-author"))
    RelatedStory.objects.create(article=public, related=old)
    FrontPageSlot.objects.create(zone="lead", article=old, headline_ar="canary slot")
    for span in Span:
        ReadCount.objects.create(article=old, language="ar", span=span, begins_at=timezone.now() - MINUTE, hits=9)
    _link, token = previews.make_link(public, revisions.record(public, chief), "ar", chief)
    return World(client, public, old, storyline, token, heard)


def page(path: str) -> Callable[[World], str]:
    """The road of reading a page; its address may name what is in the world."""

    def read(world: World) -> str:
        answer = world.client.get(path.format(w=world))
        assert answer.status_code < 500
        return answer.getvalue().decode() + "".join(f"\n{name}: {value}" for name, value in answer.items())

    return read


def told_of(path: str, address: str) -> Callable[[World], str]:
    """The road of a page on which an address stands that is the hidden story's alone."""
    return lambda world: "canary" if address in page(path)(world) else ""


def hear(world: World) -> str:
    """The road of hubs and search engines that are told what is new."""
    world.heard.clear()
    for service in Ping.Service.values:
        Ping.objects.update_or_create(
            service=service, article=world.old, language="ar", defaults={"due_at": LONG_AGO, "attempts": 0}
        )
    tasks.send_due()
    return "\n".join(world.heard)


ROADS: dict[str, Callable[[World], str]] = {
    "the front page": page("/"),
    "its strip of live stories, and the newest of that kind": page("/latest/?kind=live"),
    "the newest stories": page("/latest/"),
    "the section": page("/sections/politics/"),
    "a storyline and its days": page("/tags/running/"),
    "a section of its own": page("/sections/own-section/"),
    "a tag": page("/tags/سماء/"),
    "a tag of its own": page("/tags/own-tag/"),
    "an author": page("/authors/own-author/"),
    "what is read most": page("/most-read/"),
    "the years of the archive": page("/archive/"),
    "a page of another story": page("/articles/{w.public.pk}/{w.public.slug}/"),
    "a preview of another story": page("/preview/{w.token}/"),
    "what is kept on a reader's device": page("/sw.js"),
    "what is read without a network": page("/offline/"),
    "a feed": page("/latest/feed.rss"),
    "a feed in another format": page("/latest/feed.json"),
    "a feed of the section": page("/sections/politics/feed.atom"),
    "a feed of a tag": page("/tags/running/feed.rss"),
    "a feed of an author": page("/authors/own-author/feed.json"),
    "a feed of a search": page("/search/feed.rss?q=sparrow"),
    "a search": page("/search/?q=sparrow"),
    "a search, the newest first": page("/search/?q=sparrow&sort=newest"),
    "words that a search may have meant": page("/search/?q=canery"),
    "suggestions while typing": page("/search/suggest/?q=cana"),
    "the months that search engines are told of": page("/sitemap.xml"),
    "search engines that are told of tags": told_of("/sitemap-pages.xml", "/tags/own-tag/"),
    "search engines that are told of authors": told_of("/sitemap-pages.xml", "/authors/own-author/"),
    "search engines that are told of sections": told_of("/sitemap-pages.xml", "/sections/own-section/"),
    "the months of a year of the archive": told_of("/archive/2009/", "/archive/2009/5/"),
    "the days of a month of the archive": told_of("/archive/2009/5/", "/archive/2009/5/7/"),
    "an empty search": page("/search/"),
    "a search that finds nothing": page("/search/?q=zzzzzz"),
    "services that are told what is new": hear,
}
OWN: dict[str, Callable[[World], str]] = {
    "its address": page("/articles/{w.old.pk}/x/"),
    "its short address": page("/a/{w.old.pk}/"),
    "its pictures": page("/articles/{w.old.pk}/x/pictures/"),
    "a page of its live coverage": page("/articles/{w.old.pk}/x/?until=1"),
    "a list of the month for search engines": page("/sitemap-2009-05.xml"),
    "the day of the archive": page("/archive/2009/5/7/"),
}
RIGHTLY = {
    ("services that are told what is new", "withdrawn"),
    ("a tag of its own", "out in no language but another"),
    ("an author", "out in no language but another"),
}
"""Who has been told of a story has to hear that it is gone; a name's page says in which language its stories are."""


def put(world: World, **fields: Any) -> None:
    """Let the story be in a state, as if the verbs had done it."""
    shown = {
        "status": Status.PUBLISHED, "published_at_ar": LONG_AGO, "published_at_en": None, "embargo_until": None,
        "expires_at": None, "deleted_at": None, "withdrawal_reason": "",
    }  # fmt: skip
    Article.objects.filter(pk=world.old.pk).update(**shown | fields)
    index.update([world.old.pk])
    Listing.objects.refresh([world.old.pk])
    kept.forget()
    ranking.forget()


def leading_there(world: World) -> dict[str, str]:
    """What is told on each road that leads to the story now, where it is told."""
    leads_there = re.compile(rf"{OLD.pattern}|/articles/{world.old.pk}/")
    told = {road: walk(world) for road, walk in ROADS.items()}
    found = {road: leads_there.search(text) for road, text in told.items()}
    return {road: told[road][max(0, one.start() - 200) : one.end() + 90] for road, one in found.items() if one}


@pytest.mark.parametrize("state", HIDDEN)
def test_no_road_tells_of_a_story_that_something_hides(state: str, world: World) -> None:
    put(world)
    put(world, **HIDDEN[state](clock.now()))
    assert {road: told for road, told in leading_there(world).items() if (road, state) not in RIGHTLY} == {}


def test_every_road_tells_of_a_story_that_nothing_hides(world: World) -> None:
    put(world, **HIDDEN["withdrawn"](clock.now()))
    put(world)
    assert ROADS.keys() - leading_there(world) == set(), "nothing was hidden, and the road did not lead there"


@pytest.mark.parametrize("road", OWN)
def test_its_own_addresses_tell_nothing_that_it_says(road: str, world: World) -> None:
    for state, fields in HIDDEN.items():
        put(world, **fields(clock.now()))
        assert "canary" not in OWN[road](world), state
    put(world)
    assert "/articles/" in OWN[road](world)


@pytest.mark.parametrize("path", ["/articles/{}/x/", "/a/{}/", "/articles/{}/x/pictures/", "/r/{}/"])
def test_nothing_tells_a_hidden_story_from_one_that_never_was(path: str, world: World) -> None:
    send = world.client.post if path.startswith("/r/") else world.client.get
    nothing = send(path.format(987_654))
    for state, fields in HIDDEN.items():
        if state in ("withdrawn", "out in no language but another"):
            continue
        put(world, **fields(clock.now()))
        answer = send(path.format(world.old.pk))
        assert (answer.status_code, _plain(answer)) == (nothing.status_code, _plain(nothing)), state


def _plain(answer: Any) -> str:
    return re.sub(r"nonce=\S+|\d+", "", answer.content.decode())


@pytest.mark.parametrize(
    "path", ["/latest/feed.rss", "/latest/feed.atom", "/latest/feed.json", "/tags/running/feed.rss"]
)
@pytest.mark.parametrize("is_stored", [True, False], ids=["stored", "built"])
def test_a_reader_who_knows_a_feed_hears_that_a_story_is_gone(
    path: str, is_stored: bool, world: World, settings: Any
) -> None:
    settings.PAGE_CACHE = is_stored
    put(world)
    edition.bump()
    first, now = world.client.get(path), clock.now()
    assert "canary" in first.content.decode()
    put(world, status=Status.WITHDRAWN)
    edition.bump()
    since = {first.get("Last-Modified", ""), http_date(now.timestamp())} - {""}
    for known in ({"If-None-Match": first["ETag"]}, *({"If-Modified-Since": date} for date in since)):
        answer = world.client.get(path, headers=known)
        assert answer.status_code == 200 and "canary" not in answer.content.decode(), known


@pytest.mark.parametrize(
    "path", ["/", "/latest/", "/latest/feed.rss", "/latest/?kind=live", "/search/?q=sparrow", "/most-read/"]
)
def test_a_clock_that_ran_ahead_and_is_set_right_leaves_no_page_from_the_future(
    path: str, world: World, settings: Any, monkeypatch: Any
) -> None:
    settings.PAGE_CACHE = True
    for store in (pages.PLAIN, pages.NARROWED, pages.SOUGHT):
        store.clear()
    edition.forget()
    now = clock.now()
    put(world, published_at_ar=now + HOUR, embargo_until=now + HOUR)
    for at, is_out in ((now, False), (now + 2 * HOUR, True), (now, False), (now + HOUR, True)):
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        assert ("canary" in world.client.get(path).content.decode()) is is_out, at
    edition.forget()


def test_a_card_of_a_hidden_story_is_named_so_that_nobody_finds_it_and_by_no_page(world: World, settings: Any) -> None:
    put(world)
    page_of_it = world.client.get(f"/articles/{world.old.pk}/", follow=True).content.decode()
    world.old.refresh_from_db()
    name = cards.name_of(world.old, "ar", None)
    settings.SECRET_KEY = "another secret that is as long as the first one was"
    assert cards.name_of(world.old, "ar", None) != name
    assert name not in page_of_it


def test_an_imported_document_says_what_it_likes_and_is_a_draft(tmp_path: Any, world: World) -> None:
    document = tmp_path / "story.txt"
    document.write_text(
        "الحالة: منشور\nstatus: published\npublished_at: 2009-01-01\nembargo_until: \nتاريخ النشر: 2009-01-01\n"
        "canary يعلن بيانا\n\nوصل الوفد إلى العاصمة في زيارة تستمر يومين يلتقي خلالها نظيره.\n",
        encoding="utf-8",
    )
    call_command("import_stories", str(document), verbosity=0)
    draft = Article.objects.latest("pk")
    assert draft.pk not in (world.old.pk, world.public.pk)
    times = (draft.published_at_ar, draft.published_at_en, draft.embargo_until)
    assert (draft.status, times) == (Status.DRAFT, (None, None, None))
