"""Renditions: made once, whole, and shown only when they are there."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.template import Context, Template
from django.utils.translation import override
from PIL import Image as Pillow

from articles import clock
from articles.exporters import pictures
from articles.images import credits, pipeline
from articles.images.specs import SPECS, plain
from articles.models import Image, Rendition, Source


def drawn(size=(1000, 700), colour="teal", mode="RGB"):
    data = io.BytesIO()
    Pillow.new(mode, size, colour).save(data, "PNG")
    return ContentFile(data.getvalue(), name="x.png")


@pytest.fixture
def image(db):
    return Image.objects.create(file=drawn(), alt_ar="قاعة <كبيرة>", credit="رويترز")


def shown(image, tag):
    return Template("{% load pictures %}" + tag).render(Context({"image": image}))


def names(html):
    return re.findall(r"/media/([^ \",]+)", html)


def test_every_file_that_is_promised_is_there(image, settings):
    made = pipeline.make(image)
    image.refresh_from_db()
    files = {
        f"{stem}-{width}.{ending}"
        for name, (stem, sizes) in image.ready.items()
        for width, _height in sizes
        for ending in (["avif", "webp"] if SPECS[name].ratio is None or len(SPECS[name].formats) > 1 else ["jpg"])
    }
    for file in files:
        with Pillow.open(Path(settings.MEDIA_ROOT) / file) as picture:
            picture.load()
    assert made == Rendition.objects.count() and len(files) <= made


def test_what_is_made_is_not_made_again(image, django_assert_num_queries):
    assert pipeline.make(image) > 0
    with django_assert_num_queries(0):
        assert pipeline.make(image) == 0


@pytest.mark.parametrize("spec", ["story", "card", "teaser", "portrait"])
def test_a_page_points_only_to_files_that_are_there(image, settings, spec):
    pipeline.make(image)
    html = shown(image, '{% picture image "' + spec + '" %}')
    assert names(html)
    for name in names(html):
        assert (Path(settings.MEDIA_ROOT) / name).exists(), name
    assert 'type="image/avif"' in html and 'type="image/webp"' in html and re.search(r'width="\d+" height="\d+"', html)


def test_until_they_are_made_the_original_stands_in(image):
    html = shown(image, '{% picture image "card" %}')
    assert "<picture>" not in html and image.file.name in html
    assert 'width="1000" height="700"' in html and 'loading="lazy"' in html


def test_the_opening_picture_is_not_lazy_and_texts_are_escaped(image):
    html = shown(image, '{% picture image "story" eager=True %}')
    assert "lazy" not in html and 'fetchpriority="high"' in html
    assert 'alt="قاعة &lt;كبيرة&gt;"' in html
    assert 'alt=""' in shown(image, '{% picture image "card" decorative=True %}')


def test_a_page_asks_the_database_for_nothing(image, django_assert_num_queries):
    pipeline.make(image)
    with django_assert_num_queries(0):
        shown(image, '{% picture image "card" %}')


def test_a_new_focal_point_is_shown_when_it_is_cut_and_the_old_cut_until_then(image):
    pipeline.make(image)
    before = names(shown(image, '{% picture image "card" %}'))
    image.focal_x = 0.1
    image.save()
    assert names(shown(image, '{% picture image "card" %}')) == before
    assert {spec.name for spec in pipeline.missing(image)} == {name for name, spec in SPECS.items() if spec.ratio}
    pipeline.make(image)
    image.refresh_from_db()
    assert "-10-50-" in shown(image, '{% picture image "card" %}')


def test_a_replaced_file_is_never_shown_as_the_old_one(image):
    pipeline.make(image)
    old = image.content_hash[:16]
    image.file = drawn(colour="red")
    image.save()
    image.refresh_from_db()
    assert image.ready == {}
    assert old not in shown(image, '{% picture image "card" %}')


def test_a_picture_that_changed_while_it_was_cut_is_not_announced(image):
    late = Image.objects.get(pk=image.pk)
    image.file = drawn(colour="red")
    image.save()
    pipeline.make(late)
    assert Image.objects.get(pk=image.pk).ready == {}


def test_transparency_survives_where_the_format_has_it(db, settings):
    image = Image.objects.create(file=drawn(colour=(0, 0, 0, 0), mode="RGBA"))
    pipeline.make(image)
    by_kind = {
        row.format: Pillow.open(Path(settings.MEDIA_ROOT) / row.file) for row in image.renditions.filter(spec="teaser")
    }
    assert by_kind["webp"].mode == "RGBA" and by_kind["jpeg"].getpixel((5, 5)) == pytest.approx((255, 255, 255), abs=2)


def test_a_deleted_picture_takes_its_renditions_along(image, settings, django_capture_on_commit_callbacks):
    pipeline.make(image)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not Rendition.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT, "renditions").rglob("*") if path.is_file()] == []


def test_the_command_makes_what_is_missing_and_names_what_it_cannot_read(image, capsys, settings):
    broken = Image.objects.create(file=drawn(colour="red"))
    Path(settings.MEDIA_ROOT, broken.file.name).write_bytes(b"no picture")
    with pytest.raises(CommandError, match=re.escape(broken.file.name)):
        call_command("make_renditions", jobs=1)
    assert Image.objects.get(pk=image.pk).ready.keys() == SPECS.keys()


def test_the_command_deletes_files_that_no_row_has_known_for_a_week(image, settings, monkeypatch):
    pipeline.make(image)
    root = Path(settings.MEDIA_ROOT)
    known = {path for path in root.rglob("*") if path.is_file()}
    left = [Path(image.file.path).with_name("killed.part"), root / "renditions/ab/x-teaser-96.avif"]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    call_command("make_renditions", jobs=1)
    assert all(path.exists() for path in left)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=8))
    call_command("make_renditions", jobs=1)
    assert {path for path in root.rglob("*") if path.is_file()} == known


def test_two_at_once_make_one_of_each(image, settings, monkeypatch):
    late, real = Image.objects.get(pk=image.pk), pipeline._encoded

    def interrupted(picture, kind, xmp):
        monkeypatch.setattr(pipeline, "_encoded", real)
        pipeline.make(image)
        return real(picture, kind, xmp)

    monkeypatch.setattr(pipeline, "_encoded", interrupted)
    pipeline.make(late)
    rows = list(Rendition.objects.values_list("spec", "cut", "format", "width"))
    files = [path for path in Path(settings.MEDIA_ROOT, "renditions").rglob("*") if path.is_file()]
    assert len(rows) == len(set(rows)) == len(files)


def test_a_file_that_somebody_wrote_meanwhile_is_kept(settings, monkeypatch):
    storage = pipeline.default_storage
    storage.save("renditions/x.jpg", ContentFile(b"one"))
    known, real = iter([False]), storage.exists
    monkeypatch.setattr(storage, "exists", lambda name: next(known, None) is None and real(name))
    pipeline.store("renditions/x.jpg", b"one")
    assert [path.name for path in Path(settings.MEDIA_ROOT, "renditions").iterdir()] == ["x.jpg"]


def test_a_saved_picture_is_cut_after_its_saving_is_through(
    db, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.RENDER_IN_BACKGROUND, begun = True, []
    monkeypatch.setattr(pipeline, "_in_background", begun.append)
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        image = Image.objects.create(file=drawn())
        assert begun == []
    for callback in waiting:
        callback()
    assert begun == [image.pk]


def test_search_engines_get_three_shapes_and_a_shared_link_one_that_is_there(image, settings):
    assert [sized.url for sized in pictures.for_search(image)] == [pictures.original(image).url]
    pipeline.make(image)
    shapes = pictures.for_search(image)
    assert [round(sized.width / sized.height, 2) for sized in shapes] == [1.78, 1.33, 1.0]
    for sized in [*shapes, pictures.for_sharing(image), pictures.for_feed(image)]:
        path = Path(settings.MEDIA_ROOT) / sized.url.partition("/media/")[2]
        with Pillow.open(path) as opened:
            assert opened.format == "JPEG" and opened.size == (sized.width, sized.height)


def test_an_animation_can_be_played_in_its_story_and_stands_still_elsewhere(db):
    data = io.BytesIO()
    frames = [Pillow.new("RGB", (300, 200), colour) for colour in ("red", "blue")]
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:])
    image = Image.objects.create(file=ContentFile(data.getvalue(), name="moving.webp"))
    pipeline.make(image)
    story = shown(image, '{% picture image "story" %}')
    assert f'<a class="moving" href="{image.file.url}"' in story and story.count("/renditions/") >= 3
    for still in ('"story" "strip"', '"story" "page"', '"card"'):
        assert image.file.name not in shown(image, f"{{% picture image {still} %}}")


def test_a_condition_that_the_page_does_not_set_counts_as_no(image):
    assert 'loading="lazy"' in shown(image, '{% picture image "card" variant eager=eager %}')


def test_what_others_copy_says_whom_to_credit_and_says_it_anew_when_that_changes(image, settings):
    agency = Source.objects.create(name_ar="وكالة <الأنباء>", name_en="News Agency")

    def told(name, number=0):
        stem, sizes = image.ready[name]
        said = {}
        for ending in [one for one in ("avif", "webp", "jpg") if one == "jpg" or len(SPECS[name].formats) > 1]:
            width = plain(SPECS[name], [tuple(size) for size in sizes])[0] if ending == "jpg" else sizes[number][0]
            with Pillow.open(Path(settings.MEDIA_ROOT) / f"{stem}-{width}.{ending}") as picture:
                said[ending] = credits.read(picture)
        return said

    pipeline.make(image)
    assert {said.credit for said in told("story").values()} == {"رويترز"}
    assert {said.credit for said in told("wide").values()} == {"رويترز"}
    assert {said.credit for said in told("card").values()} == {""}
    image.source, image.rights_note = agency, "دفعنا مئة دولار"
    image.save()
    for language in ("en", "ar"):
        with override(language):
            pipeline.make(image)
    assert told("story") == dict.fromkeys(("avif", "webp", "jpg"), credits.Credits("رويترز / وكالة <الأنباء>"))
    with override("en"):
        assert pipeline.is_whole(image)
