"""The pictures of the demo newsroom: abstract, drawn by rule, the same every time."""

from collections.abc import Callable

from PIL import Image

from articles.images.art import figures, horizons, patterns, relief

PICTURES: dict[str, Callable[[int], Image.Image]] = {
    "alarm": horizons.alarm,
    "ascent": horizons.ascent,
    "balance": figures.balance,
    "coast": relief.coast,
    "confluence": patterns.confluence,
    "contours": relief.contours,
    "council": figures.council,
    "crowd": figures.crowd,
    "doorway": patterns.doorway,
    "flock": horizons.flock,
    "girih": patterns.girih,
    "meeting": figures.meeting,
    "portrait": figures.portrait,
    "ripples": figures.ripples,
    "rosette": patterns.rosette,
    "sea": horizons.sea,
    "silence": figures.silence,
    "table": figures.table,
    "threshold": horizons.threshold,
    "transfers": patterns.transfers,
    "turning": patterns.turning,
    "works": horizons.works,
}
