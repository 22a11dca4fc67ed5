"""Many pictures at once: what is wrong with one keeps none of the others out."""

import errno
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.forms.pictures import ImageForm
from articles.images.disk import WholeFiles
from articles.models import Image

UPLOAD, DESCRIBE = "/admin/articles/image/upload/", "/admin/articles/image/describe/"


@pytest.fixture
def broken():
    return SimpleUploadedFile("رسم.svg", b"<svg><script>alert(1)</script></svg>", "image/svg+xml")


def test_all_sound_files_are_taken_and_each_other_one_is_told_with_its_reason(reporter, client_of, upload, broken):
    files = [upload("red"), broken, upload("blue", name="b.png"), upload("red", name="twice.png")]
    said = {"caption": "من القمة", "credit": "وفا", "place": "رام الله", "rights_expire_on": "2031-05-01"}
    page = client_of(reporter).post(UPLOAD, {"pictures": files, **said}, follow=True)
    images = list(Image.objects.order_by("id"))
    assert [(one.caption_ar, one.credit, one.place, one.added_by) for one in images] == [
        ("من القمة", "وفا", "رام الله", reporter)
    ] * 2
    told = page.content.decode()
    assert "رسم.svg" in told and "twice.png" in told and f"/admin/articles/image/{images[0].pk}/change/" in told
    assert page.request["PATH_INFO"] == DESCRIBE


def test_a_script_is_told_of_each_file_by_itself(editor, client_of, upload, broken):
    client = client_of(editor)
    taken = client.post(UPLOAD, {"pictures": [upload()]}, headers={"Accept": "application/json"})
    assert (taken.status_code, taken.json()["added"][0]["id"]) == (200, Image.objects.get().pk)
    refused = client.post(UPLOAD, {"pictures": [broken]}, headers={"Accept": "application/json"})
    assert refused.json()["refused"][0]["name"] == "رسم.svg"
    twin = client.post(UPLOAD, {"pictures": [upload()]}, headers={"Accept": "application/json"}).json()["refused"][0]
    assert twin["url"] == f"/admin/articles/image/{Image.objects.get().pk}/change/"


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/cron.d/x.png",
        "a\r\nSet-Cookie: x=1.png",
        "gpj.\u202efdp.png",
        "ص" * 400 + ".png",
        "x.php.png",
        ".png",
    ],
)
def test_nothing_of_a_files_name_is_kept(editor, client_of, upload, name):
    answer = client_of(editor).post(UPLOAD, {"pictures": [upload(name=name)]}, headers={"Accept": "application/json"})
    image = Image.objects.get(pk=answer.json()["added"][0]["id"])
    assert image.file.name == f"pictures/{image.content_hash[:2]}/{image.content_hash[:20]}.png"
    assert "Set-Cookie: x" not in str(answer.headers)


class FullDisk:
    """Stands in for a disk without room: every file is refused."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr(WholeFiles, "_save", self.refuse)

    def refuse(self, *args):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_beside_the_file_and_in_the_form_with_what_was_typed(
    editor, client_of, upload, keep, monkeypatch, settings
):
    image = keep("red", alt_ar="قديم")
    FullDisk(monkeypatch)
    client = client_of(editor)
    told = client.post(UPLOAD, {"pictures": [upload()]}, headers={"Accept": "application/json"}).json()
    assert told["added"] == [] and "لا مكان" in told["refused"][0]["text"]
    typed = {"focal_x": 0.5, "focal_y": 0.5, "alt_ar": "قاعة الاجتماع"}
    for address in ("/admin/articles/image/add/", f"/admin/articles/image/{image.pk}/change/"):
        page = client.post(address, {**typed, "file": upload("blue")})
        assert page.status_code == 200 and "لا مكان" in str(page.context["errors"])
        assert "قاعة الاجتماع" in page.content.decode()
    image.refresh_from_db()
    assert list(Image.objects.all()) == [image] and image.alt_ar == "قديم"
    assert [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == [image.file.name.split("/")[-1]]


def test_the_same_picture_at_the_same_moment_is_one_row_and_the_slower_is_told(
    editor, client_of, upload, keep, monkeypatch, settings
):
    twin, checks = keep("teal"), [lambda form: form.cleaned_data["file"], ImageForm.clean_file]
    monkeypatch.setattr(ImageForm, "clean_file", lambda form: checks.pop(0)(form))
    page = client_of(editor).post("/admin/articles/image/add/", {"focal_x": 0.5, "focal_y": 0.5, "file": upload()})
    assert list(Image.objects.all()) == [twin]
    assert page.status_code == 200 and f"/admin/articles/image/{twin.pk}/change/" in str(page.context["errors"])
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == [Path(twin.file.path)]


def test_a_body_larger_than_any_upload_is_refused_before_it_is_read(editor, client_of, client, settings):
    length = settings.MOST_BODY + 1
    for one in (client, client_of(editor)):
        answer = one.post(UPLOAD, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length)
        assert answer.status_code == 413 and "أكبر مما نقبل" in answer.content.decode()


def test_what_is_said_of_all_is_checked_before_anything_is_taken(editor, client_of, upload):
    answer = client_of(editor).post(UPLOAD, {"pictures": [upload()], "rights_expire_on": "غدًا"})
    assert answer.status_code == 200 and answer.context["form"].errors.keys() == {"rights_expire_on"}
    assert client_of(editor).post(UPLOAD, {}).context["form"].errors.keys() == {"pictures"}
    assert not Image.objects.exists()


def test_what_is_said_of_all_fills_the_empty_boxes_alone(editor, reporter, client_of, keep):
    one, other, hidden = keep("red"), keep("blue", credit="رويترز"), keep("white")
    address = f"{DESCRIBE}?ids={one.pk},{other.pk},x,99999"
    data = {"all_caption": "للجميع", "all_credit": "وفا"}
    for image, alt in ((one, "الأولى"), (other, "الثانية")):
        data |= {f"{image.pk}-alt_ar": alt, f"{image.pk}-caption_ar": "", f"{image.pk}-credit": image.credit}
    client_of(editor).post(address, data)
    rows = Image.objects.order_by("id").values_list("alt_ar", "caption_ar", "credit")
    assert list(rows)[:2] == [("الأولى", "للجميع", "وفا"), ("الثانية", "للجميع", "رويترز")]
    assert client_of(reporter).get(f"{DESCRIBE}?ids={hidden.pk}").status_code == 302


def test_a_text_that_is_too_long_loses_nothing(editor, client_of, keep):
    image = keep()
    data = {f"{image.pk}-alt_ar": "ط" * 300, f"{image.pk}-caption_ar": "تعليق", f"{image.pk}-credit": ""}
    page = client_of(editor).post(f"{DESCRIBE}?ids={image.pk}", data)
    assert page.status_code == 200 and "ط" * 300 in page.content.decode() and "تعليق" in page.content.decode()
