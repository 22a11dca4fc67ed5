"""What a page tells search engines and share previews."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from articles.exporters import addresses, jsonld
from articles.models import Author, Byline, Image, Source, Tag

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NASTY = 'قال: </script><script>alert(1)</script> <!-- & "إلى" اللقاء\u2028'


def data_of(client, path):
    (block,) = DATA.findall(client.get(path).content.decode())
    found = json.loads(block)
    return {thing["@type"]: thing for thing in (found if isinstance(found, list) else [found])}


def test_no_text_can_end_the_data_block():
    text = jsonld.script({"@type": "Thing", "name": NASTY})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == NASTY


def test_what_is_empty_is_left_out():
    text = jsonld.script({"@type": "Thing", "name": "", "image": [], "author": {"name": "", "url": None}, "n": 0})
    assert json.loads(text) == {"@context": "https://schema.org", "@type": "Thing", "n": 0}


def test_links_of_our_own_html_lead_back_to_the_site(settings):
    settings.SITE_URL = "https://news.example.org"
    html = (
        '<a href="/articles/1/خبر/">1</a> <a href="//cdn.example/x">2</a> <a href="https://o.example/">3</a>'
        '<img src="/m/a.jpg" srcset="/m/a.jpg 1x, /m/b.jpg 2x">'
    )
    made = addresses.with_absolute_links(html)
    assert 'href="https://news.example.org/articles/1/%D8%AE%D8%A8%D8%B1/"' in made
    assert 'href="//cdn.example/x"' in made and 'href="https://o.example/"' in made
    assert 'srcset="https://news.example.org/m/a.jpg 1x, https://news.example.org/m/b.jpg 2x"' in made


@pytest.mark.django_db
class TestAStory:
    @pytest.fixture
    def story(self, write_story):
        image = Image.objects.create(
            file="pictures/a.jpg", width=1600, height=900, content_hash="a", credit="رويترز", alt_ar="قاعة"
        )
        story = write_story(NASTY.strip(), out="ar en", lead_image=image, standfirst_ar="مقدمة", kicker_ar="تمهيد")
        writer = Author.objects.create(name_ar="ليلى", name_en="Layla")
        agency = Author.objects.create(name_ar="وكالة", kind="agency")
        Byline.objects.create(article=story, author=writer)
        Byline.objects.create(article=story, author=agency, position=1)
        Byline.objects.create(article=story, author=writer, role="translation", position=2)
        story.tags.add(
            Tag.objects.create(name_ar="طهران", kind="place"), Tag.objects.create(name_ar="قمة", kind="event")
        )
        story.sources.add(Source.objects.create(name_ar="تاس", website="https://tass.example/"))
        return story

    def test_says_who_when_where_and_of_what(self, client, story):
        found = data_of(client, story.url_in("ar"))
        article = found["NewsArticle"]
        assert article["headline"] == story.headline_ar
        assert [(one["@type"], one["name"]) for one in article["author"]] == [
            ("Person", "ليلى"),
            ("NewsMediaOrganization", "وكالة"),
        ]
        assert [one["name"] for one in article["translator"]] == ["ليلى"]
        assert article["isBasedOn"][0]["publisher"]["name"] == "تاس"
        assert article["keywords"] == ["طهران", "قمة"] and [one["@type"] for one in article["mentions"]] == ["Place"]
        assert article["image"][0]["url"].startswith("http") and article["image"][0]["creditText"] == "رويترز"
        assert article["inLanguage"] == "ar" and article["articleSection"] == "سياسة"
        assert [item["name"] for item in found["BreadcrumbList"]["itemListElement"]][1] == "سياسة"

    def test_speaks_the_language_of_its_page(self, client, story):
        article = data_of(client, story.url_in("en"))["NewsArticle"]
        assert article["inLanguage"] == "en"
        assert article["author"][0]["name"] == "Layla" and article["articleSection"] == "Politics"
        assert "/en/articles/" in article["url"]

    def test_times_carry_a_zone_and_a_change_never_precedes_the_publication(self, client, story):
        story.substantive_updated_at = story.published_at_ar - timedelta(days=1)
        story.save()
        article = data_of(client, story.url_in("ar"))["NewsArticle"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", article["datePublished"])
        assert article["dateModified"] == article["datePublished"]

    def test_without_a_byline_the_newsroom_is_the_author(self, client, write_story):
        article = data_of(client, write_story(out="ar").url_in("ar"))["NewsArticle"]
        assert article["author"] == [article["publisher"]]
        assert "image" not in article

    def test_a_picture_whose_rights_have_ended_is_not_shared(self, client, story):
        Image.objects.update(rights_expire_on=timezone.localdate() - timedelta(days=1))
        page = client.get(story.url_in("ar")).content.decode()
        assert "pictures/a.jpg" not in page
        assert "newsroom/img/share.png" in page

    def test_share_properties_name_the_canonical_address_and_the_other_languages(self, client, story):
        page = client.get(story.url_in("ar")).content.decode()
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', page)[1]
        assert f'<meta property="og:url" content="{canonical}">' in page
        assert '<meta property="og:locale" content="ar_AR">' in page
        assert '<meta property="og:locale:alternate" content="en_US">' in page
        assert "<script>alert" not in page


@pytest.mark.django_db
def test_lists_authors_and_the_front_page_describe_themselves(client, write_story, section):
    story, author = write_story(out="ar en"), Author.objects.create(name_ar="ليلى", slug="layla")
    Byline.objects.create(article=story, author=author)
    with translation.override("ar"):
        listed = data_of(client, section.get_absolute_url())
        assert listed["CollectionPage"]["mainEntity"]["itemListElement"][0]["name"] == story.headline_ar
        assert data_of(client, "/authors/layla/")["ProfilePage"]["mainEntity"]["name"] == "ليلى"
    site = data_of(client, "/en/")["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"].endswith("/en/search/?q={search_term_string}")


@pytest.mark.django_db
def test_the_archive_of_a_month_describes_itself(client, write_story):
    write_story(out="ar", published_at_ar=datetime(2023, 12, 14, tzinfo=UTC))
    page = client.get("/archive/2023/12/").content.decode()
    assert 'name="description" content="كل ما نُشر في ديسمبر 2023، الأحدث أولًا."' in page
    assert data_of(client, "/archive/2023/12/")["CollectionPage"]["name"] == "الأرشيف: ديسمبر 2023"
    assert "CollectionPage" not in client.get("/archive/2023/11/").content.decode()


@pytest.mark.django_db
def test_a_narrowed_list_is_not_described(client, write_story):
    write_story(out="ar")
    assert not DATA.search(client.get("/latest/?kind=news").content.decode())
