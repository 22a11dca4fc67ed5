"""Cards join and order letters as a browser does."""

import base64
import io

import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageDraw, ImageFilter, ImageStat

from articles.images import lettering, lines
from articles.images.lettering import Style

pytestmark = pytest.mark.browser
LINES = [
    ("ar", "شركة Naftogaz: «12.5%» في 2023 (تقرير)"),
    ("ar", "لا إله إلا الله، مُحمّد ولله"),
    ("fa", "گفت‌وگوی ۱۲۰۰ پژوهشگر با BBC درباره آتش‌بس"),
    ("uk", "Ізраїль і «Шахед-136»: ґрунт"),
    ("en", "Fire, flight & AVATAR: 2,023 – offices"),
]
SIZE = 60


def _by_us(text, language, **options):
    style = Style(language, SIZE, 700)
    sheet = Pillow.new("L", (1600, 160), 0)
    start = 1500 if style.direction == "rtl" else 100
    lettering.write(ImageDraw.Draw(sheet), text, style, start, 100, "white")
    return sheet.crop(sheet.getbbox())


def _page(lines_of_text, more=""):
    rules = "".join(
        f'@font-face{{font-family:{script};font-weight:700;src:url("data:font/ttf;base64,{_font(script)}")}}'
        for script in (lettering.ARABIC, lettering.EUROPEAN)
    )
    styled = [(code, Style(code, SIZE), text) for code, text in lines_of_text]
    lines = "".join(
        f'<p lang="{code}" dir="{style.direction}" style="font-family:{style.script}">{text}</p>'
        for code, style, text in styled
    )
    letters = f"font:700 {SIZE}px x;white-space:nowrap;padding:30px;margin:0"
    look = f"body{{margin:0;background:#000;color:#fff}}p{{{letters}}}{more}"
    return f"<!doctype html><style>{rules}{look}</style>{lines}"


def _font(script):
    return base64.b64encode(lettering._data(script, 700)).decode()


def _unlike(one, other):
    """Return how much of two drawn lines is ink of one alone, 0 to 1, with softened edges."""
    soft = [picture.resize(one.size).filter(ImageFilter.GaussianBlur(2)) for picture in (one, other)]
    apart = ImageStat.Stat(ImageChops.difference(*soft)).sum[0]
    return apart / ImageStat.Stat(ImageChops.lighter(*soft)).sum[0]


def test_a_line_on_a_card_looks_as_it_does_in_a_browser(chromium):
    page = chromium.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(_page(LINES))
    page.evaluate("document.fonts.ready")
    for (language, text), element in zip(LINES, page.query_selector_all("p"), strict=True):
        shown = Pillow.open(io.BytesIO(element.screenshot())).convert("L")
        shown = shown.crop(shown.point(lambda value: 255 * (value > 8)).getbbox())
        ours = _by_us(text, language)
        assert abs(shown.width - ours.width) <= 12 and abs(shown.height - ours.height) <= 3, text
        assert _unlike(shown, ours) < 0.2, (text, _unlike(shown, ours))
        assert _unlike(shown, _by_us(text[::-1], language)) > 0.4, "or the comparison notices nothing"
    page.close()


def test_a_broken_line_is_ordered_as_in_its_paragraph(chromium):
    text, broken = "الدوري: ريال مدريد 31-20 روما", ["الدوري: ريال مدريد", "31-20 روما"]
    narrow = lettering.width(broken[0], Style("ar", SIZE, 700)) + 20
    page = chromium.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(_page([("ar", text)], f"p{{white-space:normal;line-height:160px;width:{narrow}px}}"))
    page.evaluate("document.fonts.ready")
    both = Pillow.open(io.BytesIO(page.query_selector("p").screenshot())).convert("L")
    shown = both.crop((0, 30 + 160, both.width, both.height))
    shown = shown.crop(shown.point(lambda value: 255 * (value > 8)).getbbox())
    page.close()
    ordered, alone = lines.in_order(broken)[1], broken[1]
    assert _unlike(shown, _by_us(ordered, "ar")) * 2 < _unlike(shown, _by_us(alone, "ar"))
