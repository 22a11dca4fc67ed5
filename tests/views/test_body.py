"""How the nodes of a body are shown."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from articles.models import Article, Image
from articles.templatetags.body import body
from articles.text.references import references


def _image(**fields):
    file = io.BytesIO()
    Picture.new("RGB", (30, 20), "#12324a").save(file, "PNG")
    image = Image(alt_ar="بديل", **fields)
    image.file.save("صورة.png", ContentFile(file.getvalue(), name="صورة.png"), save=False)
    image.save()
    return image


def test_references_are_found_whatever_the_order_of_attributes():
    found = references(
        '<div class="story-card" data-article="7"></div><div data-article="8" class="story-card"></div>'
        '<figure data-image="3" class="news-figure"><img src="/a.png"></figure>'
        '<div class="story-card" data-article="x"></div><div class="story-card" data-article="²"></div>'
    )
    assert (found.articles, found.images) == ((7, 8), (3,))


def test_a_body_can_ask_for_no_more_than_fifty_records():
    assert len(references('<div class="story-card" data-article="{}"></div>' * 1).articles) == 0
    many = "".join(f'<div class="story-card" data-article="{number}"></div>' for number in range(1, 200))
    assert len(references(many).articles) == 50


def test_a_card_of_a_story_that_is_not_public_leaves_nothing():
    story = Article(body_ar='<p>قبل</p><div class="story-card" data-article="7"></div><p>بعد</p>')
    assert body(story, {}, {}) == "<p>قبل</p><p>بعد</p>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "http://[", "//x", ""])
def test_an_embed_without_a_host_leaves_nothing(url):
    assert body(Article(body_ar=f'<div class="embed" data-url="{url}"></div>'), {}, {}) == ""


def test_an_embed_is_a_link_that_loads_nothing():
    html = body(Article(body_ar='<div class="embed" data-url="https://t.me/s/x?a=1&amp;b=2"></div>'), {}, {})
    assert 'href="https://t.me/s/x?a=1&amp;b=2" rel="noopener external nofollow"' in html
    assert "<iframe" not in html and "<script" not in html


@pytest.mark.django_db
def test_a_picture_takes_its_size_from_the_library_and_its_words_from_the_body():
    image = _image()
    picture = '<img src="/old.png" alt="كما هنا"><figcaption>ش</figcaption>'
    html = f'<figure class="news-figure" data-image="{image.pk}">{picture}</figure>'
    shown = body(Article(body_ar=html), {}, {image.pk: image})
    assert 'width="30" height="20" alt="كما هنا"' in shown and "/old.png" not in shown
    assert 'alt="بديل"' in body(Article(body_ar=html.replace("كما هنا", "")), {}, {image.pk: image})


@pytest.mark.django_db
def test_a_picture_whose_rights_have_ended_is_not_shown(write_story, client):
    image = _image(rights_expire_on=timezone.localdate() - timezone.timedelta(days=1))
    html = f'<p>نص</p><figure class="news-figure" data-image="{image.pk}"><img src="/old.png" alt=""></figure>'
    assert body(Article(body_ar=html), {}, {image.pk: image}) == "<p>نص</p>"
    story = write_story(out="ar", lead_image=image)
    for path in (story.get_absolute_url(), "/", "/latest/"):
        assert image.file.url not in client.get(path).content.decode()


def test_a_dateline_begins_the_first_paragraph_or_stands_alone():
    assert body(Article(body_ar="<p>قال</p>", dateline_place_ar="كييف"), {}, {}) == (
        '<p><span class="dateline"><bdi>كييف</bdi> —</span> قال</p>'
    )
    assert body(Article(body_ar="<h2>قال</h2>", dateline_place_ar="<كييف>"), {}, {}).startswith(
        '<p><span class="dateline"><bdi>&lt;كييف&gt;</bdi> —</span></p><h2>'
    )
