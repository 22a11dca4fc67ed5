"""Suggestions while a reader types."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from redis.exceptions import TimeoutError

from articles.models import Author, Byline, Tag
from articles.search import index
from articles.views import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(write_story):
    def write(headline, **fields):
        fields.setdefault("out", "ar")
        article = write_story(headline, **fields)
        article.tags.add(Tag.objects.create(name_ar=f"وسم {headline}", kind="person"))
        Byline.objects.create(article=article, author=Author.objects.create(name_ar=f"كاتب {headline}"))
        index.update([article.pk])
        return article

    return write


@pytest.fixture
def suggested(client):
    def ask(text, path="/search/suggest/"):
        response = client.get(path, {"q": text})
        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        return [row["text"] for row in response.json()["suggestions"]]

    return ask


def test_tags_authors_and_headlines_begin_as_typed_in_any_spelling(story, suggested):
    story("أحمد يصل إلى كييف")
    for typed in ("احم", "أحمد", "أَحْم", "احمد يصل", "يصل الي كي"):
        assert suggested(typed) == ["وسم أحمد يصل إلى كييف", "كاتب أحمد يصل إلى كييف", "أحمد يصل إلى كييف"], typed
    assert suggested("حمد") == []


def test_after_the_name_of_a_field_only_what_it_names_is_suggested(story, suggested):
    story("أحمد يصل إلى كييف")
    story("كاتب: سالم في كييف")
    assert suggested("وسم:وسم أحم") == suggested("tag: وسم أحم") == ["وسم أحمد يصل إلى كييف"]
    assert suggested("كاتب:كاتب أحمد ي") == ["كاتب أحمد يصل إلى كييف"]
    assert suggested("وسم:") == suggested("وسم:أحمد يغ") == []
    assert "كاتب: سالم في كييف" in suggested("كاتب: سال")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("كلنتون", "كلينتون"),
        ("مكرون", "ماكرون"),
        ("غوتيريس", "غوتيريش"),
        ("جوتيريش", "غوتيريش"),
        ("نتانياهو", "نتنياهو"),
        ("نتنياهو", "نتانياهو"),
        ("هيلاري كلنتون", "هيلاري كلينتون"),
    ],
)
def test_a_foreign_name_is_suggested_in_other_spellings(story, suggested, typed, written):
    story(f"{written} في القاهرة")
    story("كلمة في القاهرة")
    assert suggested(typed) == [f"{kind}{written} في القاهرة" for kind in ("وسم ", "كاتب ", "")]


@pytest.mark.parametrize("typed", ["كتاب", "حارب", "كلمات", "مكرونة"])
def test_an_arabic_word_is_suggested_in_no_other_spelling(story, suggested, typed):
    for written in ("كاتب", "حرب", "كلينتون", "ماكرون"):
        story(f"{written} في القاهرة")
    assert suggested(typed) == []


def test_the_article_is_no_obstacle(story, suggested):
    story("الانتخابات تبدأ غدا")
    assert "الانتخابات تبدأ غدا" in suggested("انتخ")


def test_the_middle_of_a_text_is_not_a_headline(story, suggested):
    story("خبر عاجل", body_ar="<p>زلزال في الجنوب</p>", standfirst_ar="زلزال كبير")
    assert suggested("زلزال") == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"out": ""},
        {"out": "en"},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"published_at_ar": timezone.now() + timedelta(days=1)},
    ],
)
def test_only_what_is_public_in_the_language_is_suggested(story, suggested, hidden):
    story("سري للغاية", **hidden)
    assert suggested("سري") == suggested("وسم") == suggested("كاتب") == []


def test_a_tag_is_found_by_another_name_and_shown_in_the_page_s_language(story, suggested, client):
    article = story("خبر", out="ar en")
    tag = Tag.objects.create(name_ar="سيرغي لافروف", name_en="Sergey Lavrov", kind="person")
    tag.aliases.create(name="سيرجي لافروف")
    article.tags.add(tag)
    assert suggested("سيرجي") == ["سيرغي لافروف"]
    row = client.get("/en/search/suggest/", {"q": "سيرجي"}).json()["suggestions"][0]
    assert row == {"text": "Sergey Lavrov", "label": "person", "url": tag_url(tag), "lang": "en", "dir": "ltr"}


def test_what_each_suggestion_is_stands_beside_it_as_one_of_many(story, client):
    story("لافروف في طهران")
    rows = client.get("/search/suggest/", {"q": "لاف"}).json()["suggestions"]
    assert [row["label"] for row in rows] == ["شخص", "كاتب", "مادة"]


def tag_url(tag):
    return f"/en/tags/{tag.slug}/".replace(tag.slug, __import__("urllib.parse").parse.quote(tag.slug))


@pytest.mark.parametrize(
    "typed",
    ["", " ", "ا", "\0", "\0\0\0", "ا" * 10_000, "'\"*", "%%", "__", "-- ;", "<b>", "و ", "16.5", "👍👍", "\u202e"],
)
def test_any_input_is_answered(story, suggested, typed):
    story("لافروف في طهران")
    assert suggested(typed) == []


@pytest.mark.parametrize(("word", "queries"), [("رئيس", 5), ("موسكو", 6)])
def test_the_answer_is_short_and_made_in_five_queries_or_six_for_foreign_names(story, client, word, queries):
    for number in range(12):
        story(f"{word} {number}")
    with CaptureQueriesContext(connection) as made:
        rows = client.get("/search/suggest/", {"q": word}).json()["suggestions"]
    assert len(made) <= queries
    assert [row["text"] for row in rows if row["text"].startswith(word)] == [f"{word} {n}" for n in range(11, 6, -1)]
    assert len(rows) <= 11


def test_a_flood_is_given_nothing(client, monkeypatch):
    monkeypatch.setattr(suggest, "time", lambda: 1_700_000_000)
    monkeypatch.setattr(suggest, "PER_SECOND", 2)
    statuses = [client.get("/search/suggest/", {"q": "مو"}).status_code for _number in range(4)]
    assert statuses == [200, 200, 429, 429]
    assert client.post("/search/suggest/").status_code == 405


def test_while_the_cache_is_frozen_suggestions_go_on_and_it_is_left_alone(client, monkeypatch):
    asked = []

    def frozen(*args, **kwargs):
        asked.append(args)
        raise TimeoutError("Timeout reading from socket")

    monkeypatch.setattr(suggest.cache, "add", frozen)
    monkeypatch.setattr(suggest, "_counts_again_at", 0.0)
    for _time in range(3):
        assert client.get("/search/suggest/", {"q": "روسيا"}).status_code == 200
    assert len(asked) == 1
