"""Patterns: stars, straps and ways that cross."""

import math
from itertools import product

from PIL import Image

from articles.images.art.canvas import INK, MIST, NIGHT, PAPER, SAND, SIGNAL, WIDTH, Canvas, mix
from articles.images.art.curves import arch, bend, polar, smooth, star


def girih(width: int = WIDTH) -> Image.Image:
    """Draw a field of eight-pointed stars and crosses, laid in straps, with one red star."""
    page = Canvas(PAPER, width=width)
    pitch = 310.0
    outer = pitch / 2
    inner = outer * math.sqrt(2 - math.sqrt(2))
    for column, row in product(range(-1, 7), range(-1, 5)):
        centre = (column * pitch - 20, row * pitch + 95)
        cross = (centre[0] + pitch / 2, centre[1] + pitch / 2)
        away = smooth(math.hypot(centre[0] - 980, centre[1] - 420) / 1250)
        page.disc(cross, 36, mix(SAND, MIST, 0.25))
        page.disc(cross, 21, PAPER)
        colour = SIGNAL if (column, row) == (3, 1) else mix(INK, mix(MIST, PAPER, 0.25), away)
        page.polygon(star(centre, outer, 8, inner), colour)
        page.polygon(star(centre, outer * 0.68, 8, inner * 0.68), PAPER)
        page.polygon(star(centre, outer * 0.62, 8, inner * 0.62), mix(colour, NIGHT, 0.18))
        page.polygon(star(centre, outer * 0.3, 8, inner * 0.3, 22.5), mix(SAND, PAPER, 0.3))
    for column, row in product(range(-1, 7), range(-1, 5)):
        outline = star((column * pitch - 20, row * pitch + 95), outer, 8, inner)
        page.line([*outline, outline[0]], 20, PAPER)
        page.line([*outline, outline[0]], 9, SAND)
    return page.finish()


def rosette(width: int = WIDTH) -> Image.Image:
    """Draw a great rosette of sixteen points around a red disc."""
    page = Canvas(NIGHT, INK, width=width)
    middle = (800, 500)
    for i in range(14):
        radius = 1000 - i * 66
        glow = mix(NIGHT, mix(INK, MIST, 0.35), i / 13)
        page.polygon(star(middle, radius, 16, radius * 0.86, 11.25 * (i % 2)), glow)
    tips = [polar(middle, 440, i * 22.5) for i in range(16)]
    for skip, colour, thickness in [(7, SAND, 4), (6, mix(PAPER, SAND, 0.3), 3), (5, MIST, 3)]:
        for i in range(16):
            page.line([tips[i], tips[(i + skip) % 16]], thickness, colour)
    page.ring(middle, 452, 5, SAND)
    page.ring(middle, 470, 2, SAND)
    page.disc(middle, 84, NIGHT)
    page.disc(middle, 64, SIGNAL)
    return page.finish()


def confluence(width: int = WIDTH) -> Image.Image:
    """Draw two sheaves of lines that come from two sides, cross, and run on together."""
    page = Canvas(PAPER, mix(PAPER, SAND, 0.55), width=width)
    strands = [(side, i) for i in range(9) for side in (0, 1)]
    for side, i in strands:
        start = -30 + i * 44 if side == 0 else 1030 - (8 - i) * 44
        lane = 500 + (i - 4) * 56 + (28 if side else 0) - 14

        def height(x: float, start: float = start, lane: float = lane) -> float:
            return start + (lane - start) * smooth((x - 120) / 820)

        line = [(float(x), height(x)) for x in range(-40, WIDTH + 60, 10)]
        colour = mix(INK, NIGHT, i / 8) if side else mix(MIST, INK, i / 20)
        if (side, i) == (0, 4):
            colour = SIGNAL
        page.line(line, 30, mix(PAPER, SAND, 0.28))
        page.line(line, 20, colour)
    return page.finish()


def transfers(width: int = WIDTH) -> Image.Image:
    """Draw discs that travel along a curve and dwindle as they go."""
    page = Canvas(mix(INK, NIGHT, 0.2), NIGHT, width=width)
    for offset in range(-3, 4):
        way = bend((-100, 900 + offset * 60), (820, 1010 + offset * 40), (1690, 40 + offset * 16), 80)
        page.line(way, 2, mix(INK, MIST, 0.6 - abs(offset) * 0.12))
    way = bend((-100, 900), (820, 1010), (1690, 40), 400)
    for i in range(15):
        share = 0.06 + 0.93 * (i / 14) ** 0.78
        centre, radius = way[round(share * 400)], 128 * (1 - share) ** 0.72 + 13
        colour = SIGNAL if i == 5 else mix(SAND, mix(MIST, INK, 0.2), i / 14)
        page.cut(colour, page.disc_mask(centre, radius))
        page.ring(centre, radius * 0.8, max(2.0, radius * 0.045), mix(colour, NIGHT, 0.3))
        page.ring(centre, radius * 0.52, max(1.5, radius * 0.03), mix(colour, NIGHT, 0.22))
    return page.finish()


def turning(width: int = WIDTH) -> Image.Image:
    """Draw broad bands that run level and then turn down together."""
    page = Canvas(PAPER, width=width)
    bands = [NIGHT, INK, mix(INK, MIST, 0.5), MIST, mix(MIST, PAPER, 0.5), SAND, SIGNAL, mix(SAND, PAPER, 0.5)]
    corner = (820, 900)
    for i, colour in enumerate(bands):
        outer, inner = 780 - i * 84, 780 - i * 84 - 66
        page.rectangle(-20, corner[1] - outer, corner[0], corner[1] - inner, colour)
        page.arc(corner, outer, 66, 269.5, 360.5, colour)
        page.rectangle(corner[0] + inner, corner[1], corner[0] + outer, 1020, colour)
    return page.finish()


def doorway(width: int = WIDTH) -> Image.Image:
    """Draw arches within arches, drawing away to a small red one."""
    page = Canvas(mix(SAND, PAPER, 0.4), width=width)
    shades = [MIST, INK, mix(MIST, PAPER, 0.4), NIGHT, SAND, INK, mix(PAPER, SAND, 0.2), SIGNAL]
    for i, shade in enumerate(shades):
        share = 1 - i / 8.6
        foot = (800 + 250 * (1 - share), 1040 - 260 * (1 - share) ** 1.15)
        shape = arch(foot, 1180 * share, 1010 * share)
        opening = page.polygon_mask(shape)
        page.cut(shade, opening, drop=(0, 6), strength=0.35)
    return page.finish()
