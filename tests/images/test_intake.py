"""Awkward pictures: each is taken in whole, or refused in words."""

import gzip
import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from PIL import Image, ImageCms, PngImagePlugin

from articles.images import intake
from articles.management.commands import evaluate_pictures

GPS = 0x8825
SCRIPT = b"*/=1;alert(document.domain)//"


def encoded(picture, kind, **options):
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def take(data):
    return intake.take(io.BytesIO(data))


def opened(taken):
    return Image.open(io.BytesIO(taken.content))


def refusal(data):
    with pytest.raises(ValidationError) as refused:
        take(data)
    return refused.value.code


def halves(size=(60, 40)):
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def png_of(width, height, *, bits=8, kind=2, rows=b""):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_common_kind_is_taken_and_drawn_anew(kind):
    taken = take(encoded(halves(), kind) + b"what follows the picture")
    assert (taken.width, taken.height) == (60, 40)
    assert b"what follows" not in taken.content
    assert opened(taken).format == ("PNG" if kind in ("PNG", "GIF") else "JPEG")


def test_the_same_file_becomes_the_same_picture():
    data = encoded(halves(), "JPEG")
    assert take(data) == take(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("held", "turned"),
    [(2, "FLIP_LEFT_RIGHT"), (3, "ROTATE_180"), (4, "FLIP_TOP_BOTTOM"), (5, "TRANSPOSE"), (6, "ROTATE_90"),
     (7, "TRANSVERSE"), (8, "ROTATE_270")],
)  # fmt: skip
def test_however_a_picture_was_held_it_stands_upright_and_its_mark_is_removed(kind, held, turned):
    upright, exif = halves(), Image.Exif()
    upright.paste("lime", (0, 0, 20, 20))
    exif[0x0112] = held
    sideways = upright.transpose(Image.Transpose[turned])
    picture = opened(take(encoded(sideways, kind, exif=exif, quality=95)))
    assert picture.size == upright.size and not picture.getexif()
    for at in ((8, 8), (10, 32), (50, 20)):
        assert picture.getpixel(at) == pytest.approx(upright.getpixel(at), abs=20)


def test_where_it_was_taken_and_by_which_camera_is_forgotten():
    exif = Image.Exif()
    exif[0x010F] = "SpyCam"
    exif.get_ifd(GPS)[1] = "N"
    data = encoded(halves(), "JPEG", exif=exif, comment=b"home address")
    assert b"SpyCam" in data
    taken = take(data)
    assert b"SpyCam" not in taken.content and b"home address" not in taken.content and b"Exif" not in taken.content


def test_printers_colours_become_screen_colours():
    taken = take(encoded(Image.new("CMYK", (30, 20), (0, 255, 255, 0)), "JPEG", quality=95))
    assert opened(taken).mode == "RGB"
    red, green, blue = opened(taken).getpixel((10, 10))
    assert red > 200 and green < 60 and blue < 60


def test_sixteen_bit_grey_keeps_its_tones():
    grey = Image.new("I;16", (4, 1))
    for place, value in enumerate((0, 20_000, 40_000, 65_535)):
        grey.putpixel((place, 0), value)
    picture = opened(take(encoded(grey, "PNG"))).convert("L")
    assert [picture.getpixel((place, 0)) for place in range(4)] == pytest.approx([0, 78, 156, 255], abs=1)


def test_sixteen_bit_colour_is_taken():
    row = b"\0" + struct.pack(">HHH", 65_535, 32_768, 0) * 3
    assert opened(take(png_of(3, 2, bits=16, rows=row * 2))).getpixel((1, 1)) == pytest.approx((255, 128, 0), abs=1)


def test_colours_of_another_profile_are_brought_over():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, lab, b"no profile at all", b""):
        taken = take(encoded(Image.new("RGB", (20, 20), (200, 30, 30)), "PNG", icc_profile=profile))
        assert opened(taken).getpixel((5, 5)) == pytest.approx((200, 30, 30), abs=2)
        assert "icc_profile" not in opened(taken).info


def profile_of(red, green, blue):
    """Return a profile with the given primaries (CIE XYZ, D50), straight lines for tones, in ICC's version 2."""
    tags = [(b"wtpt", _xyz(0.9642, 1, 0.8249)), (b"rXYZ", _xyz(*red)), (b"gXYZ", _xyz(*green)), (b"bXYZ", _xyz(*blue))]
    tags += [(name, b"curv\0\0\0\0\0\0\0\1\x02\x33\0\0") for name in (b"rTRC", b"gTRC", b"bTRC")]  # gamma 2.2
    tags += [(b"desc", b"desc\0\0\0\0\0\0\0\2x\0" + bytes(78)), (b"cprt", b"text\0\0\0\0x\0\0\0")]
    table, data, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, body in tags:
        table += name + struct.pack(">II", at + len(data), len(body))
        data += body + bytes(-len(body) % 4)
    head = struct.pack(">I4xI4s4s4s", at + len(data), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head = head.ljust(36, b"\0") + b"acsp" + bytes(28) + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)
    return head.ljust(128, b"\0") + table + data


def _xyz(*values):
    return b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(value * 65_536) for value in values))


DISPLAY_P3 = profile_of((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_the_wider_colours_of_a_telephone_keep_their_look(mode):
    wide = Image.new("RGB", (20, 20), (200, 100, 100))
    wide = wide.quantize(2) if mode == "P" else wide.convert(mode)
    red, green, blue = opened(take(encoded(wide, "PNG", icc_profile=DISPLAY_P3))).getpixel((5, 5))[:3]
    assert red > 210 and green < 98 and blue < 98


def test_an_animation_in_wider_colours_keeps_its_look():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ((200, 100, 100), "white")]
    data = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True, icc_profile=DISPLAY_P3)
    made = opened(take(data))
    assert made.n_frames == 2 and made.convert("RGB").getpixel((5, 5))[0] > 206


def test_a_palette_with_transparency_stays_transparent():
    picture = Image.new("P", (20, 10), 0)
    picture.putpalette([255, 0, 0, 0, 0, 255] + [0] * 762)
    picture.paste(1, (10, 0, 20, 10))
    made = opened(take(encoded(picture, "PNG", transparency=0)))
    assert made.mode == "RGBA" and made.getpixel((2, 2))[3] == 0 and made.getpixel((15, 5)) == (0, 0, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_a_png_is_taken(mode):
    assert opened(take(encoded(Image.new(mode, (9, 9)), "PNG"))).mode in ("RGB", "RGBA")


def test_an_animation_keeps_moving():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    taken = take(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=120, loop=0))
    made = opened(taken)
    assert taken.is_moving and made.format == "WEBP" and made.n_frames == 3


def test_an_animation_without_end_is_refused():
    frames = [Image.new("P", (4, 4), number % 250) for number in range(intake.MOST_FRAMES + 1)]
    for number, frame in enumerate(frames):
        frame.putpalette([number % 256] * 768)
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=20)
    assert refusal(data) == "too_many_frames"


def test_a_picture_that_is_also_a_program_is_only_a_picture_afterwards():
    gif = bytearray(encoded(Image.new("P", (10, 10)), "GIF"))
    polyglot = bytes(gif[:6] + b"/*" + gif[8:]) + SCRIPT
    try:
        taken = take(polyglot)
    except ValidationError as refused:
        assert refused.code in ("unsound", "too_many_pixels", "too_many_frames")
    else:
        assert SCRIPT not in taken.content
    appended = take(bytes(gif) + b"<script>alert(1)</script>")
    assert b"<script>" not in appended.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("hidden", [b"<?php echo 1 ?>", b"<html><script>alert(1)</script>", b"PK\x03\x04jar"])
def test_what_hides_in_or_behind_a_picture_does_not_come_through(kind, hidden):
    options = {} if kind == "WEBP" else {"comment": hidden} if kind in ("JPEG", "GIF") else {"pnginfo": _note(hidden)}
    data = encoded(halves(), kind, **options) + hidden
    assert data.count(hidden) >= 1 + (kind != "WEBP") and hidden not in take(data).content


def _note(text):
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text.decode("latin-1"))
    return info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9])
def test_half_a_file_is_refused(kind, part):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = encoded(noise, kind)
    assert refusal(data[: int(len(data) * part)]) == "unsound"


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (10_000, 5_001), (2_000_000_000, 1), (65_000, 65_000)])
def test_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_decoded(width, height):
    assert refusal(png_of(width, height)) == "too_many_pixels"


def test_too_many_bytes_are_refused():
    assert refusal(b"\xff\xd8\xff" + bytes(intake.MOST_BYTES)) == "too_many_bytes"


def test_a_large_picture_is_kept_as_large_as_a_screen_needs():
    taken = take(encoded(Image.new("RGB", (6000, 1000)), "JPEG"))
    assert (taken.width, taken.height) == (intake.LONGEST_SIDE, round(1000 * intake.LONGEST_SIDE / 6000))


def test_a_line_of_pixels_is_taken():
    assert take(encoded(Image.new("RGB", (9000, 1)), "PNG")).height == 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b'\xef\xbb\xbf <?xml version="1.0"?>' + SVG,
        b"<!-- a picture -->" + SVG,
        b"<!DOCTYPE svg>" + SVG,
        gzip.compress(SVG, mtime=0),
        SVG.decode().encode("utf-16"),
    ],
)
def test_drawings_that_can_carry_programs_are_refused_with_the_reason(data):
    assert refusal(data) == "svg"


def test_what_a_telephone_takes_is_kept_as_jpeg_without_its_camera():
    data = (Path(__file__).parent / "halves.heic").read_bytes()
    assert b"SpyCam" in data
    taken = take(data)
    left, right = opened(taken).getpixel((8, 20)), opened(taken).getpixel((56, 20))
    assert (taken.width, taken.height, opened(taken).format) == (64, 48, "JPEG")
    assert left[0] > 200 > 60 > left[2] and right[2] > 200 > 60 > right[0]
    assert taken.credits.credit == "Layla" and b"SpyCam" not in taken.content
    for part in (0.2, 0.5, 0.9):
        assert refusal(data[: int(len(data) * part)]) == "unsound"


@pytest.mark.parametrize(
    "data",
    [
        b"MZ" + bytes(300), b"\0" * 500, b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"BM" + bytes(60),
        b"RIFF\x10\0\0\0WEBPVP8 ", "نص عادي".encode(),
    ],
)  # fmt: skip
def test_what_is_no_picture_we_know_is_refused(data):
    assert refusal(data) == "unsound"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (encoded(Image.new("RGB", (9, 9)), "TIFF"), "TIFF"), (encoded(Image.new("RGB", (9, 9)), "BMP"), "BMP"),
        (encoded(Image.new("RGB", (16, 16)), "ICO"), "ICO"), (b"%PDF-1.7 not a picture", "PDF"),
        (b"8BPS\0\1" + bytes(60), "Photoshop"), (b"\0\0\0\x18ftypmp42" + bytes(60), "MP4"),
        (b"\0\0\0\x14ftypqt  " + bytes(60), "QuickTime"),
    ],
)  # fmt: skip
def test_a_kind_that_is_not_taken_is_named(data, kind):
    with pytest.raises(ValidationError) as refused:
        take(data)
    assert refused.value.code == "other_kind" and kind in refused.value.messages[0]


def test_an_empty_file_is_refused():
    assert refusal(b"") == "empty"


def test_a_decoder_that_breaks_becomes_a_refusal(monkeypatch):
    for problem in (SyntaxError, IndexError, TypeError, MemoryError, struct.error, ValueError):

        def broken(*args, problem=problem, **kwargs):
            raise problem("broken")

        monkeypatch.setattr(intake.steps, "eight_bit", broken)
        assert refusal(encoded(halves(), "PNG")) == "unsound"


def test_whole_folders_are_judged_file_by_file_and_what_breaks_is_named(tmp_path, capsys, monkeypatch):
    files = {"a.jpg": encoded(halves(), "JPEG"), "b.png": b"\x89PNG\r\n\x1a\n", "c.gif": encoded(halves(), "GIF")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    call_command("evaluate_pictures", str(tmp_path))
    told = " ".join(capsys.readouterr().out.split())
    assert "1 refused: unsound 1 taken as jpg 1 taken as png" in told
    monkeypatch.setattr(evaluate_pictures, "_cut", lambda taken: 1 / 0)
    with pytest.raises(CommandError, match=r"a\.jpg: ZeroDivisionError"):
        call_command("evaluate_pictures", str(tmp_path))


def _iptc(fields):
    body = b"".join(b"\x1c" + bytes(key) + struct.pack(">H", len(text)) + text for key, text in fields)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body + (b"\0" if len(body) % 2 else b"")
    payload = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def test_credit_and_copyright_are_read_from_iptc():
    jpeg = encoded(halves(), "JPEG")
    fields = [
        ((2, 80), "ليلى حداد".encode()),
        ((2, 110), b"AFP"),
        ((2, 116), b"(c) AFP"),
        ((2, 90), "بيروت".encode()),
        ((2, 120), "قمة".encode()),
    ]
    said = take(jpeg[:2] + _iptc(fields) + jpeg[2:]).credits
    assert (said.credit, said.copyright, said.caption) == ("ليلى حداد / AFP", "(c) AFP", "قمة")
    assert said.place == "بيروت"


@pytest.mark.parametrize(
    ("letters", "encoding"),
    [("ليلى حدّاد", "cp1256"), ("تصوير: رويترز", "cp1256"), ("José Müller", "cp1252"), ("Søren Ærø", "cp1252")],
)
def test_old_programs_that_wrote_names_in_the_letters_of_windows_are_understood(letters, encoding):
    jpeg = encoded(halves(), "JPEG")
    assert take(jpeg[:2] + _iptc([((2, 80), letters.encode(encoding))]) + jpeg[2:]).credits.credit == letters


def test_a_camera_that_was_told_its_owners_arabic_name_is_understood():
    exif = Image.Exif()
    exif[0x013B] = "ليلى حداد".encode()
    assert take(encoded(halves(), "JPEG", exif=exif)).credits.credit == "ليلى حداد"


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="رويترز"><dc:creator><rdf:Seq><rdf:li>Ali</rdf:li><rdf:li>Mona</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">All rights</rdf:li></rdf:Alt></dc:rights></rdf:Description>
</rdf:RDF></x:xmpmeta>"""


def test_credit_and_copyright_are_read_from_xmp():
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP)
    for data in (encoded(halves(), "PNG", pnginfo=info), encoded(halves(), "JPEG", xmp=XMP.encode())):
        said = take(data).credits
        assert (said.credit, said.copyright) == ("Ali، Mona / رويترز", "All rights")


@pytest.mark.parametrize(
    "xmp",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<not closed", "", "\0\0", "x" * 600_000,
        XMP.replace("Ali", "A" * 5000),
    ],
)  # fmt: skip
def test_damaged_or_hostile_metadata_does_not_keep_a_picture_out(xmp):
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp)
    assert len(take(encoded(halves(), "PNG", pnginfo=info)).credits.credit) <= 120
