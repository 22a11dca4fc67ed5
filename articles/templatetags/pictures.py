"""Pictures in the size, shape and format that suit the reader's screen."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.images.pipeline import ENDINGS
from articles.images.specs import SPECS, plain
from articles.models import Image
from articles.models.teaser import Picture
from articles.templatetags.newsroom import focus, foreign, shown

register = template.Library()
_LOADING = {True: SafeString(' fetchpriority="high"'), False: SafeString(' loading="lazy"')}


@register.simple_tag
def picture(
    image: Image | Picture,
    spec: str,
    variant: str = "",
    *,
    alt: str | None = None,
    decorative: bool = False,
    eager: bool = False,
    css: str = "",
) -> SafeString:
    """Render a picture: ``{% picture story.lead_image "card" "row" decorative=True %}``.

    What it shows is told in the page's language unless ``alt`` is given; beside a headline that says the same it is
    ``decorative``. ``eager`` is for the one picture that opens a page. The original stands in for renditions that
    are still being made. An animation stands still until its reader, or on the page of a story a script, plays it.
    """
    text, language = (alt, "") if alt is not None else ("", "") if decorative else shown(image, "alt")
    use, entry = SPECS[spec], image.ready.get(spec)
    sizes: tuple[tuple[int, int], ...] = ()
    if not entry:
        beginning, url = "", image.file.url
    else:
        beginning, sizes = _address(entry[0], settings.MEDIA_URL), tuple((width, height) for width, height in entry[1])
        url = f"{beginning}-{plain(use, sizes)[0]}.{ENDINGS['jpeg']}"
    width, height = plain(use, sizes) if sizes else (image.width, image.height)
    tone = f"tone-{image.placeholder}" if image.placeholder.isdecimal() else ""
    cropped = " ".join(filter(None, (css, focus(image) if use.ratio else "", tone)))
    img = format_html(
        '<img{} src="{}" width="{}" height="{}" alt="{}"{}{} decoding="async">',
        format_html(' class="{}"', cropped) if cropped else "",
        url,
        width,
        height,
        text,
        foreign(language),
        _LOADING[bool(eager)],
    )
    sources = _sources(beginning, sizes, spec, variant)
    if not sources:
        return img
    shown_still = mark_safe(f"<picture>{sources}{img}</picture>")  # noqa: S308 - both are escaped
    # An animation is kept as WebP, and nothing else is. Where a picture is a link already, it stands still.
    if use.ratio is None and not variant and str(image.file.name).endswith(".webp"):
        return format_html(
            '{}<a class="moving" href="{}" data-pause="{}">{}</a>',
            *(shown_still, image.file.url, _("Stop the animation"), _("Play the animation")),
        )
    return shown_still


@lru_cache(maxsize=10_000)
def _address(name: str, _media_url: str) -> str:
    return default_storage.url(name)


@lru_cache(maxsize=10_000)
def _sources(beginning: str, sizes: tuple[tuple[int, int], ...], spec: str, variant: str) -> SafeString:
    """The widths and formats to choose from: the same wherever a picture has the same use."""
    use = SPECS[spec]
    wide = use.sizes.get(variant) or use.sizes.get("", "100vw")
    sets = (
        (kind, ", ".join(f"{beginning}-{width}.{ENDINGS[kind]} {width}w" for width, _height in sizes), wide)
        for kind in use.formats
        if kind != "jpeg" and sizes
    )
    return format_html_join("", '<source type="image/{}" srcset="{}" sizes="{}">', sets)
