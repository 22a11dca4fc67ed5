"""Maps of nothing: contours and coasts laid from cut paper."""

import math
from collections.abc import Callable

from PIL import Image

from articles.images.art.canvas import HEIGHT, INK, MIST, NIGHT, PAPER, SAND, SIGNAL, WIDTH, Canvas, mix
from articles.images.art.curves import smooth

CELL = 5


def _field(page: Canvas, height: Callable[[float, float], float]) -> Image.Image:
    """Return the heights of the page as levels from 0 to 255, exact to the pixel where a level is crossed."""
    across, down = WIDTH // CELL, HEIGHT // CELL
    coarse = Image.new("F", (across, down))
    coarse.putdata([height((i % across + 0.5) * CELL, (i // across + 0.5) * CELL) for i in range(across * down)])
    return coarse.resize(page.full, Image.Resampling.BICUBIC).convert("L")


def _above(field: Image.Image, level: int) -> Image.Image:
    return field.point(lambda value: 255 if value >= level else 0)


def contours(width: int = WIDTH) -> Image.Image:
    """Draw hills of no place as sheets of cut paper, dark below and light above."""
    page = Canvas(NIGHT, width=width)

    def height(x: float, y: float) -> float:
        hills = 95 * math.exp(-(((x - 1080) / 430) ** 2) - ((y - 390) / 300) ** 2)
        hills += 72 * math.exp(-(((x - 360) / 300) ** 2) - ((y - 700) / 250) ** 2)
        folds = 15 * math.sin(x / 118 + 1.3 * math.sin(y / 160)) + 13 * math.sin(y / 97 + 1.1 * math.cos(x / 190))
        return max(0.0, min(255.0, 78 + hills + folds))

    field = _field(page, height)
    lows = [mix(NIGHT, INK, 0.8), mix(INK, MIST, 0.3), mix(INK, MIST, 0.7), mix(MIST, PAPER, 0.3)]
    for i, sheet in enumerate([*lows, SAND, mix(SAND, PAPER, 0.55), PAPER]):
        page.cut(sheet, _above(field, 68 + i * 17))
    page.cut(SIGNAL, _above(field, 181))
    return page.finish()


def coast(width: int = WIDTH) -> Image.Image:
    """Draw a coast of no place at evening: land, shallows and deep water in steps."""
    page = Canvas(NIGHT, width=width)

    def height(x: float, y: float) -> float:
        bays = 110 * math.sin(y / 205 + 0.4) + 44 * math.sin(y / 78 + 2) + 15 * math.sin(y / 33 + x / 90)
        shore = 880 + 0.42 * (y - 500) + bays
        ridge = 46 * math.sin(x / 150 + 1.2 * math.sin(y / 130)) + 30 * math.sin(y / 92 + x / 210)
        land = (x - shore) * 0.62 + ridge * smooth((x - shore) / 220)
        wave = 26 * math.sin(x / 64 + 1.5 * math.sin(y / 88)) + 20 * math.sin(y / 57 + x / 101)
        island = 150 - math.hypot((x - 400) * 0.62, (y - 330) * 0.95 - (x - 400) * 0.2) + wave
        islet = 62 - math.hypot((x - 610) * 0.8, y - 742) + wave * 0.8
        return max(0.0, min(255.0, 128 + max(land, island, islet) / 3.2))

    field = _field(page, height)
    for level, water in [(74, 0.16), (92, 0.34), (106, 0.58), (118, 0.85)]:
        page.paste(mix(mix(NIGHT, INK, 0.75), MIST, water), _above(field, level))
    reds = [mix(SAND, SIGNAL, share) for share in (0.12, 0.35, 0.62, 1.0)]
    for i, land in enumerate([mix(PAPER, SAND, 0.05), mix(PAPER, SAND, 0.6), *reds]):
        page.cut(land, _above(field, 128 + i * 22), strength=0.3)
    return page.finish()
