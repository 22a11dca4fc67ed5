"""What the database itself refuses."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image as Picture

from articles.models import Author, Byline, FrontPageSlot, Image, Redirect, RelatedStory, Section


def refused_by_the_database(make, **fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)


def picture(colour: str = "navy") -> ContentFile:
    file = io.BytesIO()
    Picture.new("RGB", (64, 40), colour).save(file, "JPEG")
    return ContentFile(file.getvalue(), "picture.jpg")


def test_two_stories_are_tied_once_and_never_to_themselves(write_story) -> None:
    story, other = write_story("أول"), write_story("ثان")
    RelatedStory.objects.create(article=story, related=other)
    refused_by_the_database(RelatedStory.objects.create, article=story, related=other, kind="background")
    refused_by_the_database(RelatedStory.objects.create, article=story, related=story)


def test_a_related_story_leads_somewhere(write_story) -> None:
    story = write_story()
    refused_by_the_database(RelatedStory.objects.create, article=story, excerpt="مقتطف بلا عنوان")
    RelatedStory.objects.create(article=story, headline="خبر في موقع آخر")


def test_one_outside_address_is_tied_once(write_story) -> None:
    story = write_story()
    RelatedStory.objects.create(article=story, headline="خبر", url="https://example.org/1")
    refused_by_the_database(RelatedStory.objects.create, article=story, headline="خ", url="https://example.org/1")


def test_an_author_signs_once_in_each_role(write_story) -> None:
    story, author = write_story(), Author.objects.create(name_ar="قسم الترجمة", kind="desk")
    Byline.objects.create(article=story, author=author, role="writing")
    Byline.objects.create(article=story, author=author, role="translation")
    refused_by_the_database(Byline.objects.create, article=story, author=author, role="writing")


def test_only_a_person_is_tied_to_someone_in_the_newsroom(reporter) -> None:
    refused_by_the_database(Author.objects.create, name_ar="تاس", kind="agency", user=reporter)


def test_a_slot_ends_after_it_begins(write_story) -> None:
    now = timezone.now()
    refused_by_the_database(
        FrontPageSlot.objects.create, article=write_story(), shows_from=now, shows_until=now - timedelta(hours=1)
    )


def test_slots_show_only_in_their_time(write_story) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    times = {"always": (None, None), "now": (now - hour, now + hour), "over": (None, now), "later": (now + hour, None)}
    for name, (begin, end) in times.items():
        FrontPageSlot.objects.create(article=write_story(name), headline_ar=name, shows_from=begin, shows_until=end)
    assert {slot.headline_ar for slot in FrontPageSlot.objects.showing(now)} == {"always", "now"}


def test_the_same_picture_is_one_row(db) -> None:
    first = Image.objects.create(file=picture())
    assert (first.width, first.height, len(first.content_hash)) == (64, 40, 64)
    refused_by_the_database(Image.objects.create, file=picture())
    Image.objects.create(file=picture("maroon"))


def test_a_focal_point_lies_inside_the_picture(db) -> None:
    refused_by_the_database(Image.objects.create, file=picture(), focal_x=1.2)


def test_an_address_leads_elsewhere_and_stays_on_the_site(db) -> None:
    refused_by_the_database(Redirect.objects.create, old_path="/a/", target="/a/")
    for target in ("//evil.example/", "https://evil.example/", "javascript:alert(1)", "tags/x/"):
        with pytest.raises(ValidationError):
            Redirect(old_path="/old/", target=target).full_clean()


def test_sections_have_two_levels(section) -> None:
    child = Section.objects.create(name_ar="دولي", parent=section)
    with pytest.raises(ValidationError):
        Section(name_ar="أعمق", parent=child).full_clean()
    section.parent = Section.objects.create(name_ar="أعلى")
    with pytest.raises(ValidationError):
        section.full_clean()


def test_a_section_that_has_stories_is_not_deleted(section, write_story) -> None:
    write_story()
    with pytest.raises(IntegrityError):
        section.delete()


def test_a_section_without_an_english_name_shows_its_arabic_one(section) -> None:
    from django.utils import translation

    with translation.override("fa"):
        assert str(Section.objects.get(pk=section.pk)) == "سياسة"
