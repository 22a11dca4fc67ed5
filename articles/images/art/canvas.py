"""The sheet that the pictures are drawn on: six colours, units of a 1600 by 1000 page, smooth edges."""

import random
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

NIGHT, INK, MIST = (10, 30, 48), (18, 50, 74), (127, 163, 176)
PAPER, SAND, SIGNAL = (244, 237, 223), (220, 198, 160), (207, 74, 47)
WHITE = (255, 255, 255)
WIDTH, HEIGHT = 1600, 1000
OVERSAMPLING = 3

Colour = tuple[int, int, int]
Point = tuple[float, float]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour between two; a share of 0 is the first, of 1 the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Canvas:
    """A sheet of paper. All lengths are in page units, whatever the size in pixels."""

    def __init__(self, top: Colour, bottom: Colour | None = None, *, width: int = WIDTH) -> None:
        """Lay a sheet of one colour, or one that runs from a colour at the top to another at the bottom."""
        self.size = width, round(width * HEIGHT / WIDTH)
        self.scale = width * OVERSAMPLING / WIDTH
        self.full = self.size[0] * OVERSAMPLING, self.size[1] * OVERSAMPLING
        self._lay(Image.new("RGB", self.full, top))
        if bottom is not None:
            self.paste(bottom, Image.linear_gradient("L").resize(self.full, Image.Resampling.BICUBIC))

    def _lay(self, image: Image.Image) -> None:
        self.image = image
        self._draw = ImageDraw.Draw(image)

    def _points(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _box(self, centre: Point, radius: float, upright: float | None = None) -> tuple[float, float, float, float]:
        (x, y), tall = centre, radius if upright is None else upright
        left, top, right, bottom = x - radius, y - tall, x + radius, y + tall
        return left * self.scale, top * self.scale, right * self.scale, bottom * self.scale

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        """Fill a shape."""
        self._draw.polygon(self._points(points), fill=colour)

    def rectangle(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def line(self, points: Sequence[Point], thickness: float, colour: Colour) -> None:
        """Draw a line through points, with round joints."""
        self._draw.line(self._points(points), fill=colour, width=max(1, round(thickness * self.scale)), joint="curve")

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self._draw.ellipse(self._box(centre, radius), fill=colour)

    def ring(self, centre: Point, radius: float, thickness: float, colour: Colour) -> None:
        """Draw a circle whose outer edge lies at the radius."""
        self._draw.ellipse(self._box(centre, radius), outline=colour, width=max(1, round(thickness * self.scale)))

    def arc(self, centre: Point, radius: float, thickness: float, begin: float, end: float, colour: Colour) -> None:
        """Draw part of a circle, between two angles in degrees, clockwise from the right."""
        width = max(1, round(thickness * self.scale))
        self._draw.arc(self._box(centre, radius), begin, end, fill=colour, width=width)

    def mask(self, draw: Callable[["Canvas"], None]) -> Image.Image:
        """Return what a function draws in white on a black sheet of the same size, as a mask."""
        sheet = Canvas((0, 0, 0), width=self.size[0])
        draw(sheet)
        return sheet.image.getchannel(0)

    def polygon_mask(self, points: Iterable[Point]) -> Image.Image:
        """Return a mask of a shape."""
        return self.mask(lambda sheet: sheet.polygon(points, WHITE))

    def disc_mask(self, centre: Point, radius: float) -> Image.Image:
        """Return a mask of a circle."""
        return self.mask(lambda sheet: sheet.disc(centre, radius, WHITE))

    def paste(self, colour: Colour, mask: Image.Image) -> None:
        """Lay a colour through a mask."""
        self.image.paste(colour, (0, 0), mask)

    def shadow(self, mask: Image.Image, *, drop: Point, blur: float, strength: float, colour: Colour = NIGHT) -> None:
        """Lay the soft shadow of a shape, dropped by an offset."""
        small = mask.resize((self.full[0] // 6, self.full[1] // 6), Image.Resampling.BOX)
        soft = small.filter(ImageFilter.GaussianBlur(blur * self.scale / 6)).resize(self.full, Image.Resampling.BICUBIC)
        placed = Image.new("L", self.full)
        placed.paste(soft, (round(drop[0] * self.scale), round(drop[1] * self.scale)))
        self.paste(colour, placed.point(lambda level: round(level * strength)))

    def cut(self, colour: Colour, mask: Image.Image, *, drop: Point = (0, 14), strength: float = 0.45) -> None:
        """Lay a shape as if cut from paper: its shadow, then the shape."""
        self.shadow(mask, drop=drop, blur=16, strength=strength)
        self.paste(colour, mask)

    def finish(self, grain: int = 2) -> Image.Image:
        """Return the picture in its size, with the faint unevenness of printed paper."""
        image = self.image.reduce(OVERSAMPLING)
        dice = random.Random(1200)  # noqa: S311 - paper, not secrets
        coarse = Image.new("L", (WIDTH // 8, HEIGHT // 8))
        coarse.putdata([128 + dice.randint(-grain, grain) for _ in range(coarse.width * coarse.height)])
        paper = coarse.resize(self.size, Image.Resampling.BICUBIC)
        return ImageChops.add(image, Image.merge("RGB", [paper] * 3), offset=-128)
