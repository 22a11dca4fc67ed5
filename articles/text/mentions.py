"""Names that a note calls: «@rima، راجعي الفقرة الثانية»."""

import re

_MENTION = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")


def names(text: str) -> list[str]:
    """The names after an @, each once, without the punctuation that ends a sentence. An e-mail address calls nobody."""
    found = (name.rstrip(".+-@") for name in _MENTION.findall(text))
    return list(dict.fromkeys(name for name in found if name))
