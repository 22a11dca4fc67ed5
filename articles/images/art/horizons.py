"""Horizons: seas without a name, hills of nowhere, skies."""

from PIL import Image

from articles.images.art.canvas import INK, MIST, NIGHT, PAPER, SAND, SIGNAL, WIDTH, Canvas, mix
from articles.images.art.curves import across, arch, bend, down_from, ribbon, swell


def sea(width: int = WIDTH) -> Image.Image:
    """Draw three sails on a layered sea before a low sun."""
    page = Canvas(PAPER, SAND, width=width)
    page.disc((1090, 395), 150, SIGNAL)
    sails = {1: (520, 0.55), 3: (1280, 0.8), 5: (690, 1.45)}
    for band in range(9):
        depth = band / 8
        base = 430 + 66 * band * (0.72 + 0.3 * depth)
        long, short = 330 + 240 * depth, 140 + 90 * depth
        crest = swell(base, (6 + 20 * depth, long, band * 1.9), (3 + 7 * depth, short, band * 2.7))
        if band in sails:
            x, size = sails[band]
            _sail(page, x, crest(x) + 10 * size, size)
        page.polygon(down_from(across(crest)), mix(mix(MIST, PAPER, 0.25), NIGHT, depth**0.7))
    return page.finish()


def _sail(page: Canvas, x: float, y: float, size: float) -> None:
    mast, head = (x - 6 * size, y - 30 * size), (x + 34 * size, y - 262 * size)
    leech = bend(head, (x + 150 * size, y - 130 * size), (x + 118 * size, y - 36 * size), 24)
    page.polygon([mast, *leech], PAPER)
    jib = bend((x + 12 * size, y - 196 * size), (x - 60 * size, y - 120 * size), (x - 96 * size, y - 34 * size), 24)
    page.polygon([(x - 18 * size, y - 30 * size), *jib], mix(SAND, SIGNAL, 0.25))
    deck = [(x - 110 * size, y - 22 * size), (x + 128 * size, y - 22 * size)]
    page.polygon([*deck, *bend(deck[1], (x + 60 * size, y + 22 * size), (x - 80 * size, y + 8 * size), 12)], NIGHT)


def alarm(width: int = WIDTH) -> Image.Image:
    """Draw a red disc rising, with its rings, behind dark hills."""
    page = Canvas(NIGHT, INK, width=width)
    for i in range(9, 0, -1):
        halo = mix(INK, NIGHT, 0.12 + i * 0.085) if i % 2 else mix(INK, MIST, 0.13 - i * 0.013)
        page.disc((1010, 520), 235 + i * 78, halo)
    page.disc((1010, 520), 235, SIGNAL)
    for i in range(6):
        depth = i / 5
        hill = swell(610 + 62 * i, (70 - 6 * i, 900 - 70 * i, i * 1.7 + 0.6), (24, 310 + 30 * i, i * 2.3))
        page.polygon(down_from(across(hill)), mix(mix(MIST, INK, 0.35), NIGHT, depth**0.8))
    return page.finish()


def flock(width: int = WIDTH) -> Image.Image:
    """Draw a flight of small dark wedges over a low land."""
    page = Canvas(mix(MIST, PAPER, 0.5), PAPER, width=width)
    page.disc((430, 610), 190, mix(SAND, PAPER, 0.2))
    for row in range(10):
        size = 8 + row * 3.1
        for place in range(-row, row + 1):
            x = 860 + place * (46 + row * 4.4) - row * 6
            y = 40 + row * 52 + abs(place) ** 1.15 * (13 + row * 0.9)
            if (row + place) % 2 or y > 770:
                continue
            tail = y + size * 0.6
            wedge = [(x, y - size), (x + size * 1.05, tail), (x, y + size * 0.2), (x - size * 1.05, tail)]
            page.polygon(wedge, SIGNAL if (row, place) == (6, -2) else mix(MIST, INK, 0.4 + row * 0.06))
    for i in range(4):
        land = swell(810 + 46 * i, (26, 720 - 90 * i, i * 2.2), (9, 210, i))
        page.polygon(down_from(across(land)), mix(mix(SAND, MIST, 0.45), NIGHT, (i / 3) ** 0.75))
    return page.finish()


def ascent(width: int = WIDTH) -> Image.Image:
    """Draw slender trails that climb from one corner and part."""
    page = Canvas(NIGHT, mix(INK, MIST, 0.35), width=width)
    page.disc((1240, 250), 96, mix(PAPER, SAND, 0.4))
    ends = [(520, -60), (850, 40), (1180, 176), (1420, 370), (1570, 610)]
    for i, end in enumerate(ends):
        trail = bend((-120, 1160 - i * 16), (340 + i * 130, 960 - i * 30), end, 90)
        colour = SIGNAL if i == 2 else mix(PAPER, MIST, 0.12 + 0.16 * abs(i - 2))
        page.polygon(ribbon(trail, lambda t: 54 * (1 - t) ** 1.25), colour)
    return page.finish()


def works(width: int = WIDTH) -> Image.Image:
    """Draw the saw-toothed roofs of a works in three depths before a red disc."""
    page = Canvas(SAND, PAPER, width=width)
    page.disc((1130, 400), 190, SIGNAL)
    for row, (foot, tooth, high) in enumerate([(600, 190, 130), (790, 270, 190), (1000, 410, 285)]):
        wall = mix(mix(MIST, SAND, 0.25), NIGHT, row / 2 * 0.92 + 0.04)
        edge = tooth * 0.06
        page.rectangle(-10, foot - 2, WIDTH + 10, 1010, wall)
        for x in range(-tooth + row * 90, WIDTH + tooth, tooth):
            page.polygon([(x, foot), (x, foot - high), (x + tooth + 1, foot)], wall)
            glass = [(x, foot), (x, foot - high), (x + edge, foot - high * (1 - edge / tooth)), (x + edge, foot)]
            page.polygon(glass, mix(PAPER, MIST, 0.1 + 0.25 * row))
    return page.finish()


def threshold(width: int = WIDTH) -> Image.Image:
    """Draw a narrow lit doorway in the dark, its light lying along the floor."""
    page = Canvas(NIGHT, mix(NIGHT, INK, 0.75), width=width)
    page.polygon([(-20, 720), (1620, 720), (1620, 1020), (-20, 1020)], mix(NIGHT, (0, 0, 0), 0.35))
    for i in range(7, 0, -1):
        page.polygon(arch((560, 722), 150 + i * 74, 460 + i * 42), mix(mix(INK, MIST, 0.22), NIGHT, i / 7))
    floor = [(485, 720), (635, 720), (1290, 1010), (690, 1010)]
    light = page.polygon_mask(floor)
    page.shadow(light, drop=(0, 0), blur=38, strength=0.4, colour=SAND)
    page.polygon(floor, mix(SAND, NIGHT, 0.28))
    page.polygon([(520, 720), (600, 720), (960, 1010), (760, 1010)], mix(SAND, PAPER, 0.15))
    door = page.polygon_mask(arch((560, 722), 150, 470))
    page.shadow(door, drop=(0, 0), blur=44, strength=0.75, colour=SAND)
    page.paste(PAPER, door)
    return page.finish()
