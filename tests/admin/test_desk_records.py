"""Pictures, tags, sources, the front page, the lookups and the start page."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from PIL import Image as Pillow

from articles.models import Article, FrontPageSlot, Image, Redirect, Source, Tag
from articles.models.article import Status


@pytest.fixture
def desk(editor: Any, client_of: Any) -> Any:
    return client_of(editor)


def bytes_of(kind: str = "PNG", colour: tuple[int, int, int] = (10, 70, 90), size: tuple[int, int] = (30, 20)) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def upload(desk: Any, send: Any, content: bytes, name: str = "صورة.png") -> Any:
    return send(desk, "/admin/articles/image/add/", file=SimpleUploadedFile(name, content), alt_ar="ميناء")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_a_picture_is_taken_by_its_content_and_named_by_us(kind: str, desk: Any, send: Any) -> None:
    sent = upload(desk, send, bytes_of(kind), "../../خطر.php.png")
    image = Image.objects.get()
    assert sent.status_code == 302
    assert (image.width, image.height) == (30, 20)
    assert "php" not in image.file.name
    assert "خطر" not in image.file.name


def test_the_same_bytes_point_to_the_picture_that_is_here(desk: Any, send: Any) -> None:
    upload(desk, send, bytes_of())
    sent = upload(desk, send, bytes_of())
    assert Image.objects.count() == 1
    assert f"/admin/articles/image/{Image.objects.get().pk}/change/" in sent.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        bytes_of()[:40],
        bytes_of()[:-20],
        b"GIF89a" + b"\xff" * 40,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 30,
        b"%PDF-1.4 x",
        bytes_of("BMP"),
        bytes_of("TIFF"),
    ],
    ids=["empty", "text", "svg", "xml-svg", "cut", "cut-late", "gif", "png", "pdf", "bmp", "tiff"],
)
def test_what_is_no_picture_is_an_error_of_the_form(content: bytes, desk: Any, send: Any) -> None:
    sent = upload(desk, send, content)
    assert sent.status_code == 200
    assert "file" in sent.context["adminform"].form.errors
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    "problem", [SyntaxError, IndexError, ValueError, TypeError, MemoryError, Pillow.DecompressionBombError]
)
def test_whatever_a_decoder_raises_is_an_error_of_the_form(
    problem: type[Exception], desk: Any, send: Any, monkeypatch: Any
) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise problem("broken")

    monkeypatch.setattr("articles.images.intake.Image.open", broken)
    assert "file" in upload(desk, send, bytes_of()).context["adminform"].form.errors


def test_a_picture_too_large_is_refused(desk: Any, send: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("articles.images.intake.MOST_PIXELS", 100)
    assert "file" in upload(desk, send, bytes_of()).context["adminform"].form.errors
    monkeypatch.setattr("articles.images.intake.MOST_BYTES", 10)
    assert "file" in upload(desk, send, bytes_of()).context["adminform"].form.errors


def test_a_missing_alternative_text_is_seen_in_the_library(desk: Any) -> None:
    Image.objects.create(file="x.png", content_hash="x", width=1, height=1, credit="أرشيف")
    assert "status-warning" in desk.get("/admin/articles/image/").content.decode()


def test_the_other_names_of_a_source_stand_one_on_each_line(desk: Any, send: Any) -> None:
    send(desk, "/admin/articles/source/add/", name_ar="فرانس برس", aliases="أ ف ب\n  AFP \n\nأ ف ب")
    source = Source.objects.get()
    assert source.aliases == ["أ ف ب", "AFP"]
    page = desk.get(f"/admin/articles/source/{source.pk}/change/").content.decode()
    assert "أ ف ب\nAFP</textarea>" in page


def test_a_tag_that_looks_like_another_is_saved_and_said(desk: Any, send: Any) -> None:
    other = Tag.objects.create(name_ar="إيران", kind="place")
    sent = send(desk, "/admin/articles/tag/add/", name_ar="ايران", kind="place", _continue="1")
    assert Tag.objects.count() == 2
    page = desk.get(sent["Location"]).content.decode()
    assert page.count(f"/admin/articles/tag/{other.pk}/change/") >= 2
    assert "/admin/articles/tag/merge/?ids=" in page


def test_merging_tags_moves_their_stories_and_addresses(desk: Any, write_story: Any) -> None:
    one, other = Tag.objects.create(name_ar="إيران"), Tag.objects.create(name_ar="ايران")
    story = write_story()
    story.tags.add(other)
    address = f"/admin/articles/tag/merge/?ids={one.pk},{other.pk}"
    assert desk.get(address).status_code == 200
    assert Tag.objects.count() == 2
    desk.post(address, {"into": one.pk})
    assert list(story.tags.all()) == [one]
    assert Redirect.objects.get().old_path == f"/tags/{other.slug}/"


@pytest.mark.parametrize("ids", ["", "1", "x,y", "99999999999999999999,1", "5,6"])
def test_merging_less_than_two_tags_is_refused_kindly(ids: str, desk: Any) -> None:
    assert desk.get(f"/admin/articles/tag/merge/?ids={ids}").status_code == 302


def test_tags_show_how_often_they_are_used(desk: Any, write_story: Any) -> None:
    tag = Tag.objects.create(name_ar="إيران")
    for headline in ("أول", "ثان"):
        write_story(headline).tags.add(tag)
    assert f'?tag={tag.pk}">2</a>' in desk.get("/admin/articles/tag/").content.decode()


@pytest.mark.parametrize(("model", "field"), [("tag", "tags"), ("source", "sources")])
def test_choosing_by_typing_finds_any_spelling(model: str, field: str, desk: Any) -> None:
    {"tag": Tag, "source": Source}[model].objects.create(name_ar="الأمم المتّحدة")
    query = {"app_label": "articles", "model_name": "article", "field_name": field, "term": "الامم المتحده"}
    assert len(desk.get("/admin/autocomplete/", query).json()["results"]) == 1


def test_a_draft_cannot_stand_on_the_front_page(desk: Any, send: Any, write_story: Any) -> None:
    draft, public = write_story(), write_story("خبر عام", out="ar")
    later = write_story("خبر مجدول", status=Status.PUBLISHED, published_at_ar=timezone.now() + timedelta(hours=3))
    for story, count in ((draft, 0), (public, 1), (later, 2)):
        send(desk, "/admin/articles/frontpageslot/add/", article=story.pk, zone="grid", position=1)
        assert FrontPageSlot.objects.count() == count


def test_stories_are_looked_up_in_any_spelling(desk: Any, write_story: Any) -> None:
    draft, public = write_story("الأسعار ترتفع"), write_story("الأسعار تنخفض", out="ar")
    address = "/admin/articles/article/lookup/"

    def numbers(**query: Any) -> set[int]:
        return {story["id"] for story in desk.get(address, query).json()["results"]}

    assert numbers(q="الاسعار") == {draft.pk, public.pk}
    assert numbers(q="الاسعار", without=draft.pk) == {public.pk}
    assert numbers(q="الاسعار", scope="public") == {public.pk}
    assert numbers(id=draft.pk) == {draft.pk}
    assert numbers(id="x") == numbers(id="9" * 30) == numbers(q="«»") == set()
    assert desk.post(address).status_code == 405


def test_a_story_that_is_looked_up_is_told_by_the_day_on_which_it_came_out(desk: Any, write_story: Any) -> None:
    story = write_story("خبر", out="ar", published_at_ar=datetime(2025, 10, 28, 12, tzinfo=UTC))
    [found] = desk.get("/admin/articles/article/lookup/", {"id": story.pk}).json()["results"]
    assert "28 أكتوبر 2025" in found["detail"]


def test_pictures_are_looked_up_while_their_rights_last(desk: Any) -> None:
    usable = Image.objects.create(file="x.png", content_hash="x", width=1, height=1, alt_ar="ميناء", alt_en="Port")
    ended = timezone.localdate() - timedelta(days=1)
    Image.objects.create(file="y.png", content_hash="y", width=1, height=1, alt_ar="ميناء آخر", rights_expire_on=ended)
    results = desk.get("/admin/articles/image/lookup/", {"q": "ميناء", "language": "en"}).json()["results"]
    assert [(image["id"], image["alt"]) for image in results] == [(usable.pk, "Port")]


def test_the_start_page_shows_the_desk_in_few_queries(
    desk: Any, editor: Any, write_story: Any, django_assert_max_num_queries: Any
) -> None:
    later = timezone.now() + timedelta(days=1)
    write_story("تين في السوق", created_by=editor)
    write_story("قمح ينتظر دوره", status=Status.IN_REVIEW)
    write_story("ميناء يفتح أبوابه", status=Status.READY)
    write_story("قطار يصل غدا", status=Status.PUBLISHED, published_at_ar=later)
    write_story("سد يمتلئ", out="ar", published_at_ar=timezone.now())
    write_story("قمر فوق حلب", import_ref="doc:1")
    desk.get("/admin/")
    with django_assert_max_num_queries(14):
        page = desk.get("/admin/").content.decode()
    for headline in ("تين في السوق", "قمح ينتظر دوره", "ميناء يفتح أبوابه", "قطار يصل غدا", "سد يمتلئ", "قمر فوق حلب"):
        assert page.count(headline) == 1, headline
    assert 'href="/admin/articles/article/add/"' in page


def test_a_reporter_sees_why_a_draft_came_back(reporter: Any, editor: Any, client_of: Any, write_story: Any) -> None:
    from articles import workflow

    story = write_story(created_by=reporter)
    workflow.submit(story, reporter)
    workflow.send_back(story, editor, "ينقص مصدر ثانٍ")
    assert "ينقص مصدر ثانٍ" in client_of(reporter).get("/admin/").content.decode()


def test_the_stranger_sees_an_empty_desk(stranger: Any, client_of: Any, write_story: Any) -> None:
    write_story("سرّ الغرفة")
    page = client_of(stranger).get("/admin/")
    assert page.status_code == 200
    assert "سرّ الغرفة" not in page.content.decode()


def test_an_address_without_a_scheme_is_taken_as_a_secure_one(desk: Any, send: Any) -> None:
    send(desk, "/admin/articles/source/add/", name_ar="وكالة تاس", website="tass.example")
    assert Source.objects.get().website == "https://tass.example"


def test_a_persons_page_offers_roles_as_boxes_and_leaves_the_times_of_sign_ins_alone(
    editor: Any, chief: Any, client_of: Any
) -> None:
    page = client_of(chief).get(f"/admin/accounts/user/{editor.pk}/change/").content.decode()
    assert 'type="checkbox" name="groups"' in page and 'name="last_login' not in page


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("", "حُفظ التعديل: «لافروف» (وسم)."),
        (" You may edit it again below.", "حُفظ التعديل: «لافروف» (وسم). تابع التعديل أدناه."),
    ],
)
def test_what_is_changed_is_not_said_to_be_added(ends: str, said: str) -> None:
    text = gettext(f"The {{name}} “{{obj}}” was changed successfully.{ends}")
    assert text.format(name="وسم", obj="لافروف") == said


def test_a_field_is_named_with_the_language_in_which_it_is_written() -> None:
    assert str(Article._meta.get_field("published_at_ar").verbose_name) == "وقت النشر · العربيّة"
