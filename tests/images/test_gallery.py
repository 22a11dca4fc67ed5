"""Galleries: the same node in the form, in the stored text, on the page, in feeds and in structured data."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Image, PictureUse
from articles.text.html import plain_text, sanitise, word_count
from articles.workflow.prepublish import findings


def node(*images):
    return f'<div class="gallery" data-images="{",".join(str(image.pk) for image in images)}"></div>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3,5,9", "3,5,9"),
        (" 3 , 5,3", "3,5"),
        ("3,x,-1,0,٥,99999999999999999999", "3"),
        (",".join(map(str, range(1, 100))), ",".join(map(str, range(1, 61)))),
    ],
)
def test_a_gallery_keeps_its_pictures_each_once_and_sixty_at_most(written, kept):
    clean = sanitise(f'<p>نص</p><div onclick="x()" class="x gallery" data-images="{written}"><b>خارج</b></div>')
    assert clean == f'<p>نص</p><div class="gallery" data-images="{kept}"></div>'
    assert sanitise(clean) == clean
    assert (plain_text(clean), word_count(clean)) == ("نص", 1)


@pytest.mark.parametrize("nothing", ["", "x", "0", ","])
def test_a_gallery_without_pictures_is_none(nothing):
    assert sanitise(f'<div class="gallery" data-images="{nothing}"></div>') == ""


@pytest.fixture
def pictures(keep):
    ended = timezone.localdate() - timedelta(days=1)
    return [
        keep("red", alt_ar="قارب", caption_ar="قارب في الميناء", credit="رويترز"),
        keep("green", alt_ar="شجرة", alt_en="A tree", credit="وفا"),
        keep("blue", alt_ar="منتهية", rights_expire_on=ended),
    ]


@pytest.fixture
def story(pictures, write_story):
    return write_story(out="ar en", body_ar=f"<p>نص</p>{node(*pictures)}", lead_image=pictures[1])


def test_a_story_shows_its_gallery_with_captions_and_leads_to_each_picture(story, pictures, client):
    page = client.get(story.get_absolute_url()).content.decode()
    gallery = re.search(r'<section class="gallery".*?</section>', page, re.DOTALL)[0]
    assert gallery.count("<li>") == 2 and "قارب في الميناء" in gallery and "رويترز" in gallery
    assert f'href="{story.get_absolute_url()}pictures/#picture-{pictures[0].pk}"' in gallery
    assert "منتهية" not in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    shown = [image["url"].rpartition("/media/")[2] for image in data[0]["image"]]
    assert shown == [pictures[1].file.name, pictures[0].file.name]
    assert PictureUse.objects.filter(article=story).count() == 3


def test_the_page_of_pictures_holds_each_once_the_lead_first(story, pictures, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        answer = client.get(f"{story.get_absolute_url()}pictures/")
    page = answer.content.decode()
    assert re.findall(r'<li id="picture-(\d+)"', page) == [str(pictures[1].pk), str(pictures[0].pk)]
    assert f'href="#picture-{pictures[0].pk}" rel="next"' in page and f'href="/media/{pictures[0].file.name}"' in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert (data[0]["@type"], len(data[0]["image"])) == ("ImageGallery", 2)
    assert "/en/articles/" in page and page.count("fetchpriority") == 1


def test_a_story_without_pictures_has_no_page_of_them_and_a_wrong_slug_leads_on(story, client, write_story):
    assert client.get(f"{write_story(out='ar').get_absolute_url()}pictures/").status_code == 404
    moved = client.get(f"/articles/{story.pk}/x/pictures/")
    assert (moved.status_code, moved["Location"]) == (301, f"{story.get_absolute_url()}pictures/")


def test_a_full_feed_holds_the_gallery(story, pictures, client, settings):
    settings.FEED_CONTENT = "full"
    feed = client.get("/latest/feed.json").json()["items"][0]["content_html"]
    assert all(f"http://127.0.0.1:8000/media/{one.file.name}" in feed for one in pictures[:2])


def test_the_checks_before_publishing_look_into_galleries(story, pictures):
    codes = {(found.code, found.params.get("picture")) for found in findings(story, ["ar"])}
    assert {("missing_credit", "منتهية"), ("rights_ended", "منتهية")} <= codes


def test_the_editor_asks_for_a_gallerys_pictures_in_their_order(story, pictures, reporter, client_of):
    ids = f"{pictures[2].pk},{pictures[0].pk},99999,x"
    answer = client_of(reporter).get(f"/admin/articles/image/lookup/?ids={ids}").json()["results"]
    assert [one["id"] for one in answer] == [pictures[2].pk, pictures[0].pk]
    assert Image.objects.count() == 3
