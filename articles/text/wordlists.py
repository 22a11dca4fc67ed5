"""The lists of names and words that ship as text files beside the code, read once.

A file has parts, each begun by «[name]»; a line that begins with # is a comment.
"""

from functools import cache
from importlib.resources import files

from articles.text.arabic import fold, fold_key


@cache
def lines(file: str, *, package: str = "articles.text") -> dict[str, tuple[str, ...]]:
    """The lines of each part of a file of the package's `data` folder, in order."""
    found: dict[str, list[str]] = {}
    part = ""
    text = files(package).joinpath("data", file).read_text(encoding="utf-8")
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            part = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(part, []).append(line)
    return {part: tuple(listed) for part, listed in found.items()}


@cache
def folded_words(file: str, part: str, *, package: str = "articles.text") -> frozenset[str]:
    """The single words of a part, folded."""
    return frozenset(fold(word) for line in lines(file, package=package)[part] for word in line.split())


@cache
def keys(file: str, part: str, *, package: str = "articles.text") -> frozenset[str]:
    """The keys (`fold_key`) of the names of a part, which stand between commas or each on a line."""
    return frozenset(key for name in names(file, part, package=package) if (key := fold_key(name)))


def names(file: str, part: str, *, package: str = "articles.text") -> list[str]:
    """The names of a part as written, which stand between commas or each on a line."""
    listed = lines(file, package=package)[part]
    return [name for line in listed for cell in line.replace("،", ",").split(",") if (name := cell.strip())]
