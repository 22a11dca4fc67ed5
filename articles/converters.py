"""Parts of addresses."""


class ArabicSlug:
    """A slug in any script: whatever stands between two slashes, control characters aside."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        """Return the slug as it stands in the (decoded) path."""
        return value

    def to_url(self, value: str) -> str:
        """Return the slug for a path; Django percent-encodes it."""
        return value
