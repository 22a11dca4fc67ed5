"""Well-formed markup as a tree of elements."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .markup import MAX_DEPTH, VOID, BodyTooLarge, Close, attributes, pieces


@dataclass
class Element:
    """An element of the tree."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def kind(self, *kinds: str) -> str:
        """The first of these classes that the element has, or ""."""
        classes = self.attributes.get("class", "").split()
        return next((kind for kind in kinds if kind in classes), "")

    def all(self, name: str) -> "Iterator[Element]":
        """The elements of a name below this one, in order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.name == name:
                    yield child
                yield from child.all(name)


def tree(clean: str) -> Element:
    """The tree of well-formed markup under a root of its own. Raises BodyTooLarge when it is nested too deeply."""
    path = [Element("body")]
    for piece in pieces(clean):
        if isinstance(piece, str):
            path[-1].children.append(piece)
        elif isinstance(piece, Close):
            path.pop()
        else:
            element = Element(piece.name, attributes(piece))
            path[-1].children.append(element)
            if piece.name not in VOID:
                path.append(element)
            if len(path) > MAX_DEPTH + 1:
                raise BodyTooLarge("nesting", MAX_DEPTH)
    return path[0]
