"""Which stories are digests: a line on each affair of a day goes with every one of them and adds nothing. Pure."""

from collections.abc import Sequence

from articles.text.arabic import fold
from articles.text.stemmer import stem_folded

_FIRST = frozenset(stem_folded(fold(word)) for word in ("أبرز", "أهم", "موجز", "حصاد", "ملخص"))
_OF = frozenset(stem_folded(fold(word)) for word in ("أخبار", "أنباء", "أحداث", "عناوين"))


def is_digest(headline: Sequence[str]) -> bool:
    """Return whether the stems of a headline begin as that of a digest: «أبرز أخبار الأحد», «أهم الأحداث اليوم»."""
    return len(headline) > 1 and headline[0] in _FIRST and headline[1] in _OF
