"""When two people changed the same story."""

from articles.text.merge import Merge


class Conflict(Exception):
    """A change began with an older version of the story.

    ``merge`` holds what comes of both and, by field, what clashes (nothing, when the two merge by themselves);
    ``version`` is that of the story now. ``token`` carries the change through the page on which a person decides.
    """

    def __init__(self, merge: Merge, version: int, token: str = "") -> None:
        """Keep what came of the two changes."""
        super().__init__(", ".join(sorted(merge.clashes)))
        self.merge = merge
        self.version = version
        self.token = token
