"""What is done to a picture, one step at a time: each takes a picture and returns one."""

import io

from PIL import Image, ImageCms, ImageOps

Picture = Image.Image
WHITE = (255, 255, 255)
SIXTEEN_BITS = 65_535
SRGB = ImageCms.createProfile("sRGB")


def upright(picture: Picture) -> Picture:
    """Turn a picture as its camera says it was held."""
    return ImageOps.exif_transpose(picture)


def to_srgb(picture: Picture) -> Picture:
    """Bring a picture's colours from its own profile to sRGB; a profile that cannot be read counts as none."""
    data = picture.info.get("icc_profile")
    if not data or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
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
    if picture.mode.startswith("I") or picture.mode == "F":
        grey = picture.convert("F")
        _low, high = grey.getextrema()
        scale = 255 / SIXTEEN_BITS if isinstance(high, float) and high > 255 else 1.0
        picture = grey.point(lambda value: value * scale + 0).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    opaque = layered.getchannel("A").getextrema()[0] == 255
    return layered.convert("RGB") if opaque else layered


def flatten(picture: Picture, background: tuple[int, int, int] = WHITE) -> Picture:
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
