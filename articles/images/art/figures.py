"""Portraits of nobody: arches, crowds, tables and the geometry of talk."""

import math

from PIL import Image, ImageChops

from articles.images.art.canvas import HEIGHT, INK, MIST, NIGHT, PAPER, SAND, SIGNAL, WHITE, WIDTH, Canvas, mix
from articles.images.art.curves import arch, down_from, polar, ribbon, smooth

GOLDEN_ANGLE = 137.50776


def meeting(width: int = WIDTH) -> Image.Image:
    """Draw two arches that overlap, and a red disc over what they share."""
    page = Canvas(mix(SAND, PAPER, 0.35), SAND, width=width)
    left = page.polygon_mask(arch((610, 1020), 640, 800))
    right = page.polygon_mask(arch((1010, 1020), 640, 690))
    page.cut(INK, left, drop=(10, 8), strength=0.25)
    page.cut(MIST, right, drop=(10, 8), strength=0.25)
    page.paste(NIGHT, ImageChops.multiply(left, right))
    for i in range(1, 4):
        page.line(arch((610, 1020), 640 - i * 84, 800 - i * 66)[:27], 3, mix(INK, MIST, 0.5))
        page.line(arch((1010, 1020), 640 - i * 84, 690 - i * 66)[25:], 3, mix(MIST, PAPER, 0.6))
    page.disc((810, 560), 62, SIGNAL)
    return page.finish()


def crowd(width: int = WIDTH) -> Image.Image:
    """Draw a crowd from above: dots drawn to a middle, a few of them red."""
    page = Canvas(PAPER, mix(PAPER, SAND, 0.5), width=width)
    for i in range(7, 900):
        radius = 31 * math.sqrt(i)
        x, y = polar((980, 470), radius, i * GOLDEN_ANGLE)
        if not (-40 < x < WIDTH + 40 and -40 < y < HEIGHT + 40):
            continue
        swing = 0.5 + 0.5 * math.sin(math.atan2(y - 470, x - 980) * 3 + radius / 120)
        size = 6 + 13 * (1 - smooth(radius / 1150)) * (0.55 + 0.45 * swing)
        blue = mix(INK, MIST, smooth(radius / 1000) * 0.7 + 0.3 * swing)
        page.disc((x, y), size, SIGNAL if i * i % 97 == 35 else blue)
    page.disc((980, 470), 56, NIGHT)
    return page.finish()


def table(width: int = WIDTH) -> Image.Image:
    """Draw a round table from above with its seats, two of them marked."""
    page = Canvas(INK, mix(INK, NIGHT, 0.8), width=width)
    middle = (860, 500)
    for i in range(6):
        page.ring(middle, 1010 - i * 92, 2, mix(INK, MIST, 0.1 + i * 0.05))
    for i in range(9):
        turn = i * 40 + 10
        colour = SIGNAL if i in (3, 8) else mix(MIST, INK, 0.15)
        edges = [turn - 14 + step * 2 for step in range(15)]
        outer, inner = [polar(middle, 440, a) for a in edges], [polar(middle, 366, a) for a in edges[::-1]]
        page.cut(colour, page.polygon_mask([*outer, *inner]))
    page.cut(PAPER, page.disc_mask(middle, 318), drop=(0, 20), strength=0.6)
    page.polygon([middle, *(polar(middle, 318, a) for a in range(118, 299, 4))], mix(PAPER, SAND, 0.55))
    page.ring(middle, 288, 3, mix(SAND, INK, 0.15))
    return page.finish()


def council(width: int = WIDTH) -> Image.Image:
    """Draw the rows of a chamber as arcs, with one part out of its place."""
    page = Canvas(PAPER, mix(PAPER, SAND, 0.35), width=width)
    middle = (800, 930)
    for row in range(6):
        radius, parts = 250 + row * 104, 5 + row * 2
        for part in range(parts):
            begin, end = 180 + 180 / parts * part + 1.1, 180 + 180 / parts * (part + 1) - 1.1
            colour = mix(NIGHT, MIST, 0.1 + 0.13 * row + 0.22 * ((part * 7 + row * 3) % 5) / 5)
            apart = (row, part) == (3, 7)
            shift = polar((0, 0), 66, (begin + end) / 2) if apart else (0, 0)
            centre = (middle[0] + shift[0], middle[1] + shift[1])
            if apart:
                page.arc(middle, radius, 82, begin, end, mix(SAND, PAPER, 0.2))
                continue
            if (row, part) in ((4, 9), (4, 8)):
                continue
            page.arc(centre, radius, 82, begin, end, colour)
    page.arc((middle[0] + 38, middle[1] - 30), 250 + 4 * 104 + 12, 82, 296, 316, SIGNAL)
    page.disc((800, 930), 118, NIGHT)
    return page.finish()


def portrait(width: int = WIDTH) -> Image.Image:
    """Draw a portrait of nobody, engraved: lines that swell where a figure would stand."""
    page = Canvas(PAPER, mix(PAPER, SAND, 0.4), width=width)
    page.disc((1090, 330), 215, mix(SAND, SIGNAL, 0.85))

    def shade(x: float, y: float) -> float:
        head = smooth(4 - 4 * ((x - 760) / 165) ** 2 - 4 * ((y - 370) / 215) ** 2)
        neck = smooth((96 - abs(x - 760)) / 20) * smooth((y - 500) / 40)
        breadth = 110 + 390 * math.sqrt(max(0.0, min(1.0, (y - 640) / 250)))
        body = smooth((breadth - abs(x - 760)) / 26) * smooth((y - 632) / 16)
        light = 0.5 - 0.5 * math.tanh((x - 790) / 150)
        return max(head, neck, body) * (0.42 + 0.58 * light)

    for y in range(-10, HEIGHT + 20, 25):
        line = [(float(x), y + 5 * math.sin(x / 260 + y / 140)) for x in range(-20, WIDTH + 28, 4)]

        def thickness(t: float, y: float = y) -> float:
            return 2.6 + 21 * shade(t * (WIDTH + 44) - 20, y)

        page.polygon(ribbon(line, thickness), INK)
    return page.finish()


def ripples(width: int = WIDTH) -> Image.Image:
    """Draw two sets of rings that meet and answer one another."""
    page = Canvas(mix(INK, NIGHT, 0.3), NIGHT, width=width)

    def rings(centre: tuple[float, float]) -> Image.Image:
        def draw(sheet: Canvas) -> None:
            for i in range(24, 0, -1):
                sheet.disc(centre, i * 54, WHITE if i % 2 else (0, 0, 0))

        return page.mask(draw)

    first, second = rings((520, 430)), rings((1090, 590))
    page.paste(mix(INK, MIST, 0.4), ImageChops.difference(first, second))
    page.paste(mix(PAPER, SAND, 0.4), ImageChops.multiply(ImageChops.difference(first, second), page.mask(_lens)))
    page.disc((520, 430), 40, SIGNAL)
    page.disc((1090, 590), 40, PAPER)
    return page.finish()


def _lens(sheet: Canvas) -> None:
    sheet.disc((1090, 590), 54 * 8, WHITE)
    beyond = sheet.disc_mask((520, 430), 54 * 8)
    sheet.image.paste((0, 0, 0), (0, 0), ImageChops.invert(beyond))


def balance(width: int = WIDTH) -> Image.Image:
    """Draw a large disc and a small square that hold one another on a slope."""
    page = Canvas(PAPER, mix(PAPER, SAND, 0.45), width=width)

    def slope(x: float) -> float:
        return 850 - x * 0.17

    lean = math.degrees(math.atan(-0.17))
    page.polygon(down_from([(-20, slope(-20)), (1620, slope(1620))]), NIGHT)
    page.polygon([(-20, slope(-20) + 96), (1620, slope(1620) + 96), (1620, 1010), (-20, 1010)], INK)
    middle = polar((500, slope(500)), 305, lean - 90)
    page.disc(middle, 305, MIST)
    page.disc(polar((500, slope(500)), 205, lean - 90), 205, mix(MIST, INK, 0.3))
    page.disc(polar((500, slope(500)), 105, lean - 90), 105, mix(MIST, INK, 0.65))
    foot = (1170.0, slope(1170))
    side = polar(foot, 170, lean)
    page.polygon([foot, side, polar(side, 170, lean - 90), polar(foot, 170, lean - 90)], SIGNAL)
    return page.finish()


def silence(width: int = WIDTH) -> Image.Image:
    """Draw even lines across the page that stop at a circle and stand upright inside it."""
    ground = mix(MIST, PAPER, 0.72)
    page = Canvas(ground, width=width)
    for i in range(19):
        page.rectangle(-10, 40 + i * 54 - 26, WIDTH + 10, 40 + i * 54, SIGNAL if i == 8 else INK)
    page.disc((1010, 500), 322, ground)
    circle = page.disc_mask((1010, 500), 292)
    upright = page.mask(_uprights)
    page.paste(INK, ImageChops.multiply(circle, upright))
    return page.finish()


def _uprights(sheet: Canvas) -> None:
    for x in range(727, 1310, 54):
        sheet.rectangle(x, 0, x + 26, HEIGHT, WHITE)
