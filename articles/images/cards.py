"""Share cards: what a link to a story shows where it is shared, drawn from the story when it is published.

``draw`` is pure. A card is used under the one name that its contents give it, so a page never shows an old one.
"""

from dataclasses import astuple, dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac
from PIL import Image as Pillow
from PIL import ImageDraw

from articles import clock
from articles.images import lettering, lines, steps
from articles.images.lettering import Style
from articles.images.specs import Spec, cut_size
from articles.models import Article, Image
from articles.models.article import Status
from articles.models.named import LANGUAGE_CODES
from articles.text.lines import names_whole

SIZE = WIDTH, HEIGHT = 1200, 630
SHAPE = Spec("share", WIDTH / HEIGHT, (WIDTH,), WIDTH)
MARGIN, FOOT = 64, 54
TEXT_WIDTH, TEXT_HEIGHT = WIDTH - 2 * MARGIN, 276
SIZES = range(72, 24, -2)
KICKER_SIZE, NAME_SIZE = 32, 30
GROUND, PAPER, SIGNAL, FAINT = "#0d2333", "#fbf8f2", "#ff9478", "#16344a"
SHADE_ABOVE = 260
"""How far above the words the picture begins to darken."""
DARKEST = 214
NAME_LANGUAGE = settings.LANGUAGE_CODE
DRAWN_BY = "2"
"""Raised when cards are drawn in another way."""
FOLDER, IN_A_FOLDER = "renditions/cards", 1000
SIGNS = ((16, 9), (8.5, 20.5), (23.5, 20.5))
"""The middles of the mark's three squares in its box of 32."""


@dataclass(frozen=True)
class Card:
    """What stands on a card: texts in a language, and which picture is cut around which point ("" for none)."""

    language: str
    headline: str
    kicker: str
    site_name: str
    picture: str


def of_story(story: Article, language: str, picture: Image | None) -> Card:
    """Return what a story's card says in a language; ``picture`` is the one that readers may see."""
    cut = f"{picture.content_hash}-{picture.focal_x:.2f}-{picture.focal_y:.2f}" if picture else ""
    headline, kicker = story.in_language("headline", language), story.in_language("kicker", language)
    return Card(language, headline, kicker or "", settings.SITE_NAME, cut)


def name_of(story: Article, language: str, picture: Image | None) -> str:
    """Return the name of the file of a story's card as it should be now; who does not know our secret cannot guess it.

    A card is drawn before its story is out, and a guess at a headline must not be confirmed by the file's being there.
    """
    parts = (DRAWN_BY, *astuple(of_story(story, language, picture)))
    digest = salted_hmac("share card", "\0".join(parts), algorithm="sha256").hexdigest()[:20]
    return f"{folder_of(story.pk)}/{story.pk}-{language}-{digest}.jpg"


def folder_of(pk: int) -> str:
    """Return the folder in which a story's cards lie."""
    return f"{FOLDER}/{pk // IN_A_FOLDER}"


def shown_picture(story: Article) -> Image | None:
    """Return the picture of a story that readers may see."""
    lead = story.lead_image
    return lead if lead and not lead.rights_ended() else None


def languages_of(story: Article) -> list[str]:
    """Return the languages in which a story is out, or to come out; none for one that is withdrawn, binned or over."""
    is_over = story.expires_at is not None and story.expires_at <= clock.now()
    if story.status != Status.PUBLISHED or story.deleted_at is not None or is_over:
        return []
    return [code for code in LANGUAGE_CODES if story.in_language("published_at", code)]


def wanted(story: Article) -> dict[str, str]:
    """Return the languages in which a story is out, or to come out, with the names of its cards."""
    return {code: name_of(story, code, shown_picture(story)) for code in languages_of(story)}


def draw(card: Card, picture: steps.Picture | None = None, focal: tuple[float, float] = (0.5, 0.5)) -> steps.Picture:
    """Draw a card, over a picture where there is one."""
    styles = [Style(card.language, size, 700) for size in SIZES]
    said, style = lines.fitted(_written(card.headline), styles, TEXT_WIDTH, TEXT_HEIGHT)
    bottom = HEIGHT - MARGIN - FOOT
    top = bottom - len(said) * style.leading - (round(KICKER_SIZE * 1.9) if card.kicker else 0)
    rtl = style.direction == "rtl"
    sheet = _over(picture, focal, top) if picture else _plain(rtl)
    pen = ImageDraw.Draw(sheet)
    start = WIDTH - MARGIN if rtl else MARGIN
    if card.kicker:
        kicker = Style(card.language, KICKER_SIZE, 700)
        over = lines.cut(lines.broken(_written(card.kicker), kicker, TEXT_WIDTH), kicker, TEXT_WIDTH, 1)[0]
        lettering.write(pen, over, kicker, start, top + KICKER_SIZE, SIGNAL)
    first = bottom - len(said) * style.leading + style.size
    for number, line in enumerate(lines.in_order(said)):
        lettering.write(pen, line, style, start, first + number * style.leading, PAPER)
    _sign(pen, card, rtl)
    return sheet


def _written(text: str) -> str:
    return names_whole(lettering.drawable(text))


def _over(picture: steps.Picture, focal: tuple[float, float], top: int) -> steps.Picture:
    """Return a picture cut to a card's shape, dark enough where the words stand."""
    flat = steps.flatten(steps.eight_bit(picture))
    sheet = steps.resize(steps.crop(flat, cut_size(SHAPE, *flat.size), focal), SIZE)
    shade = Pillow.new("L", SIZE, 0)
    begin, full = max(top - SHADE_ABOVE, 0), max(top - 12, 1)
    slope = Pillow.linear_gradient("L").resize((WIDTH, full - begin)).point(_eased)
    shade.paste(slope, (0, begin))
    shade.paste(DARKEST, (0, full, WIDTH, HEIGHT))
    sheet.paste(Pillow.new("RGB", SIZE, GROUND), mask=shade)
    return sheet


def _eased(value: int) -> int:
    """A shade that begins and ends gently (smoothstep), from 0 to the darkest."""
    part = value / 255
    return round(part * part * (3 - 2 * part) * DARKEST)


def _plain(rtl: bool) -> steps.Picture:
    """Return the ground of a card without a picture: the mark, large and faint, away from where the lines begin."""
    sheet = Pillow.new("RGB", SIZE, GROUND)
    _mark(ImageDraw.Draw(sheet), (-120 if rtl else WIDTH - 540, -120), 20.5, (FAINT, FAINT, FAINT))
    return sheet


def _sign(pen: ImageDraw.ImageDraw, card: Card, rtl: bool) -> None:
    """Put the mark and the site's name under the headline, where the lines begin."""
    side, gap, baseline = 40, 14, HEIGHT - MARGIN + 6
    left = WIDTH - MARGIN - side if rtl else MARGIN
    _mark(pen, (left, baseline - 32), side / 32, (SIGNAL, PAPER, PAPER))
    style = Style(NAME_LANGUAGE, NAME_SIZE, 700)
    length = lettering.width(card.site_name, style)
    near = left - gap if rtl else left + side + gap
    name_to_the_left = style.direction == "rtl"
    begin = near + (length if name_to_the_left and not rtl else 0) - (length if rtl and not name_to_the_left else 0)
    lettering.write(pen, card.site_name, style, begin, baseline, PAPER)


def _mark(pen: ImageDraw.ImageDraw, at: tuple[float, float], scale: float, colours: tuple[str, str, str]) -> None:
    reach = 6.5 * scale
    for (across, down), colour in zip(SIGNS, colours, strict=True):
        x, y = at[0] + across * scale, at[1] + down * scale
        pen.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], colour)
