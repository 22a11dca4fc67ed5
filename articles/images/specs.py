"""The only list of the sizes in which pictures are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

SHOWN = ("avif", "webp", "jpeg")


@dataclass(frozen=True)
class Spec:
    """A use of pictures: their shape, their widths in pixels, and how wide they stand on the page.

    ``ratio`` is width by height, None for the picture's own; ``sizes`` has a variant's widths under its name and the
    usual ones under "". The first formats are made in every width, JPEG, for old browsers and for other sites, in
    ``plain_width`` alone.
    """

    name: str
    ratio: float | None
    widths: tuple[int, ...]
    plain_width: int
    sizes: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = SHOWN


SPECS: dict[str, Spec] = {
    spec.name: spec
    for spec in (
        Spec(
            "story",
            None,
            (480, 800, 1200),
            1200,
            {"": "(min-width: 62em) 44rem, 100vw", "strip": "(min-width: 40em) 26rem, 80vw", "page": "100vw"},
        ),
        Spec(
            "card",
            3 / 2,
            (240, 480, 800),
            480,
            {
                "": "(min-width: 62em) 18rem, (min-width: 40em) 50vw, 7rem",
                "lead": "(min-width: 62em) 34rem, 100vw",
                "feature": "(min-width: 62em) 19rem, 100vw",
                "brief": "7rem",
                "row": "(min-width: 40em) 15rem, 100vw",
                "library": "(min-width: 48em) 13rem, 45vw",
            },
        ),
        Spec("teaser", 1, (96, 192), 192, {"": "5.5rem"}),
        Spec("portrait", 1, (144, 288), 288, {"": "9rem"}),
        Spec("wide", 16 / 9, (1200,), 1200, formats=("jpeg",)),
        Spec("classic", 4 / 3, (1200,), 1200, formats=("jpeg",)),
        Spec("square", 1, (1200,), 1200, formats=("jpeg",)),
    )
}
FOR_SEARCH = ("wide", "classic", "square")
"""The three shapes that search engines ask for."""

TONES = (
    "#222222", "#555555", "#888888", "#bbbbbb", "#e4e4e4",
    "#532828", "#534828", "#3d5328", "#285332", "#285353", "#283253", "#3d2853", "#532848",
    "#a25353", "#a28e53", "#7aa253", "#53a267", "#53a2a2", "#5367a2", "#7a53a2", "#a2538e",
    "#d7a2a2", "#d7caa2", "#bdd7a2", "#a2d7af", "#a2d7d7", "#a2afd7", "#bda2d7", "#d7a2ca",
)  # fmt: skip
"""The colours that stand in a picture's place until it is there; ``site.css`` has a class for each."""


def nearest_tone(colour: tuple[int, int, int]) -> int:
    """Return which of the tones is most like a colour."""

    def distance(number: int) -> int:
        tone = bytes.fromhex(TONES[number][1:])
        return sum((one - other) ** 2 for one, other in zip(tone, colour, strict=True))

    return min(range(len(TONES)), key=distance)


def cut_size(spec: Spec, width: int, height: int) -> tuple[int, int]:
    """Return the size of the largest part of a picture that has a spec's shape."""
    if spec.ratio is None:
        return width, height
    return (
        (width, max(1, round(width / spec.ratio)))
        if width / height < spec.ratio
        else (
            max(1, round(height * spec.ratio)),
            height,
        )
    )


def planned(spec: Spec, width: int, height: int) -> list[tuple[int, int]]:
    """Return the sizes that a spec asks of a picture, the smallest first; never larger than the picture itself."""
    cut_width, cut_height = cut_size(spec, width, height)
    widths = [wanted for wanted in spec.widths if wanted < cut_width]
    if len(widths) < len(spec.widths):
        widths.append(min(cut_width, spec.widths[-1]))
    return [(wanted, max(1, round(cut_height * wanted / cut_width))) for wanted in widths]


def plain(spec: Spec, sizes: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return which of some planned sizes the JPEG is made in."""
    return next((size for size in sizes if size[0] >= spec.plain_width), sizes[-1])
