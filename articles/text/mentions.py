"""Names that a note calls: «@rima، راجعي الفقرة الثانية»."""

import re

_MENTION = re.compile(r"(?<![\w.@+-])[وفبلك]{0,2}@([\w.@+-]{1,150})")
"""What Arabic writes on to a name («و@rima», «ل@rima») goes before the @."""


def split(text: str) -> list[tuple[str, bool]]:
    """A text in parts, each with whether it calls somebody; together they are the text."""
    parts, end = [], 0
    for match in _MENTION.finditer(text):
        name = match[1].rstrip(".+-@")
        if name:
            start, stop = match.start(1) - 1, match.start(1) + len(name)
            parts += [(text[end:start], False), (text[start:stop], True)]
            end = stop
    return [part for part in (*parts, (text[end:], False)) if part[0]]


def names(text: str) -> list[str]:
    """The names after an @, each once, without the punctuation that ends a sentence. An e-mail address calls nobody."""
    found = (name.rstrip(".+-@") for name in _MENTION.findall(text))
    return list(dict.fromkeys(name for name in found if name))
