"""The picture library: found, filtered, used, replaced, never torn out of a story."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.admin.widgets import with_current_files
from articles.images import library, pipeline
from articles.images.usage import usage_of
from articles.models import AuditEntry, Author, Edition, Image, PictureUse, Rendition, Source

LIBRARY = "/admin/articles/image/"


def figure(image):
    return f'<figure class="news-figure" data-image="{image.pk}"></figure>'


def change(client, image, **changes):
    fields = {"focal_x": image.focal_x, "focal_y": image.focal_y, "credit": image.credit}
    answer = client.post(f"{LIBRARY}{image.pk}/change/", {**fields, **changes})
    assert answer.status_code == 302, answer.context["errors"]


def shown(response):
    return [card["image"].pk for card in response.context["cards"]]


def test_a_picture_is_found_by_caption_alt_credit_place_and_source_in_any_spelling(keep):
    agency = Source.objects.create(name_ar="الأناضول", abbreviation="AA")
    image = keep(alt_ar="قاعة", caption_ar="اجتماعُ القمّة", credit="ليلى حدّاد", place="أنطاكية", source=agency)
    for words in ("قاعه", "اجتماع القمة", "ليلي حداد", "انطاكيه", "الاناضول", "aa", "قاعة انطاكية"):
        assert list(Image.objects.matching(words)) == [image], words
    assert not Image.objects.matching("قاعة طرابلس")


def test_where_a_picture_is_used_is_known_without_reading_the_texts(keep, write_story, django_assert_num_queries):
    head, inside, face, idle = keep("red", alt_ar="أ"), keep("green"), keep("blue"), keep("white")
    leading = write_story("عنوان أول", lead_image=head)
    showing = write_story("عنوان ثان", body_en=f"<p>Text.</p>{figure(inside)}{figure(inside)}")
    author = Author.objects.create(name_ar="كاتبة", portrait=face)
    with django_assert_num_queries(6):
        usage = usage_of([head, inside, face, idle])
    assert (usage[head.pk].leads, usage[inside.pk].bodies, usage[face.pk].portraits) == ([leading], [showing], [author])
    assert [usage[one.pk].count for one in (head, inside, face, idle)] == [1, 1, 1, 0]
    assert list(Image.objects.unused()) == [idle]


def test_a_picture_taken_out_of_a_text_is_no_longer_used_there(keep, write_story):
    one, other = keep("red"), keep("green")
    story = write_story(body_ar=f"<p>نص</p>{figure(one)}", body_uk=figure(other))
    story.body_ar, story.body_uk = f"<p>نص</p>{figure(other)}", ""
    story.save()
    assert set(PictureUse.objects.values_list("image", "article")) == {(other.pk, story.pk)}
    story.body_ar = '<figure class="news-figure" data-image="99999"></figure>'
    story.save()
    assert not PictureUse.objects.exists()


def test_the_library_shows_where_pictures_are_used_and_narrows_by_what_matters(keep, write_story, editor, client_of):
    today = timezone.localdate()
    used = keep("red", alt_ar="مستعملة", credit="رويترز")
    soon = keep("green", alt_ar="قريبة", credit="رويترز", rights_expire_on=today + timedelta(days=9))
    sooner = keep("yellow", alt_ar="أقرب", credit="رويترز", rights_expire_on=today + timedelta(days=2))
    over = keep("blue", credit="رويترز", rights_expire_on=today - timedelta(days=1))
    bare = keep("white", alt_ar="بلا نسبة")
    write_story("عنوان الخبر", lead_image=used)
    client = client_of(editor)
    pages = {
        "": [bare.pk, over.pk, sooner.pk, soon.pk, used.pk],
        "?rights=ending": [sooner.pk, soon.pk],
        "?rights=over": [over.pk],
        "?use=used": [used.pk],
        "?use=unused": [bare.pk, over.pk, sooner.pk, soon.pk],
        "?lacks=alt": [over.pk],
        "?lacks=credit": [bare.pk],
        "?q=مستعمله": [used.pk],
    }
    assert {page: shown(client.get(LIBRARY + page)) for page in pages} == pages
    assert "عنوان الخبر" in client.get(f"{LIBRARY}{used.pk}/change/").content.decode()


def test_the_library_costs_the_same_however_many_pictures_it_shows(
    keep, write_story, editor, client_of, django_assert_max_num_queries
):
    client = client_of(editor)
    for number in range(8):
        write_story(f"عنوان {number}", lead_image=keep((number, 0, 0)), body_en=figure(keep((0, number, 9))))
    with django_assert_max_num_queries(18):
        client.get(LIBRARY)


def test_a_replaced_file_stands_wherever_the_old_one_stood_and_the_old_one_is_gone(
    keep, upload, write_story, editor, client_of, settings, django_capture_on_commit_callbacks
):
    image = keep("red", credit="رويترز", focal_x=0.9)
    placed = figure(image).replace("></figure>", f'><img src="{image.file.url}" alt="بديل"></figure>')
    story = write_story(out="ar", lead_image=image, body_ar=f"<p>نص</p>{placed}")
    pipeline.make(image)
    old = [image.file.name, *Rendition.objects.values_list("file", flat=True)]
    edition = Edition.objects.values_list("number", flat=True).first() or 0
    with django_capture_on_commit_callbacks(execute=True):
        change(client_of(editor), image, file=upload("blue"))
    image.refresh_from_db()
    assert image.file.name not in old and (image.ready, image.credit) == ({}, "رويترز")
    assert not [name for name in old if (Path(settings.MEDIA_ROOT) / name).exists()]
    assert (Path(settings.MEDIA_ROOT) / image.file.name).exists() and not Rendition.objects.exists()
    assert Edition.objects.get().number > edition
    entry = AuditEntry.objects.get(action="replace_picture")
    assert (entry.actor, entry.object_id, entry.details["after"]) == (editor, str(image.pk), image.content_hash)
    story.refresh_from_db()
    assert image.file.url in with_current_files(story.body_ar) and old[0] not in with_current_files(story.body_ar)
    assert story.lead_image == image and PictureUse.objects.filter(article=story, image=image).exists()


def test_the_same_file_again_replaces_nothing(keep, upload, editor, client_of):
    image = keep("red")
    name = image.file.name
    change(client_of(editor), image, file=upload("red"), alt_ar="جديد")
    image.refresh_from_db()
    assert (image.file.name, image.alt_ar) == (name, "جديد") and not AuditEntry.objects.filter(
        action="replace_picture"
    ).exists()


def test_a_used_picture_is_not_deleted_and_an_unused_one_takes_its_file_along(
    keep, write_story, chief, client_of, settings, django_capture_on_commit_callbacks
):
    used, idle = keep("red"), keep("blue")
    write_story("عنوان الخبر", lead_image=used)
    client = client_of(chief)
    with django_capture_on_commit_callbacks(execute=True):
        refused = client.post(f"{LIBRARY}{used.pk}/delete/", {"post": "yes"})
        client.post(f"{LIBRARY}{idle.pk}/delete/", {"post": "yes"})
    assert "عنوان الخبر" in refused.content.decode()
    assert list(Image.objects.all()) == [used]
    assert (Path(settings.MEDIA_ROOT) / used.file.name).exists()
    assert not (Path(settings.MEDIA_ROOT) / idle.file.name).exists()


def test_a_reporter_describes_only_the_pictures_that_they_added(keep, reporter, editor, stranger):
    own, others = keep("red", added_by=reporter), keep("blue", added_by=editor)
    assert library.may_change(reporter, own) and not library.may_change(reporter, others)
    assert library.may_change(editor, own) and not library.may_change(stranger, own)
    with pytest.raises(PermissionDenied):
        library.change(others, reporter)
    with pytest.raises(PermissionDenied):
        library.add(Image(), stranger)


def test_a_file_is_kept_under_its_content(keep):
    image = keep("red")
    assert image.file.name == f"pictures/{image.content_hash[:2]}/{image.content_hash[:20]}.png"


def test_a_picture_whose_file_is_lost_can_still_be_described(keep, editor, client_of) -> None:
    """A disk that lost a file takes no word of the desk along."""
    image = keep("red")
    image.file.storage.delete(image.file.name)
    client = client_of(editor)
    assert client.get(f"{LIBRARY}{image.pk}/change/").status_code == 200
    change(client, image, credit="وكالة")
    assert Image.objects.get(pk=image.pk).credit == "وكالة"
