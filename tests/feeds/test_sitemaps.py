"""What search engines read of the whole site."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import sitemaps
from articles.models import Author, Byline, Tag

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def tree(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return ElementTree.fromstring(response.getvalue())


def places(client, path):
    return [one.text for one in tree(client, path).iter(f"{{{NAMES['s']}}}loc")]


def at(*parts):
    return datetime(*parts, tzinfo=timezone.get_current_timezone())


def test_the_index_names_the_months_that_have_stories_in_each_language(client, write_story, settings):
    settings.SITE_URL = "https://news.example.org"
    write_story(out="ar", published_at_ar=at(2023, 10, 31, 23, 59))
    write_story(out="ar en", published_at_ar=at(2023, 1, 1), published_at_en=at(2023, 2, 1))
    write_story(out="ar", published_at_ar=timezone.now() + timedelta(days=400))
    found = [place.removeprefix("https://news.example.org") for place in places(client, "/sitemap.xml")]
    assert [place for place in found if "pages" not in place] == [
        "/sitemap-2023-10.xml",
        "/sitemap-2023-01.xml",
        "/en/sitemap-2023-02.xml",
    ]
    for place in found:
        assert places(client, place)


def test_the_months_are_found_without_reading_the_stories(write_story, django_assert_num_queries):
    for day in range(1, 20):
        write_story(out="ar", published_at_ar=at(2023, 10, day))
    with django_assert_num_queries(2):
        assert len(list(sitemaps.months_with_stories("ar"))) == 1


def test_a_month_holds_its_own_stories_with_their_translations(client, write_story):
    inside = write_story("حرف & علامة", out="ar en", published_at_ar=at(2023, 10, 1))
    write_story(out="ar", published_at_ar=at(2023, 11, 1))
    write_story(out="ar", published_at_ar=at(2023, 9, 30, 23, 59))
    root = tree(client, "/sitemap-2023-10.xml")
    (url,) = root.findall("s:url", NAMES)
    assert f"/articles/{inside.pk}/" in url.findtext("s:loc", None, NAMES)
    assert url.findtext("s:loc", None, NAMES).isascii()
    assert {link.get("hreflang") for link in url.findall("x:link", NAMES)} == {"ar", "en", "x-default"}


@pytest.mark.parametrize(
    "path", ["/sitemap-2023-13.xml", "/sitemap-2023-1.xml", "/sitemap-0001-01.xml", "/sitemap-2023-09.xml"]
)
def test_a_month_without_stories_is_not_there(client, write_story, path):
    write_story(out="ar", published_at_ar=at(2023, 10, 1))
    assert client.get(path).status_code == 404


def test_pages_without_public_stories_are_not_listed(client, write_story):
    story = write_story(out="ar")
    for name in ("shown", "hidden"):
        Tag.objects.create(name_ar=name, slug=f"tag-{name}")
        Author.objects.create(name_ar=name, slug=f"author-{name}")
    story.tags.add(Tag.objects.get(slug="tag-shown"))
    Byline.objects.create(article=story, author=Author.objects.get(slug="author-shown"))
    found = " ".join(places(client, "/sitemap-pages.xml"))
    assert "tag-shown" in found and "author-shown" in found and "politics" in found
    assert "hidden" not in found
    assert "tag-shown" not in " ".join(places(client, "/en/sitemap-pages.xml"))


def test_news_are_two_days_old_at_most_and_in_the_right_language(client, write_story):
    fresh = write_story("جديد & مهم", out="ar", published_at_ar=timezone.now() - timedelta(hours=47))
    write_story(out="ar", published_at_ar=timezone.now() - timedelta(hours=49))
    (url,) = tree(client, "/news-sitemap.xml").findall("s:url", NAMES)
    news = url.find("n:news", NAMES)
    assert news.findtext("n:title", None, NAMES) == "جديد & مهم"
    assert news.findtext("n:publication/n:language", None, NAMES) == "ar"
    assert datetime.fromisoformat(news.findtext("n:publication_date", None, NAMES)) == fresh.published_at_ar.replace(
        microsecond=0
    )
    assert tree(client, "/en/news-sitemap.xml").findall("s:url", NAMES) == []


def test_news_are_a_thousand_at_most(client, write_story, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    for _number in range(5):
        write_story(out="ar")
    assert len(tree(client, "/news-sitemap.xml").findall("s:url", NAMES)) == 3


def test_robots_are_told_of_every_sitemap_and_kept_from_the_desk(client, settings):
    settings.SITE_URL = "https://news.example.org"
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://news.example.org/sitemap.xml" in text
    assert "Sitemap: https://news.example.org/fa/news-sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_browsers_are_told_how_to_search(client):
    root = ElementTree.fromstring(client.get("/en/opensearch.xml").content)
    (page, feed) = root.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert page.get("template").endswith("/en/search/?q={searchTerms}")
    assert feed.get("type") == "application/rss+xml"


def test_a_month_is_streamed(client, write_story):
    write_story(out="ar", published_at_ar=at(2023, 10, 1))
    assert client.get("/sitemap-2023-10.xml").streaming
