"""The picture library and a gallery, by pointing, dropping and keys."""

import io

import pytest
from django.core.files import File
from PIL import Image as Pillow

from articles.images import pipeline
from articles.models import Article, Image

pytestmark = pytest.mark.browser


def drawn(colour):
    data = io.BytesIO()
    Pillow.new("RGB", (600, 400), colour).save(data, "PNG")
    return data.getvalue()


DROP_A_LARGE_FILE = """() => {
  const dropped = new DataTransfer()
  dropped.items.add(new File([new ArrayBuffer(26 * 1024 * 1024)], "كبيرة.jpg"))
  document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped }))
}"""


@pytest.mark.django_db(transaction=True)
def test_pictures_are_dropped_described_and_their_focal_point_is_picked(page_of, editor):
    page = page_of(editor)
    page.goto("/admin/articles/image/upload/")
    page.fill("[name=credit]", "وفا")
    files = [
        {"name": "أولى.png", "mimeType": "image/png", "buffer": drawn("red")},
        {"name": "رسم.svg", "mimeType": "image/svg+xml", "buffer": b"<svg></svg>"},
        {"name": "ثانية.png", "mimeType": "image/png", "buffer": drawn("blue")},
    ]
    page.set_input_files("[type=file]", files)
    page.wait_for_selector("[data-next]:not([hidden])")
    page.evaluate(DROP_A_LARGE_FILE)
    refused = page.locator(".is-refused").all_inner_texts()
    assert page.locator(".is-taken").count() == 2 and "SVG" in refused[0] and "كبير" in refused[1]
    page.click("[data-next]")
    page.locator("[name$=alt_ar]").first.fill("مربع أحمر")
    with page.expect_navigation():
        page.click("button[type=submit].main")
    image = Image.objects.get(alt_ar="مربع أحمر")
    assert image.credit == "وفا"
    page.goto(f"/admin/articles/image/{image.pk}/change/")
    picture = page.locator(".focal-picture img")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    assert page.input_value("#id_focal_x") == "0.26" and page.input_value("#id_focal_y") == "0.40"


@pytest.mark.django_db(transaction=True)
def test_a_gallery_is_put_together_in_the_form_and_looked_at_by_keys(page_of, editor, write_story):
    for colour, alt in (("red", "أحمر"), ("blue", "أزرق"), ("green", "أخضر")):
        file = io.BytesIO(drawn(colour))
        file.name = f"{alt}.png"
        Image.objects.create(file=File(file), alt_ar=alt, credit="وفا")
    story = write_story(out="ar")
    page = page_of(editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.locator("[data-icon=photo_library]").first.click()
    for alt in ("أحمر", "أزرق"):
        page.fill(".desk-dialog .search-input", alt)
        page.locator(".desk-dialog [role=option]", has_text=alt).first.click()
    page.locator(".gallery-chosen li").nth(1).locator("button").first.press("Enter")
    page.click(".desk-dialog .desk-button.main")
    page.wait_for_selector(".body-gallery-strip img")
    with page.expect_navigation():
        page.click("button[name=_continue]")
    blue, red = Image.objects.get(alt_ar="أزرق"), Image.objects.get(alt_ar="أحمر")
    assert f'data-images="{blue.pk},{red.pk}"' in Article.objects.get(pk=story.pk).body_ar
    reader = page_of()
    reader.goto(f"{story.get_absolute_url()}pictures/")
    reader.keyboard.press("ArrowLeft")
    reader.wait_for_url(f"**#picture-{red.pk}")
    reader.locator(f"#picture-{red.pk} [data-zoom]").click()
    assert reader.locator("dialog.zoom img").get_attribute("alt") == "أحمر"
    reader.keyboard.press("Escape")
    reader.locator("dialog.zoom").wait_for(state="detached")


@pytest.mark.django_db(transaction=True)
def test_an_animation_moves_until_it_is_stopped_and_not_at_all_for_who_wants_calm(page_of, write_story):
    data = io.BytesIO()
    frames = [Pillow.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:])
    image = Image.objects.create(file=File(data, "moving.webp"), alt_ar="وميض", credit="وفا")
    pipeline.make(image)
    story = write_story(out="ar", lead_image=image)
    page = page_of()
    shown, button = page.locator(".lead-picture img"), page.locator(".lead-picture button.moving")
    page.goto(story.get_absolute_url())
    assert shown.evaluate("img => img.currentSrc").endswith(image.file.url)
    button.click()
    page.wait_for_function("document.querySelector('.lead-picture img').currentSrc.includes('/renditions/')")
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    assert "/renditions/" in shown.evaluate("img => img.currentSrc") and button.inner_text() == "شغّل الحركة"
