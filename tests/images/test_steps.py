"""Cutting and sizing, with numbers."""

from pathlib import Path

import pytest
from PIL import Image, ImageColor

from articles.images import specs, steps

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("focal", "box"),
    [((0.5, 0.5), (50, 0)), ((0, 0), (0, 0)), ((1, 1), (100, 0)), ((0.3, 0.9), (10, 0)), ((0.6, 0.5), (70, 0))],
)
def test_the_focal_point_stays_as_near_the_middle_as_the_edges_allow(focal, box):
    picture = Image.new("RGB", (200, 100))
    for across in range(200):
        picture.paste((across, 0, 0), (across, 0, across + 1, 100))
    assert steps.crop(picture, (100, 100), focal).getpixel((0, 0))[0] == box[0]


def test_nothing_is_enlarged():
    assert specs.planned(specs.SPECS["story"], 700, 400) == [(480, 274), (700, 400)]
    assert specs.planned(specs.SPECS["story"], 100, 50) == [(100, 50)]


def test_a_picture_of_exactly_the_widest_size_gets_every_size():
    assert [width for width, _height in specs.planned(specs.SPECS["story"], 1200, 800)] == [480, 800, 1200]


@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 5000), (3, 2), (1600, 1000)])
@pytest.mark.parametrize("spec", specs.SPECS.values(), ids=lambda spec: spec.name)
def test_every_shape_of_picture_has_a_plan(spec, size):
    cut = specs.cut_size(spec, *size)
    assert 1 <= cut[0] <= size[0] and 1 <= cut[1] <= size[1]
    planned = specs.planned(spec, *size)
    assert planned == sorted(set(planned)) and all(width >= 1 and height >= 1 for width, height in planned)
    assert specs.plain(spec, planned) in planned


def test_a_cut_has_the_shape_that_was_asked_for():
    for size in ((1600, 900), (900, 1600), (1000, 1000)):
        width, height = specs.cut_size(specs.SPECS["card"], *size)
        assert width / height == pytest.approx(1.5, rel=0.01)


def test_transparency_is_laid_on_white():
    assert steps.flatten(Image.new("RGBA", (2, 2), (0, 0, 0, 0))).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("at", [(0.75, 0.3), (0.2, 0.7), (0.5, 0.5)])
def test_the_suggested_focal_point_is_what_stands_out(at):
    picture = Image.new("RGB", (600, 400), (120, 150, 180))
    across, down = round(at[0] * 600), round(at[1] * 400)
    picture.paste((180, 60, 40), (across - 45, down - 45, across + 45, down + 45))
    assert steps.focal_point(picture) == pytest.approx(at, abs=0.08)


@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 5000), (300, 200)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_where_nothing_stands_out_the_middle_is_suggested(size, mode):
    assert steps.focal_point(Image.new(mode, size)) == (0.5, 0.5)


def test_each_tone_is_nearest_to_itself_and_the_style_sheet_has_its_class():
    sheet = (ROOT / "newsroom/static/newsroom/css/site.css").read_text()
    for number, tone in enumerate(specs.TONES):
        assert specs.nearest_tone(ImageColor.getrgb(tone)) == number
        assert f".tone-{number} {{ background: {tone}; }}" in sheet
