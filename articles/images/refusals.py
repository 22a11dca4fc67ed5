"""What is said to an editor whose file is not taken."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 25 * 1024 * 1024
WORDS = {
    "empty": _("The file is empty."),
    "too_many_bytes": _("The file is too large; a picture may have %(most)s."),
    "too_many_pixels": _("The picture has more than 50 million pixels. Make it smaller first."),
    "too_many_frames": _("The animation is too long: %(frames)s frames, and 75 million pixels in all, are the most."),
    "svg": _("SVG files can carry programs, so they are not taken. Save the picture as PNG."),
    "other_kind": _("%(kind)s files are not taken. Save the picture as JPEG, PNG or WebP."),
    "unsound": _(
        "This file is not a sound picture. Choose a JPEG, PNG, WebP, GIF, AVIF or HEIC file that opens elsewhere."
    ),
    "not_now": _("The picture could not be looked at now. Try again in a moment."),
}


def refused(code: str, **params: Any) -> ValidationError:
    """Return what is wrong with a file, by its code."""
    return ValidationError(WORDS[code], code=code, params=params)


def too_many_bytes() -> ValidationError:
    """Return what is wrong with a file that is too large."""
    from django.template.defaultfilters import filesizeformat  # which the process of its own need not load

    return refused("too_many_bytes", most=filesizeformat(MOST_BYTES))
