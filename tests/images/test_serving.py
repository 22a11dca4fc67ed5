"""Pictures as a reader's browser gets them, from the disk and from a bucket."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.http import HttpResponseNotFound
from PIL import Image as Pillow

from articles.caching import policy
from articles.images import pipeline
from articles.images.orphans import delete_orphans
from articles.models import Image, Rendition
from articles.views.media import media
from newsroom import environment


@pytest.fixture
def ask(rf, settings):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "x.avif").write_bytes(bytes(range(200)))
    (settings.MEDIA_ROOT / "x.html").write_bytes(b"<script>")
    (settings.MEDIA_ROOT.parent / "secret.png").write_bytes(b"secret")

    def get(path="x.avif", **headers):
        return media(rf.get("/", headers=headers), path)

    return get


def test_a_picture_is_served_as_what_it_is_and_can_do_nothing(ask):
    answer = ask()
    assert (answer.getvalue(), answer["Content-Type"]) == (bytes(range(200)), "image/avif")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert ask(**{"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["x.html", "../secret.png", "no.png", ".", "x.avif\0", "/etc/passwd"])
def test_nothing_else_of_the_folder_is_served(ask, path):
    from django.http import Http404

    with pytest.raises(Http404):
        ask(path)


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=190-", 206, 190, 199),
        ("bytes=-5", 206, 195, 199),
        ("bytes=150-999", 206, 150, 199),
        ("bytes=-900", 206, 0, 199),
        ("bytes=0-1,5-6", 200, 0, 199),
        ("bytes=9-1", 416, 0, -1),
        ("bytes=200-", 416, 0, -1),
        ("bytes=-", 200, 0, 199),
        ("lines=1-2", 200, 0, 199),
    ],
)
def test_a_part_is_served_where_one_is_asked_for(ask, asked, status, first, last):
    answer = ask(Range=asked)
    assert (answer.status_code, answer.getvalue()) == (status, bytes(range(200))[first : last + 1])
    assert answer.get("Content-Range", "") == {206: f"bytes {first}-{last}/200", 416: "bytes */200", 200: ""}[status]


def test_a_part_of_what_has_changed_is_not_served(ask):
    assert ask(Range="bytes=0-9", **{"If-Range": '"old"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "asked", "status", "kept"),
    [
        ("pictures/ab/0123456789abcdef0123.png", "", 200, "public, max-age=31536000, immutable"),
        ("pictures/ab/0123456789abcdef0123.png", "bytes=0-1", 206, "public, max-age=31536000, immutable"),
        ("pictures/ab/0123456789abcdef0123.png", "bytes=900-", 416, "private, no-store"),
        ("pictures/named.png", "", 200, "public, max-age=3600"),
        ("renditions/ab/not-made-yet.avif", "", 404, "private, no-store"),
    ],
)
def test_what_is_named_after_its_content_is_kept_for_ever_and_nothing_that_is_not_there(
    rf, settings, path, asked, status, kept
):
    for name in ("pictures/ab/0123456789abcdef0123.png", "pictures/named.png"):
        file = settings.MEDIA_ROOT / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"picture")
    request = rf.get(f"/media/{path}", headers={"Range": asked} if asked else {})
    answer = media(request, path) if status != 404 else HttpResponseNotFound()
    answer["Vary"] = "Accept-Language"
    answer = policy.mark(request, answer)
    assert (answer.status_code, {*answer["Cache-Control"].split(", ")}) == (status, {*kept.split(", ")})
    assert ("Vary" in answer) == (status > 206)


def test_a_bucket_wants_its_public_address():
    with pytest.raises(SystemExit, match="MEDIA_URL"):
        environment.media_storage("pictures", "/media/")
    for wrong in ("media/", "https://", "/media", "ftp://x/"):
        with pytest.raises(ValueError):
            environment.media_url(wrong)
    assert environment.origin("https://cdn.example.org/m/") == ["https://cdn.example.org"]


@pytest.fixture
def bucket(monkeypatch, settings):
    server = pytest.importorskip("moto.server", reason="no S3 to test against: pip install 'moto[s3]' flask-cors")
    boto3 = pytest.importorskip("boto3")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "only-for-tests")
    local = server.ThreadedMotoServer(port=0, verbose=False)
    local.start()
    address = "http://{}:{}".format(*local.get_host_and_port())
    monkeypatch.setenv("S3_ENDPOINT_URL", address)
    monkeypatch.setenv("S3_REGION", "us-east-1")
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1")
    client.create_bucket(Bucket="pictures")
    settings.MEDIA_URL = "https://cdn.example.org/m/"
    storage = environment.media_storage("pictures", settings.MEDIA_URL)
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    yield client
    local.stop()


@pytest.mark.django_db
def test_a_bucket_holds_pictures_and_renditions_with_their_type_for_ever(bucket, django_capture_on_commit_callbacks):
    assert "S3" in type(storages["default"]).__name__ and default_storage.exists("nothing") is False
    data = io.BytesIO()
    Pillow.new("RGB", (300, 200), "teal").save(data, "PNG")
    image = Image.objects.create(file=ContentFile(data.getvalue(), name="x.png"))
    pipeline.make(image)
    assert image.file.url == f"https://cdn.example.org/m/{image.file.name}"
    kinds = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
    for row in Rendition.objects.filter(spec="teaser"):
        head = bucket.head_object(Bucket="pictures", Key=row.file)
        assert (head["ContentType"], "immutable" in head["CacheControl"]) == (kinds[row.format], True)
    assert delete_orphans() == 0
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert bucket.list_objects_v2(Bucket="pictures")["KeyCount"] == 0
