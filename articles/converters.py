"""Parts of addresses."""


class ArabicSlug:
    """A slug in any script: whatever stands between two slashes."""

    regex = r"[^/]+"

    def to_python(self, value: str) -> str:
        """Return the slug as it stands in the (decoded) path."""
        return value

    def to_url(self, value: str) -> str:
        """Return the slug for a path; Django percent-encodes it."""
        return value
