"""Lines and shapes as points, in page units."""

import math
from collections.abc import Callable
from itertools import pairwise

from articles.images.art.canvas import HEIGHT, WIDTH, Point

MARGIN = 60


def polar(centre: Point, radius: float, degrees: float) -> Point:
    """Return the point at a distance and an angle from a centre."""
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def across(height: Callable[[float], float], step: int = 8) -> list[Point]:
    """Return a line across the whole page whose height is a function of the way across."""
    return [(x, height(x)) for x in range(-MARGIN, WIDTH + MARGIN + step, step)]


def down_from(line: list[Point]) -> list[Point]:
    """Return the shape between a line across the page and the page's foot."""
    return [*line, (line[-1][0], HEIGHT + MARGIN), (line[0][0], HEIGHT + MARGIN)]


def swell(base: float, *waves: tuple[float, float, float]) -> Callable[[float], float]:
    """Return a height function: a base and waves of (amplitude, length, phase)."""
    return lambda x: base + sum(high * math.sin(x / long * math.tau + phase) for high, long, phase in waves)


def bend(start: Point, pull: Point, end: Point, steps: int = 60) -> list[Point]:
    """Return a quadratic Bézier curve."""
    shares = [i / steps for i in range(steps + 1)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * pull[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * pull[1] + t * t * end[1],
        )
        for t in shares
    ]


def ribbon(line: list[Point], thickness: Callable[[float], float]) -> list[Point]:
    """Return the shape around a line whose thickness is a function of the share of the way along it."""
    left, right = [], []
    directions = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line)]
    for i, ((x, y), (dx, dy)) in enumerate(zip(line, [*directions, directions[-1]], strict=True)):
        half, length = thickness(i / (len(line) - 1)) / 2, math.hypot(dx, dy) or 1
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]


def star(centre: Point, outer: float, points: int, inner: float, turn: float = 0) -> list[Point]:
    """Return a star with a number of points, between two radii."""
    step = 180 / points
    return [polar(centre, inner if i % 2 else outer, turn + i * step) for i in range(points * 2)]


def arch(foot: Point, width: float, height: float, point: float = 1.25) -> list[Point]:
    """Return an arch standing on its foot's middle; the more ``point`` exceeds 1, the more pointed it is."""
    half, (x, y) = width / 2, foot
    radius = half * point
    rise = math.sqrt(radius**2 - (radius - half) ** 2)
    spring = y - height + rise
    turns = [i / 24 for i in range(25)]
    apex = math.degrees(math.asin(rise / radius))
    left = [polar((x - half + radius, spring), radius, 180 + apex * t) for t in turns]
    right = [polar((x + half - radius, spring), radius, 360 - apex * t) for t in turns]
    return [(x - half, y), *left, *right[::-1], (x + half, y)]


def smooth(share: float) -> float:
    """Return an even passage from 0 to 1 as the share goes from 0 to 1, flat beyond."""
    t = min(1.0, max(0.0, share))
    return t * t * (3 - 2 * t)
