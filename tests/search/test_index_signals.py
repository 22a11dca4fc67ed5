"""Every change reaches the index after the commit."""

import pytest

from articles.models import Article, Author, Byline, SearchDocument, Tag
from articles.search import index
from articles.search.engine import search

pytestmark = pytest.mark.django_db


def found(text):
    return search(Article.objects.all(), text, "ar").ids


def test_a_saved_story_is_found(write_story, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = write_story("لافروف في طهران", out="ar")
        assert found("لافروف") == []
    assert found("لافروف") == [article.pk]


def test_a_new_tag_byline_and_alias_are_found(write_story, django_capture_on_commit_callbacks):
    article = write_story("خبر", out="ar")
    with django_capture_on_commit_callbacks(execute=True):
        tag = Tag.objects.create(name_ar="حرب أوكرانيا")
        article.tags.add(tag)
        byline = Byline.objects.create(article=article, author=Author.objects.create(name_ar="ليلى حداد"))
    assert found("أوكرانيا") == found("حداد") == [article.pk]
    with django_capture_on_commit_callbacks(execute=True):
        tag.aliases.create(name="الغزو الروسي")
        byline.delete()
    assert found("الغزو") == [article.pk]
    assert found("حداد") == []
    with django_capture_on_commit_callbacks(execute=True):
        tag.articles.clear()
    assert found("أوكرانيا") == []


def test_a_name_on_many_stories_leaves_them_stale(write_story, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(index, "AT_ONCE", 1)
    tag = Tag.objects.create(name_ar="أوكرانيا")
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            write_story(f"خبر {number}", out="ar").tags.add(tag)
    assert not index.drift()
    with django_capture_on_commit_callbacks(execute=True):
        tag.name_ar = "كييف"
        tag.save()
    assert index.drift().stale == 2
    index.refresh_stale()
    assert len(found("كييف")) == 3


def test_a_deleted_story_leaves_nothing(write_story, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = write_story("لافروف في طهران", out="ar")
    with django_capture_on_commit_callbacks(execute=True):
        Article.objects.filter(pk=article.pk).delete()
    assert found("لافروف") == []
    assert not SearchDocument.objects.exists()
    assert not index.drift()


def test_one_save_is_indexed_once(write_story, django_capture_on_commit_callbacks, monkeypatch):
    calls = []
    monkeypatch.setattr(index, "update", lambda ids: calls.append(list(ids)))
    with django_capture_on_commit_callbacks(execute=True):
        article = write_story("خبر", out="ar")
        article.save()
        article.tags.add(Tag.objects.create(name_ar="وسم"))
    assert calls == [[article.pk]]
