"""The feeds, as a feed reader meets them."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles.models import Author, Byline, Image, Tag

pytestmark = pytest.mark.django_db
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def story(write_story):
    image = Image.objects.create(file="pictures/a.jpg", width=1600, height=900, content_hash="a", credit="رويترز")
    story = write_story(
        "قمة في <طهران> & موسكو", out="ar en", lead_image=image, standfirst_ar="نقاش < ساعتين & اتفاق",
        body_ar='<p>قالت <a href="/tags/x/">الوكالة</a> ]]> شيئًا.</p>',
    )  # fmt: skip
    for place, name in enumerate(("ليلى", "سمير")):
        Byline.objects.create(article=story, author=Author.objects.create(name_ar=name), position=place)
    Byline.objects.create(article=story, author=Author.objects.create(name_ar="محرر"), role="editing")
    story.tags.add(Tag.objects.create(name_ar="طهران", slug="tehran"))
    return story


def test_rss_names_every_writer_the_picture_and_the_language(client, story):
    response = client.get("/latest/feed.rss")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    item = root.find("channel/item")
    assert root.get(LANG) == root.findtext("channel/language") == "ar"
    assert item.findtext("title") == "قمة في <طهران> & موسكو"
    assert item.findtext("description") == "نقاش &lt; ساعتين &amp; اتفاق"
    assert [one.text for one in item.findall("dc:creator", NAMES)] == ["ليلى", "سمير"]
    picture = item.find("media:content", NAMES)
    assert (picture.get("width"), picture.findtext("media:credit", None, NAMES)) == ("1600", "رويترز")
    assert item.findtext("guid").endswith(f"/articles/{story.pk}/")


def test_atom_names_every_writer(client, story):
    root = ElementTree.fromstring(client.get("/en/latest/feed.atom").content)
    assert root.get(LANG) == "en"
    assert [one.text for one in root.findall("a:entry/a:author/a:name", NAMES)] == ["ليلى", "سمير"]
    assert root.find("a:author", NAMES) is not None


def test_json_feed_holds_plain_text(client, story):
    response = client.get("/latest/feed.json")
    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"].endswith("/1.1") and feed["language"] == "ar"
    (item,) = feed["items"]
    assert item["content_text"] == item["summary"] == "نقاش < ساعتين & اتفاق"
    assert [one["name"] for one in item["authors"]] == ["ليلى", "سمير"]


def test_the_whole_text_is_given_when_the_newsroom_wants_it(client, story, settings):
    settings.FEED_CONTENT, settings.SITE_URL = "full", "https://news.example.org"
    rss = ElementTree.fromstring(client.get("/latest/feed.rss").content)
    text = rss.findtext("channel/item/content:encoded", None, NAMES)
    assert 'href="https://news.example.org/tags/x/"' in text and "]]&gt;" in text
    atom = ElementTree.fromstring(client.get("/latest/feed.atom").content)
    assert atom.findtext("a:entry/a:content", None, NAMES) == text
    assert json.loads(client.get("/latest/feed.json").content)["items"][0]["content_html"] == text
    settings.FEED_CONTENT = "summary"
    assert b"content:encoded>" not in client.get("/latest/feed.rss").content


def test_a_reader_who_has_the_feed_is_told_so(client, story):
    first = client.get("/latest/feed.rss")
    assert client.get("/latest/feed.rss", headers={"if-none-match": first["ETag"]}).status_code == 304
    story.headline_ar = "عنوان آخر"
    story.save()
    assert client.get("/latest/feed.rss", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["sections/politics", "tags/tehran", "authors/{author}", "latest"])
@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_every_list_has_its_feeds(client, story, path, kind):
    path = path.format(author=Author.objects.get(name_ar="ليلى").slug)
    for prefix in ("/", "/en/"):
        response = client.get(f"{prefix}{path}/feed.{kind}")
        assert response.status_code == 200
        assert f"/articles/{story.pk}/" in response.content.decode()


def test_a_section_s_feed_holds_its_subsections_stories(client, write_story, section):
    from articles.models import Section

    child = Section.objects.create(name_ar="فرع", slug="branch", parent=section)
    story = write_story(out="ar", section=child)
    assert f"/articles/{story.pk}/" in client.get("/sections/politics/feed.rss").content.decode()


def test_a_feed_of_nothing_or_of_no_such_format_is_not_there(client, story):
    Tag.objects.create(name_ar="فارغ", slug="empty")
    for path in (
        "/tags/empty/feed.rss",
        "/tags/none/feed.rss",
        "/latest/feed.xml",
        "/search/feed.rss",
        "/search/feed.rss?q=%00",
    ):
        assert client.get(path).status_code == 404


def test_the_feed_of_a_search_holds_what_it_finds_and_is_empty_where_that_is_nothing(
    client, story, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        story.save()

    def found(words: str) -> list[str]:
        return [item["url"] for item in json.loads(client.get("/search/feed.json", {"q": words}).content)["items"]]

    assert [url.endswith(story.get_absolute_url()) for url in found("قمة")] == [True]
    assert found("زلزال") == []


def test_pages_lead_programs_to_their_feeds_and_to_the_search(client, story):
    page = client.get("/tags/tehran/").content.decode()
    for path in ("/tags/tehran/feed.rss", "/tags/tehran/feed.json", "/latest/feed.atom", "/opensearch.xml"):
        assert f'href="{path}"' in page


def test_a_full_feed_costs_as_many_queries_with_many_stories_as_with_few(
    client, story, settings, write_story, django_assert_max_num_queries
):
    settings.FEED_CONTENT = "full"
    for number in range(25):
        other = write_story(f"خبر {number}", out="ar", published_at_ar=timezone.now() - timedelta(minutes=number + 90))
        other.tags.add(Tag.objects.get())
    with django_assert_max_num_queries(6):
        client.get("/latest/feed.rss")
