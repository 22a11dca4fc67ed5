"""What a story computes about itself, and what it refuses."""

import pickle
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article


def test_saving_counts_words_and_makes_the_slug(write_story) -> None:
    story = write_story("الكرملين: لا اتصال مع حماس", body_ar="<p>" + "كلمة " * 400 + "</p>")
    assert story.slug_ar == "الكرملين-لا-اتصال-مع-حماس"
    assert story.word_count_ar == 400
    assert story.reading_minutes_ar == 2
    assert story.word_count_en == 0


def test_a_slug_once_made_stays_when_the_headline_changes(write_story) -> None:
    story = write_story("عنوان أول")
    story.headline_ar = "عنوان ثان"
    story.save()
    assert story.slug_ar == "عنوان-أول"


def test_a_body_is_cleaned_when_it_is_saved(write_story) -> None:
    story = write_story(body_ar="<p onclick='x()'>نص<script>alert(1)</script></p>")
    assert Article.objects.get(pk=story.pk).body_ar == "<p>نص</p>"


@pytest.mark.parametrize("spelling", ["احمد الاسعار", "أحمد الأسعار", "أحْمَد", "الأسعـــار"])
def test_a_story_is_found_by_any_spelling_of_its_headline(spelling, write_story) -> None:
    story = write_story("أحمد: الأسعار ترتفع", out="ar")
    write_story("محمود: الأمطار تهطل", out="ar")
    assert list(Article.objects.matching(spelling, "ar")) == [story]
    assert list(Article.objects.matching(spelling)) == [story]


def test_a_percent_sign_finds_no_everything(write_story) -> None:
    write_story("خبر")
    assert not Article.objects.matching("_خبر_x").exists()


def test_a_story_without_a_headline_in_any_language_is_refused(db) -> None:
    with pytest.raises(ValidationError) as refused:
        Article(body_ar="<p>نص</p>").full_clean()
    assert "headline_ar" in refused.value.message_dict


def test_a_story_that_would_expire_before_it_is_out_is_refused(write_story) -> None:
    story = write_story(published_at_ar=timezone.now(), expires_at=timezone.now() - timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert "expires_at" in refused.value.message_dict


def test_the_text_of_a_language_that_is_out_cannot_be_emptied(write_story) -> None:
    story = write_story(out="ar en")
    story.body_en = ""
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert list(refused.value.message_dict) == ["body_en"]


def test_a_body_too_large_is_an_error_at_its_field_and_loses_nothing(write_story) -> None:
    story = write_story()
    huge = "<p>" + "ا" * 600_000 + "</p>"
    story.body_ar = huge
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert "body_ar" in refused.value.message_dict
    assert story.body_ar == huge


def test_querysets_of_a_model_are_of_one_class_and_unpickled_apart(write_story) -> None:
    story = write_story()
    assert type(Article.objects.all()) is type(Article.objects.published("ar"))
    first, second = (pickle.loads(pickle.dumps(query)) for query in (Article.objects.all(), Article.objects.none()))  # noqa: S301
    assert (list(first), list(second)) == ([story], [])
