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


class FeedKind:
    """The ending of a feed's address."""

    regex = "rss|atom|json"

    def to_python(self, value: str) -> str:
        """Return the format's name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the format's name."""
        return value


class Month:
    """A month of the year in two digits."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        """Return the month's number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the month's number in two digits."""
        return f"{int(value):02}"
