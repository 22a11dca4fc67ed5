"""What can be broken without any effect, and why: by kind, and by the name under which it is tried."""

REASONS: dict[str, dict[str, str]] = {}
