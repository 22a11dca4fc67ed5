"""What is done to a picture, one step at a time: each takes a picture and returns one."""

import io

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageOps, ImageStat

Picture = Image.Image
Colour = tuple[int, int, int]
KEPT = ("JPEG", "PNG", "WEBP")
"""The kinds in which pictures are kept; no other decoder is let near them."""
WHITE = (255, 255, 255)
SIXTEEN_BITS = 65_535
SRGB = ImageCms.createProfile("sRGB")
LOOKED_AT = 96
"""The longer side, in pixels, of what is searched for a focal point."""
PLAIN = 8
"""Below this strength (of 255) nothing in a picture stands out."""


def upright(picture: Picture) -> Picture:
    """Turn a picture, in place, as its camera says it was held."""
    ImageOps.exif_transpose(picture, in_place=True)
    return picture


def to_srgb(picture: Picture) -> Picture:
    """Bring a picture's colours from its own profile to sRGB; a profile that cannot be read counts as none."""
    data = picture.info.get("icc_profile")
    if not data or picture.mode not in ("RGB", "RGBA", "CMYK", "L", "LA", "P"):
        return picture
    if picture.mode == "P":
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    alpha = picture.getchannel("A") if picture.mode in ("RGBA", "LA") else None
    colours = picture.convert(picture.mode.removesuffix("A")) if alpha else picture
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        converted = ImageCms.profileToProfile(colours, profile, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if converted is None:
        return picture
    if alpha:
        converted.putalpha(alpha)
    return converted


def eight_bit(picture: Picture) -> Picture:
    """Bring a picture of whatever kind to RGB, or to RGBA where some of it is transparent."""
    if picture.mode.startswith("I"):
        picture = picture.convert("F").point(lambda value: value * (255 / SIXTEEN_BITS) + 0).convert("L")
    if not picture.has_transparency_data:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    layered = picture.convert("RGBA")
    opaque = layered.getchannel("A").getextrema()[0] == 255
    return layered.convert("RGB") if opaque else layered


def flatten(picture: Picture, background: Colour = WHITE) -> Picture:
    """Lay a picture that is partly transparent on a colour."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, background)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def crop(picture: Picture, size: tuple[int, int], focal: tuple[float, float]) -> Picture:
    """Cut a part of a size out of a picture, with the focal point (each 0 to 1) as near its middle as can be."""
    left, top = (
        min(max(round(point * whole - part / 2), 0), whole - part)
        for point, whole, part in zip(focal, picture.size, size, strict=True)
    )
    return picture if size == picture.size else picture.crop((left, top, left + size[0], top + size[1]))


def resize(picture: Picture, size: tuple[int, int]) -> Picture:
    """Bring a picture to a size."""
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def within(picture: Picture, side: int) -> Picture:
    """Make a picture small enough that neither side is longer than a number of pixels."""
    longest = max(picture.size)
    if longest <= side:
        return picture
    width, height = (max(1, round(length * side / longest)) for length in picture.size)
    return resize(picture, (width, height))


def focal_point(picture: Picture) -> tuple[float, float]:
    """Suggest where the eye goes, each from 0 to 1: to detail, to colours unlike the rest, to skin, to the middle."""
    small = within(flatten(picture), LOOKED_AT)
    grey = small.convert("L")
    detail = grey.filter(ImageFilter.FIND_EDGES)
    detail.paste(0, (0, 0, *detail.size), _frame(detail.size))
    ground = Image.new("RGB", small.size, _mean(small))
    unlike = ImageChops.difference(small, ground).convert("L")
    drawn = ImageChops.add(ImageChops.add(detail, unlike, scale=2), _skin(small), scale=2)
    reach = max(small.size) / 10
    strength = drawn.filter(ImageFilter.GaussianBlur(reach))
    if max(strength.tobytes()) < PLAIN:
        return 0.5, 0.5
    nearer = (
        ImageOps.invert(Image.radial_gradient("L")).resize(small.size).point(lambda value: 150 + value * 105 // 255)
    )
    weighted = ImageChops.multiply(strength, nearer)
    values = weighted.tobytes()
    best = values.index(max(values))
    down, across = divmod(best, small.width)
    return round((across + 0.5) / small.width, 2), round((down + 0.5) / small.height, 2)


def average(picture: Picture) -> Colour:
    """Return the colour that a picture has from far away."""
    return _mean(flatten(picture).resize((16, 16), Image.Resampling.BOX))


def _mean(picture: Picture) -> Colour:
    return tuple(round(value) for value in ImageStat.Stat(picture).mean)  # type: ignore[return-value]


def _frame(size: tuple[int, int]) -> Picture:
    """The outermost pixels, where an edge is only the picture's own."""
    frame = Image.new("1", size, 1)
    frame.paste(0, (2, 2, max(size[0] - 2, 2), max(size[1] - 2, 2)))
    return frame


def _skin(picture: Picture) -> Picture:
    """Where a picture may show skin, of any complexion: it differs in lightness more than in hue."""
    _light, blue, red = picture.convert("YCbCr").split()
    likely = ImageChops.multiply(
        blue.point(lambda value: 255 if 85 <= value <= 125 else 0),
        red.point(lambda value: 255 if 137 <= value <= 170 else 0),
    )
    return likely.point(lambda value: value // 2)
