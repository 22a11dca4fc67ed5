"""The head of a page: breadcrumb, kicker, headline."""

from articles.importers import breadcrumbs, teasers
from articles.importers.lines import Line, agency_at_end, kicker_before
from articles.importers.reading import Reading
from articles.text.dateline import split

KICKER_WORDS = 4
SECTION_WORDS = 5
MOST_CRUMBS_ON_LINES = 3


def read_head(reading: Reading, lines: list[Line]) -> list[Line]:
    """Read breadcrumb, kicker and headline; return the lines after the headline."""
    after_path = _read_path(reading, lines)
    at = _headline_at(reading, lines, after_path)
    if at is not None:
        reading.headline = lines[at].text
    elif _ends_with_headline(reading.crumbs):
        reading.headline = reading.crumbs[-1]
    start = after_path if at is None else at + 1
    before = [line for index, line in enumerate(lines[:start]) if index != at and line.kind in ("text", "kicker")]
    _read_kicker(reading, before, directly_above=at is not None and at > 0 and lines[at - 1] in before)
    if not reading.kicker:
        reading.kicker, reading.headline = kicker_before(reading.headline)
    return lines[start:]


def with_credited_headline(lines: list[Line]) -> list[Line]:
    """Take the first line for text, though it ends in its agency as the captions of pictures do, where it can only be
    the headline: the date or the byline stands under it, or no other line of the page is like one."""
    first = next((at for at, line in enumerate(lines) if line.kind in ("text", "photo")), None)
    if first is None or lines[first].kind != "photo" or not agency_at_end(lines[first].text):
        return lines
    if any(_ends_with_headline(breadcrumbs.read(line.text)) for line in lines[:first] if line.kind == "breadcrumb"):
        return lines
    is_above = first + 1 < len(lines) and lines[first + 1].kind in ("date", "byline")
    others = [line for line in lines if line.kind == "text"]
    if not is_above and _is_headline(others, list(range(len(others))), 0):
        return lines
    return [*lines[:first], lines[first]._replace(kind="text"), *lines[first + 1 :]]


def _read_path(reading: Reading, lines: list[Line]) -> int:
    """Read the breadcrumb; return the index after it."""
    for index, line in enumerate(lines):
        if line.kind == "breadcrumb":
            reading.crumbs = breadcrumbs.read(line.text)
            reading.drop(line, "breadcrumb_dropped")
            return index + 1
        if line.kind == "home":
            return _read_path_on_lines(reading, lines, index)
    texts = [(index, line.text) for index, line in enumerate(lines) if line.kind == "text"][:5]
    for position, (index, text) in enumerate(texts):
        for _, other in texts[position + 1 : position + 3]:
            if crumbs := breadcrumbs.ends_with(text, other):
                reading.crumbs = crumbs
                reading.drop(lines.pop(index), "breadcrumb_dropped")
                return index
    return 0


def _read_path_on_lines(reading: Reading, lines: list[Line], home: int) -> int:
    """Take out the crumbs that stand each on a line; more than a few are a menu."""
    end = home + 1
    while end < len(lines) and lines[end].kind == "text" and len(lines[end].text.split()) <= 3:
        end += 1
    crumbs = lines[home:end]
    if 2 <= len(crumbs) <= MOST_CRUMBS_ON_LINES + 1:
        reading.crumbs = tuple(line.text for line in crumbs)
        reading.warn("breadcrumb_dropped", " / ".join(reading.crumbs))
    else:
        for line in crumbs:
            reading.drop(line, "label_dropped")
    del lines[home:end]
    return home


def _headline_at(reading: Reading, lines: list[Line], start: int) -> int | None:
    texts = [index for index, line in enumerate(lines) if line.kind == "text"]
    for index in texts[:8] if reading.crumbs else ():
        if crumbs := breadcrumbs.ending_in(reading.crumbs, lines[index].text):
            reading.crumbs = crumbs
            return index
    if _ends_with_headline(reading.crumbs):
        return None
    following = [index for index in texts if index >= start]
    if not _is_headline(lines, following, 0):
        return None
    short = len(lines[following[0]].text.split()) <= KICKER_WORDS
    return following[1] if short and _is_headline(lines, following, 1) else following[0]


def _ends_with_headline(crumbs: tuple[str, ...]) -> bool:
    """Whether the last crumb can only be the headline: too long for a section, or labelled («تقرير: …»)."""
    if len(crumbs) < 2 or not teasers.could_be_headline(crumbs[-1]):
        return False
    labelled = kicker_before(crumbs[-1])[0] != ""
    return labelled or len(crumbs[-1].split()) > SECTION_WORDS


def _is_headline(lines: list[Line], texts: list[int], position: int) -> bool:
    """Whether a line is a headline: like one by itself, and unlike the paragraphs that follow."""
    following = [lines[index].text for index in texts[position + 1 : position + 4]]
    if not following:
        return False
    text = lines[texts[position]].text
    dateline, _ = split(text)
    if not teasers.could_be_headline(text) or (dateline and not dateline.like_headline):
        return False
    return any(len(other) * 10 >= len(text) * 13 or other.endswith(".") or split(other)[0] for other in following)


def _read_kicker(reading: Reading, before: list[Line], *, directly_above: bool) -> None:
    """The last line before the headline is the kicker when it is short; the rest is the page's."""
    kickers = [line for line in before if line.kind == "kicker"]
    if before and directly_above and len(before[-1].text.split()) <= KICKER_WORDS + 2:
        kickers.append(before[-1])
    kicker = kickers[-1] if kickers else None
    for line in before:
        if line is kicker:
            reading.kicker = line.text
        else:
            reading.drop(line, "label_dropped" if line.kind == "kicker" else "page_text_dropped")
