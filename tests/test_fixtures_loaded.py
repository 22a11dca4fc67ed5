"""The demo newsroom once it is loaded: whole, the same as if it had been saved by hand, and loaded again."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import override_settings
from PIL import Image as Picture

from articles.models import Article, Author, Byline, FrontPageSlot, Image, RelatedStory, Section, Source, Tag, TagAlias

pytestmark = pytest.mark.django_db
MODELS = [Section, Source, Author, Tag, TagAlias, Image, Article, Byline, RelatedStory, FrontPageSlot]


@pytest.fixture(scope="module")
def pictures(written_once: Any, tmp_path_factory: Any) -> Path:
    """The folder of the pictures that were loaded."""
    folder = tmp_path_factory.mktemp("demo")
    with override_settings(MEDIA_ROOT=folder):
        call_command("load_fixtures", verbosity=0)
    return folder


@pytest.fixture(autouse=True)
def loaded(media_of_its_own: None, pictures: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = pictures


COUNTED_BY_SAVING = {"updated_at", "version"}


def test_loaded_rows_are_the_same_as_saved_ones() -> None:
    for model in MODELS:
        assert model._default_manager.exists()
        columns = [field.attname for field in model._meta.concrete_fields if field.name not in COUNTED_BY_SAVING]
        before = {row["id"]: row for row in model._default_manager.values("id", *columns)}
        for row in model._default_manager.all():
            row.save()
        after = {row["id"]: row for row in model._default_manager.values("id", *columns)}
        assert after == before


def test_every_loaded_row_is_valid() -> None:
    for model in MODELS:
        for row in model._default_manager.all():
            row.full_clean()


def test_no_two_tags_are_taken_for_one_another() -> None:
    assert {str(tag): [str(other) for other in tag.lookalikes()] for tag in Tag.objects.all() if tag.lookalikes()} == {}


def test_loaded_stories_are_out_and_their_pictures_in_place() -> None:
    assert Article.objects.published("ar").count() == Article.objects.count() >= 14
    assert FrontPageSlot.objects.showing().filter(zone="lead").count() == 1
    for image in Image.objects.all():
        with image.file.open() as file, Picture.open(file) as picture:
            assert picture.size == (image.width, image.height)


def test_loading_again_keeps_what_was_written_since() -> None:
    Article.objects.filter(pk=1).update(headline_ar="عنوان جديد")
    Article.objects.filter(pk=2).delete()
    call_command("load_fixtures", verbosity=0)
    assert Article.objects.get(pk=1).headline_ar == "عنوان جديد"
    assert not Article.objects.filter(pk=2).exists()


def test_loading_again_puts_back_a_missing_picture() -> None:
    name = Image.objects.first().file.name
    default_storage.delete(name)
    call_command("load_fixtures", verbosity=0)
    assert default_storage.exists(name)
    assert len(default_storage.listdir("pictures/fixtures")[1]) == Image.objects.count()


def test_force_takes_the_demo_back_to_how_it_was() -> None:
    Article.objects.filter(pk=1).update(headline_ar="عنوان جديد")
    call_command("load_fixtures", verbosity=0, force=True)
    assert Article.objects.get(pk=1).headline_ar != "عنوان جديد"
